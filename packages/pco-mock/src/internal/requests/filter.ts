/**
 * What named filters are put together from.
 */
import { type Json, moment, type Row } from "../../Row.ts"
import type { Table } from "../world/table.ts"
import * as Where from "./where.ts"

/** What a filter may look at besides the row. */
export interface Asked {
  readonly params: ReadonlyMap<string, string>
  /** Whole seconds since the epoch. */
  readonly now: number
  /** Below which record the list is; the church where it is below none. */
  readonly parent: Row
}

/** What a name filters: a test for the rows of one table, made anew for each request. */
export type Filter = (table: Table, asked: Asked) => Where.Predicate

/** Rows whose attribute has one of the values. */
export const equals =
  (attribute: string, ...values: ReadonlyArray<Json>): Filter =>
  (table) =>
  (slot) =>
    values.includes(table.value(slot, attribute))

/** Rows that have a value there. */
export const set =
  (attribute: string): Filter =>
  (table) =>
  (slot) =>
    table.value(slot, attribute) !== null

/** Rows that have none. */
export const unset =
  (attribute: string): Filter =>
  (table) =>
  (slot) =>
    table.value(slot, attribute) === null

/** Rows whose relationship points somewhere. */
export const points =
  (ref: string): Filter =>
  (table) =>
  (slot) =>
    table.ref(slot, ref) >= 0

/** Rows whose relationship points nowhere. */
export const lacks =
  (ref: string): Filter =>
  (table) =>
  (slot) =>
    table.ref(slot, ref) < 0

/** Rows that a record of another kind points at. */
export const has =
  (of: string, ref: string): Filter =>
  (table) =>
  (slot) =>
    table.other(of).children(ref, slot).length > 0

/** Compares an instant of the row, or of what a relationship leads to, with now. */
export const ahead =
  (attribute: string, wanted: boolean, ...refs: ReadonlyArray<string>): Filter =>
  (table, { now }) => {
    const limit = moment(now)
    return (slot) => {
      let [at, where]: [Table, number] = [table, slot]
      for (const ref of refs) {
        const next = at.target(ref)
        where = next === undefined || where < 0 ? -1 : at.ref(where, ref)
        at = next ?? at
      }
      const value = where < 0 ? undefined : Where.readInstant(String(at.value(where, attribute)))
      return value !== undefined && value >= limit === wanted
    }
  }

/** Rows made after, or dated before or after, an instant given in another parameter; without it all rows. */
export const since =
  (attribute: string, parameter: string, later: boolean): Filter =>
  (table, { params }) => {
    const limit = Where.readInstant(params.get(parameter) ?? "")
    return (slot) => {
      const value = Where.readInstant(String(table.value(slot, attribute)))
      return limit === undefined || (value !== undefined && value >= limit === later)
    }
  }

/** All rows. */
export const everyone: Filter = () => () => true

/** Rows that a record of another kind points at which has not ended. */
export const hasAhead =
  (of: string, ref: string): Filter =>
  (table, { now }) => {
    const limit = moment(now)
    const from = table.other(of)
    return (slot) => from.children(ref, slot).some((child) => String(from.value(child, "ends_at")) >= limit)
  }

/** Each of some values as a filter of that name. */
export const kinds = (attribute: string, names: string): { readonly [name: string]: Filter } =>
  Object.fromEntries(names.split(" ").map((name) => [name, equals(attribute, name)]))

/** The slot of the person who asks, as `/me` answers: the first the product knows; -1 where it knows nobody. */
export const me = (table: Table): number => table.other(`${table.resource.product}.Person`).ordered([])[0] ?? -1

/** Rows to which one of the person's who asks leads: a card to its workflow. */
export const mine =
  (of: string, person: string, ref: string): Filter =>
  (table) => {
    const from = table.other(of)
    const asking = me(table)
    const rows = new Set(asking < 0 ? [] : from.children(person, asking).map((each) => from.ref(each, ref)))
    return (slot) => rows.has(slot)
  }

/** The ids another parameter lists, with commas between them; undefined where it is not given. */
export const listed = ({ params }: Asked, parameter: string): ReadonlySet<string> | undefined => {
  const given = params.get(parameter)
  return given === undefined ? undefined : new Set(given.split(",").map((id) => id.trim()))
}

/** Rows whose relationship points at one of the records listed in a parameter; without it all rows. */
export const among =
  (ref: string, parameter: string): Filter =>
  (table, asked) => {
    const wanted = listed(asked, parameter)
    const to = table.target(ref)
    return (slot) => {
      const at = table.ref(slot, ref)
      return wanted === undefined || (at >= 0 && wanted.has(to?.id(at) ?? ""))
    }
  }

/** Rows that lead to one of the records listed in a parameter through records between; without it all that lead to any. */
export const amongThrough =
  (between: string, ref: string, to: string, parameter: string): Filter =>
  (table, asked) => {
    const wanted = listed(asked, parameter)
    const links = table.other(between)
    return (slot) =>
      links.children(ref, slot).some((link) => {
        const at = links.ref(link, to)
        return at >= 0 && (wanted === undefined || wanted.has(links.target(to)?.id(at) ?? ""))
      })
  }

/** Rows listed by id in a parameter; without it all rows. */
export const itself =
  (parameter: string): Filter =>
  (table, asked) => {
    const wanted = listed(asked, parameter)
    return (slot) => wanted === undefined || wanted.has(table.id(slot))
  }

/** Rows whose relationship points at the record the list is below. */
export const pointsAtParent =
  (ref: string): Filter =>
  (table, { parent }) =>
  (slot) => {
    const at = table.ref(slot, ref)
    return at >= 0 && table.target(ref)?.id(at) === parent.id
  }

/** Rows that pass any of the filters. */
export const either =
  (...filters: ReadonlyArray<Filter>): Filter =>
  (table, asked) => {
    const tests = filters.map((filter) => filter(table, asked))
    return (slot) => tests.some((test) => test(slot))
  }

/** Rows that pass all of them. */
export const both =
  (...filters: ReadonlyArray<Filter>): Filter =>
  (table, asked) => {
    const tests = filters.map((filter) => filter(table, asked))
    return (slot) => tests.every((test) => test(slot))
  }

/** Rows that do not pass. */
export const not =
  (filter: Filter): Filter =>
  (table, asked) => {
    const test = filter(table, asked)
    return (slot) => !test(slot)
  }
