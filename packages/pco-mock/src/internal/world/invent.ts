/**
 * Makes up the value of an attribute that no kind says anything about, from its name and its type.
 */

import type { Dice, Prng } from "../../Prng.ts"
import { type Json, moment } from "../../Row.ts"
import type * as Catalog from "../facts/catalog.ts"
import type { Maker, Table } from "./model.ts"
import * as Names from "./names.ts"
import * as Words from "./words.ts"

const day = 86_400

/** A maker for an attribute of a resource. */
export const maker = (resource: Catalog.Resource, name: string): Maker => {
  const attribute = resource.attributes.get(name)
  if (attribute === undefined) return () => null
  const { values } = attribute
  if (values !== undefined) return oneOf(values, attribute.nullable === true)
  const make = byType(attribute.type, name)
  return attribute.nullable === true ? rarely(0.3, make) : make
}

/** One of some values, the first ones more often. */
const oneOf =
  (values: ReadonlyArray<string>, nullable: boolean): Maker =>
  (dice) =>
    nullable && dice.chance(0.2) ? null : (values[Math.floor(dice.next() ** 1.7 * values.length)] ?? null)

const rarely =
  (nothing: number, make: Maker): Maker =>
  (dice, slot, table) =>
    dice.chance(nothing) ? null : make(dice, slot, table)

const byType = (type: Catalog.WireType, name: string): Maker => {
  switch (type) {
    case "boolean":
      return flag(name)
    case "integer":
      return whole(name)
    case "float":
      return (dice) => dice.int(0, 2000) / 8
    case "date":
      return (dice, slot, table) => (dice.chance(0.25) ? null : between(dice, slot, table).slice(0, 10))
    case "date_time":
      return instant(name)
    case "array":
      return () => []
    case "hash":
    case "json":
    case "object":
      return () => ({})
    case "currency_abbreviation":
      return () => "USD"
    case "primary_key":
      return (dice) => (dice.chance(0.5) ? null : `${dice.int(1000, 9_999_999)}`)
    case "repeatable_schedule":
      return () => null
    case "unknown":
      // nobody knows, so a client must accept anything
      return (dice) => dice.pick([null, true, 12, "12"])
    case "string":
      return text(name)
  }
}

const flag = (name: string): Maker => {
  if (/^(primary|default)$/.test(name)) return (_, slot, table) => table.rank(slot) === 0
  if (/^(active|verified|enabled|published|public)$|visible|enabled$/.test(name)) return (dice) => dice.chance(0.8)
  if (/archived|deleted|canceled|invalid|expired|hidden|locked|blocked/.test(name)) return (dice) => dice.chance(0.06)
  return (dice) => dice.chance(0.3)
}

const whole = (name: string): Maker => {
  if (/^(position|sequence|sort_index|order|number)$/.test(name)) return (_, slot, table) => table.rank(slot) + 1
  if (/cents$/.test(name)) return (dice) => money(dice)
  if (/size/.test(name)) return (dice) => dice.int(900, 4_000_000)
  if (/count|total/.test(name)) return (dice) => Math.floor(3 / (1 - dice.next() * 0.99)) - 3
  if (/hour/.test(name)) return (dice) => dice.int(7, 19)
  if (/minute/.test(name)) return (dice) => dice.pick([0, 15, 30, 45])
  if (/day_of_week/.test(name)) return (dice) => dice.int(0, 6)
  if (/quantity/.test(name)) return (dice) => dice.int(1, 5)
  if (/length|duration|seconds/.test(name)) return (dice) => dice.int(0, 600)
  return (dice) => dice.int(0, 99)
}

/** An amount as people give: round ones most of the time, now and then a very large one. */
export const money = (dice: Prng): number =>
  dice.chance(0.01)
    ? dice.int(1000, 50_000) * 100
    : dice.chance(0.7)
      ? dice.pick([1000, 2000, 2500, 5000, 10_000, 25_000])
      : dice.int(100, 40_000)

const instant = (name: string): Maker => {
  if (/^(starts_at|published_starts_at|open_at|shows_at|sort_date|checked_in_at)$/.test(name)) return starts
  if (/^(ends_at|close_at|hides_at|published_ends_at)$/.test(name)) return ends
  if (/deleted|archived|removed|undone|bounced|canceled|rejection|expires/.test(name)) {
    return (dice, slot, table) => (dice.chance(0.94) ? null : between(dice, slot, table))
  }
  return (dice, slot, table) => (dice.chance(0.3) ? null : between(dice, slot, table))
}

/** Some moment between a record's making and its last change. */
export const between = (dice: Dice, slot: number, table: Table): string => {
  const [created, updated] = table.born.span(slot)
  return moment(created + Math.floor(dice.next() * (updated - created)))
}

/** When something a record is about begins: on a full quarter of an hour, some weeks after the record was made. */
export const starts: Maker = (_, slot, table) => moment(beginning(slot, table))

