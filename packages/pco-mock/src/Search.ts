/**
 * The `where[search_…]` queries of people: anchored word prefixes for names and addresses, digit suffixes for phone numbers.
 */
import type { Table } from "./Table.ts"

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
  const byName = (slot: number) => everyWordStarts(parts, names(table, slot))
  const byEmail = (slot: number) =>
    contacts(slot, "people.Email", "address").some((address) => address.toLowerCase().startsWith(text.toLowerCase()))
  const byPhone = (slot: number) =>
    digits !== "" && contacts(slot, "people.PhoneNumber", "e164").some((number) => number.endsWith(digits))
  switch (parameter) {
    case "search_name":
      return byName
    case "search_name_or_email":
      return (slot) => byName(slot) || byEmail(slot)
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

const everyWordStarts = (parts: ReadonlyArray<string>, among: ReadonlyArray<string>): boolean =>
  parts.every((part) => among.some((word) => word.startsWith(part)))
