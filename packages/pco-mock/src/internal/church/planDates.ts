/**
 * When plans are: by the times they have, and those they are born with by the Sundays of their service type.
 */

import { moment } from "../../Row.ts"
import type { Kind } from "../world/kind.ts"
import type { Table } from "../world/table.ts"

const week = 604_800
// asked several times for every plan that is read, and always the same
const counts = new WeakMap<Table, Map<number, number>>()

/** How many plans a service type was born with. */
const plansOf = (table: Table, serviceType: number): number => {
  const known = counts.get(table) ?? new Map<number, number>()
  counts.set(table, known)
  const count = known.get(serviceType) ?? table.born.children("service_type", serviceType).length
  known.set(serviceType, count)
  return count
}

/** Plans are weekly, from three quarters of their number in the past on. */
const sunday = (slot: number, table: Table, now: number): number => {
  const plans = plansOf(table, table.owner(slot))
  return (Math.floor(now / week) + table.rank(slot) - Math.floor(plans * 0.75)) * week + 259_200 + 54_000
}

/** When a time of a plan begins that it was born with, in seconds. */
export const begins = (slot: number, table: Table, now: number): number =>
  sunday(table.owner(slot), table.other("services.Plan"), now) + 7200 * table.rank(slot)

/** When a plan's times begin, earliest first, told in one value; null where it has none. */
const times = <A>(slot: number, table: Table, tell: (all: readonly [number, ...Array<number>]) => A): A | null => {
  const from = table.other("services.PlanTime")
  const [first, ...more] = from
    .children("plan", slot)
    .map((time) => Date.parse(String(from.value(time, "starts_at"))) / 1000)
    .filter((at) => !Number.isNaN(at))
    .sort((a, b) => a - b)
  return first === undefined ? null : tell([first, ...more])
}

const days = (all: ReadonlyArray<number>, write: (at: number) => string): string =>
  [...new Set(all.map(write))].join(" & ")

const ofType = (slot: number, table: Table, type: string): number => {
  const from = table.other("services.PlanTime")
  return from.children("plan", slot).filter((time) => from.value(time, "time_type") === type).length
}

const local = (seconds: number): string => moment(seconds - 18_000)

const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December"
]

/** A day as plans write it: recorded as `July 5, 2026`, or short as `Jul 5`. */
const written = (seconds: number, short: boolean): string => {
  const [year, month = "1", day = "1"] = local(seconds).slice(0, 10).split("-")
  const name = months[Number(month) - 1] ?? ""
  return short ? `${name.slice(0, 3)} ${Number(day)}` : `${name} ${Number(day)}, ${year}`
}

const zoned = (seconds: number): string => `${moment(seconds - 18_000).slice(0, -1)}-05:00`

/** What a plan says of its times, whatever they are now. */
export const live: Kind["live"] = {
  // recorded: the organization's local time, labelled as UTC; whoever reads it as an instant is hours off
  sort_date: (_, slot, table) => times(slot, table, ([first]) => local(first)),
  "~sort_at": (_, slot, table) => times(slot, table, ([first]) => moment(first)),
  // in the time zone of the organization, as documented
  last_time_at: (_, slot, table) => times(slot, table, (all) => zoned(all.at(-1) ?? all[0])),
  // documented: 15 days after the last time
  files_expire_at: (_, slot, table) => times(slot, table, (all) => zoned((all.at(-1) ?? all[0]) + 15 * 86_400)),
  dates: (_, slot, table) => times(slot, table, (all) => days(all, (at) => written(at, false))) ?? "No dates",
  short_dates: (_, slot, table) => times(slot, table, (all) => days(all, (at) => written(at, true))) ?? "No dates",
  service_time_count: (_, slot, table) => ofType(slot, table, "service"),
  rehearsal_time_count: (_, slot, table) => ofType(slot, table, "rehearsal"),
  other_time_count: (_, slot, table) => ofType(slot, table, "other")
}