/** When it ends, an hour or two later. */
export const ends: Maker = (dice, slot, table) => moment(beginning(slot, table) + dice.pick([3600, 5400, 7200]))

const beginning = (slot: number, table: Table): number => {
  const [created] = table.born.span(slot)
  const days = Math.floor(created / day) + 3 + (slot % 40)
  return days * day + (13 + (slot % 9)) * 3600
}

/** A few sentences; now and then very many. */
export const prose = (dice: Prng): string =>
  sentences(
    dice,
    dice.weighted([
      [1, 70],
      [2, 20],
      [4, 8],
      [40, 1.5],
      [300, 0.5]
    ])
  )

const sentences = (dice: Prng, count: number): string =>
  Array.from({ length: count }, () => dice.pick(Words.sentences)).join(" ")

/** The whole name of somebody who may not exist. */
export const somebody = (dice: Prng): string =>
  `${dice.pick(dice.chance(0.5) ? Names.womens : Names.mens)} ${dice.pick(Names.families)}`

const pick =
  (words: readonly [string, ...Array<string>]): Maker =>
  (dice) =>
    dice.pick(words)

/** By what an attribute is called; the first that fits. */
const strings: ReadonlyArray<readonly [RegExp, Maker]> = [
  [/^first_name$|given_name$/, (dice) => dice.pick(dice.chance(0.5) ? Names.womens : Names.mens)],
  [/^last_name$/, pick(Names.families)],
  [/middle_name|nickname/, rarely(0.85, pick(Names.nicknames))],
  [/name_prefix/, rarely(0.8, pick(["Mr.", "Mrs.", "Dr.", "Rev."]))],
  [/name_suffix/, rarely(0.93, pick(["Jr.", "Sr.", "III"]))],
  [/(person|full|creator|owner|responds_to|sender|by|contact)_name$/, somebody],
  [/organization_name/, () => "Example Church"],
  [/team_name|schedule_to/, pick(Words.teams)],
  [/position/, pick(Words.positions)],
  [/color/, pick(Words.colors)],
  [/email|from_address|to_addresses|reply_to_address/, (dice) => `user${dice.int(1, 99_999)}@example.com`],
  [/phone|normalized_number|display_number/, (dice) => `+1${dice.int(201, 989)}55501${dice.int(10, 99)}`],
  [/time_zone/, () => "America/New_York"],
  [/currency_symbol/, () => "$"],
  [/currency/, () => "USD"],
  [/country/, () => "US"],
  [/^city$/, (dice) => dice.pick(Names.cities).city],
  [/^state$/, (dice) => dice.pick(Names.cities).state],
  [/^zip$/, (dice) => dice.pick(Names.cities).zip],
  [/address|street/, (dice) => `${dice.int(1, 9999)} ${dice.pick(["Main St", "Oak Ave", "Calle Ocho", "Königsweg"])}`],
  [/avatar|photo|thumbnail|artwork|image|logo/, (dice) => `https://avatars.example.com/${dice.int(1, 9999)}.png`],
  [/content_type/, pick(["application/pdf", "image/png", "audio/mpeg"])],
  [/file_?name|display_name/, pick(Words.files)],
  [/url|website|link$|^file$/, (dice) => `https://church.example.org/${dice.int(1, 99_999)}`],
  [/uuid|token|identifier|code$|gid|attribs/, (dice) => hex(dice)],
  [/html|body|lyrics|chord_chart$|content|template/, (dice) => `<p>${prose(dice)}</p>`],
  [/note|description|message|reason|comment|instructions|summary|details/, rarely(0.35, prose)],
  [/key/, pick(Words.keys)],
  [/dates/, (dice) => `January ${dice.int(1, 31)}, 2025`],
  [/subject|title/, pick(Words.titles)],
  [/copyright|admin$/, rarely(0.5, () => "Public Domain")],
  [/author/, pick(Words.authors)],
  [/status/, pick(["active", "pending", "complete"])],
  [/permission/, rarely(0.4, pick(["Viewer", "Editor", "Manager"]))],
  [/slug/, (dice) => dice.pick(Words.labels).toLowerCase().replace(/\W+/g, "-") || "label"],
  [/gender/, rarely(0.1, pick(["F", "M"]))],
  [/group|frequency|strategy|settings|config/, rarely(0.5, pick(Words.labels))],
  [/^name$|_name$|label|value|type|kind/, pick(Words.labels)]
]

const hex = (dice: Prng): string =>
  Array.from({ length: 4 }, () => dice.int(0, 0xffff).toString(16).padStart(4, "0")).join("")

const text = (name: string): Maker => {
  const found = strings.find(([pattern]) => pattern.test(name))
  return found?.[1] ?? rarely(0.5, (dice): Json => dice.pick(Words.labels))
}
