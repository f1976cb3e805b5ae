/**
 * The `where[search_…]` queries of people: anchored word prefixes for names, digit suffixes for phone numbers. With
 * `search_name_or_email` a part of a name is enough, and so is `@domain` (recorded and measured).
 */
import type { Table } from "../world/table.ts"

/** The test for one search parameter. An empty search finds everyone: what it does upstream is not documented. */
export const predicate = (table: Table, parameter: string, text: string): ((slot: number) => boolean) => {
  const parts = words(text)
  const digits = text.replace(/\D/g, "")
  const contacts = (slot: number, key: string, attribute: string): ReadonlyArray<string> => {
    const person = table.other("people.Person").slot(table.id(slot))
    const from = table.other(key)
    return from.children("person", person).flatMap((child) => {
      const value = from.value(child, attribute)
      return typeof value === "string" ? [value] : []
    })
  }
  const lower = text.toLowerCase()
  const byName = (slot: number) => everyWordStarts(parts, names(table, slot))
  const byPartOfName = (slot: number) => everyWordIsIn(parts, names(table, slot))
  const byEmail = (slot: number) =>
    contacts(slot, "people.Email", "address")
      .map((address) => address.toLowerCase())
      .some((address) => address.startsWith(lower) || (lower.startsWith("@") && address.endsWith(lower)))
  // a number in the form of E.164 finds nobody (measured): that is another parameter
  const byPhone = (slot: number) =>
    digits !== "" &&
    !text.trim().startsWith("+") &&
    contacts(slot, "people.PhoneNumber", "e164").some((number) => number.endsWith(digits))
  switch (parameter) {
    case "search_name":
      return byName
    case "search_name_or_email":
      return (slot) => byPartOfName(slot) || byEmail(slot)
    case "search_name_or_email_or_phone_number":
      return (slot) => byName(slot) || byEmail(slot) || byPhone(slot)
    case "search_phone_number":
      return byPhone
    default:
      return (slot) => contacts(slot, "people.PhoneNumber", "e164").includes(text)
  }
}

const nameAttributes = ["first_name", "given_name", "nickname", "middle_name", "last_name"]

const words = (text: string): ReadonlyArray<string> =>
  text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "")

const names = (table: Table, slot: number): ReadonlyArray<string> =>
  nameAttributes.flatMap((attribute) => {
    const name = table.value(slot, attribute)
    return typeof name === "string" ? words(name) : []
  })

const everyWordIsIn = (parts: ReadonlyArray<string>, among: ReadonlyArray<string>): boolean =>
  parts.every((part) => among.some((word) => word.includes(part)))

const everyWordStarts = (parts: ReadonlyArray<string>, among: ReadonlyArray<string>): boolean =>
  parts.every((part) => among.some((word) => word.startsWith(part)))
