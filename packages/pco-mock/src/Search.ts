/**
 * The `where[search_…]` queries of people: anchored word prefixes for names and addresses, digit suffixes for phone numbers.
 */
import { type Row, value } from "./Row.ts"
import type { World } from "./World.ts"

/** The test for one search parameter. An empty search finds everyone: what it does upstream is not documented. */
export const predicate = (world: World, parameter: string, text: string): ((row: Row) => boolean) => {
  const parts = words(text)
  const digits = text.replace(/\D/g, "")
  const byName = (row: Row) => everyWordStarts(parts, names(row))
  const byEmail = (row: Row) => belongings(world, row, "Email").some((email) => prefixOf(text, email, "address"))
  const byPhone = (row: Row) =>
    digits !== "" && belongings(world, row, "PhoneNumber").some((phone) => endsIn(digits, phone))
  switch (parameter) {
    case "search_name":
      return byName
    case "search_name_or_email":
      return (row) => byName(row) || byEmail(row)
    case "search_name_or_email_or_phone_number":
      return (row) => byName(row) || byEmail(row) || byPhone(row)
    case "search_phone_number":
      return byPhone
    default:
      return (row) => belongings(world, row, "PhoneNumber").some((phone) => value(phone, "e164") === text)
  }
}

const nameAttributes = ["first_name", "given_name", "nickname", "middle_name", "last_name"]

const words = (text: string): ReadonlyArray<string> =>
  text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "")

const names = (row: Row): ReadonlyArray<string> =>
  nameAttributes.flatMap((attribute) => {
    const name = value(row, attribute)
    return typeof name === "string" ? words(name) : []
  })

const everyWordStarts = (parts: ReadonlyArray<string>, among: ReadonlyArray<string>): boolean =>
  parts.every((part) => among.some((word) => word.startsWith(part)))

const belongings = (world: World, row: Row, type: string) => world.children(type, "person", row.id)

const prefixOf = (text: string, row: Row, attribute: string): boolean => {
  const actual = value(row, attribute)
  return typeof actual === "string" && actual.toLowerCase().startsWith(text.toLowerCase())
}

const endsIn = (digits: string, phone: Row): boolean => {
  const e164 = value(phone, "e164")
  return typeof e164 === "string" && e164.endsWith(digits)
}
