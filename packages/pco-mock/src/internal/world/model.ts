/** What the pretend church consists of: kinds of records, their tables, and the world they make up. */

import type { Dice } from "../../Prng.ts"
import type { Attributes, Json, Relationships, Row } from "../../Row.ts"
import type * as Catalog from "../facts/catalog.ts"
import type * as Order from "./order.ts"

/** What every size is worked out from. */
export interface Scale {
  readonly people: number
  /** No record is younger; whole seconds since the epoch. */
  readonly now: number
  /** When the church was opened; no record is older. */
  readonly opened: number
}

/** How many records there are of a kind. */
export type Size =
  /** So many. */
  | { readonly by: "number"; readonly count: (scale: Scale) => number }
  /** So many below each record of another kind, which the relationship `ref` points at. */
  | { readonly by: "owner"; readonly ref: string; readonly count: (dice: Dice, owner: number, scale: Scale) => number }
  /** The same records as another kind has, under the same ids, as other products know the people of People; all or some of them. */
  | { readonly by: "twin"; readonly of: string; readonly share: number }

/** Where a record points: the slot of the target, or -1 for nowhere. */
export type Pointing = (dice: Dice, slot: number, table: Table) => number

/** A relationship: to which kind, and to which record of it. */
export interface Ref {
  readonly to: string
  readonly at: Pointing
  /** The relationships it is reached along, where it follows from them: for records that were written it then does, too. */
  readonly path?: ReadonlyArray<string>
}

/** Works out a value for a record that nobody wrote. */
export type Maker = (dice: Dice, slot: number, table: Table) => Json

/** When a record was made and last changed, in whole seconds. */
export type Span = readonly [created: number, updated: number]

/** How the edge of a record is walked. */
export type Walk =
  /** Along a relationship of the record, or several in a row. */
  | { readonly by: "ref"; readonly refs: ReadonlyArray<string> }
  /** To the records of a kind that point at this one. */
  | { readonly by: "children"; readonly of: string; readonly ref: string }
  /** To those that point at it by any of several relationships, each once. */
  | { readonly by: "anyOf"; readonly of: string; readonly refs: ReadonlyArray<string> }
  /** Through the records of a kind that point at this one, to what else they point at. */
  | { readonly by: "through"; readonly of: string; readonly ref: string; readonly to: string }
  /** To the record of another kind with the same id. */
  | { readonly by: "twin"; readonly of: string }
  /** To every record of a kind, from the church itself; where one is meant, to the only one. */
  | { readonly by: "all"; readonly of: string }
  /** To the church itself. */
  | { readonly by: "organization" }
  /** Along edges, one after the other, each named with the kind it starts from. */
  | { readonly by: "chain"; readonly edges: ReadonlyArray<readonly [of: string, edge: string]> }
  /** To the record itself. */
  | { readonly by: "itself" }
  /** To nothing, ever. */
  | { readonly by: "nothing" }

/** One kind of record. */
export interface Kind {
  readonly size: Size
  readonly refs: { readonly [name: string]: Ref }
  /** Values by attribute; others are made up from their names and types. */
  readonly attributes: { readonly [name: string]: Maker }
  /** Values that follow from other records and are never stored: they hold for records that were written, too. */
  readonly live: { readonly [name: string]: Maker }
  /** A relationship that points at records of several kinds, by the refs of which one is set. */
  readonly any: { readonly [relationship: string]: ReadonlyArray<string> }
  /** Relationships that name a record by an attribute of the same name and `_id`, whether it is there or not; the kind they name. */
  readonly loose: { readonly [relationship: string]: string }
  /** How edges are walked that do not follow from the relationships. */
  readonly edges: { readonly [name: string]: Walk }
  readonly span?: (dice: Dice, slot: number, table: Table) => Span
  /** Refs besides the owner whose records are older. */
  readonly after: ReadonlyArray<string>
  /** Whether its last change is never later than its owner's: changing it touches the owner. */
  readonly inside: boolean
  /** Whether it goes when its owner goes. */
  readonly belongs: boolean
  /** Whether one is made with each record of its owner. */
  readonly accompanies?: boolean
  /** Ids that are not numbers, by slot. */
  readonly ids?: { readonly [slot: number]: string }
}

/** Which kind of record each key has. */
export type Kinds = ReadonlyMap<string, Kind>

/** Records by slot, from 0; what is asked of a slot beyond `base` is nothing. */
export interface Born {
  /** How many there are. */
  readonly base: number
  readonly id: (slot: number) => string
  /** The slot of an id, -1 if nobody was born with it. */
  readonly slot: (id: string) => number
  /** The number of the last id, as far as ids are numbers. */
  readonly lastId: number
  /** The slot of the record it is below, -1 for none. */
  readonly owner: (slot: number) => number
  /** How many of the same owner come before it. */
  readonly rank: (slot: number) => number
  /** The slot a relationship points at, -1 for nowhere. */
  readonly ref: (slot: number, name: string) => number
  /** The slots that point at a record by a relationship, in order. */
  readonly children: (ref: string, target: number) => ArrayLike<number>
  /** When a record was made and last changed, in whole seconds since the epoch. */
  readonly span: (slot: number) => Span
  /** Reads an attribute other than the two timestamps. */
  readonly reader: (attribute: string) => (slot: number) => Json
  readonly value: (slot: number, attribute: string) => Json
}

/** What is to be written of a record; what is not given stays. */
export interface Content {
  readonly attributes: Attributes
  /** Slots by relationship, -1 for nowhere. */
  readonly refs: { readonly [name: string]: number }
  /** Whole seconds since the epoch. */
  readonly created?: number
  readonly updated?: number
}

/** Records by slot: 0 and up for those who were there from the start, and behind them, in the order of their ids, those that came. */
export interface Table {
  readonly resource: Catalog.Resource
  readonly kind: Kind
  /** How many were there from the start. */
  readonly base: number
  /** The records as they were at the start. */
  readonly born: Born
  /** The owner a record was born below, and how many came before it there. */
  readonly owner: (slot: number) => number
  readonly rank: (slot: number) => number
  /** How many there are now. */
  readonly size: () => number
  readonly has: (slot: number) => boolean
  readonly id: (slot: number) => string
  /** The slot of an id, -1 when there is no such record. */
  readonly slot: (id: string) => number
  readonly seconds: (slot: number, attribute: "created_at" | "updated_at") => number
  readonly value: Order.Read
  /** Reads one attribute of any row. */
  readonly reader: (attribute: string) => (slot: number) => Json
  /** The slot a relationship points at, -1 for nowhere and for what is gone. */
  readonly ref: (slot: number, name: string) => number
  /** The table a relationship points into. */
  readonly target: (name: string) => Table | undefined
  /** The slots that point at a record by a relationship, in order. */
  readonly children: (ref: string, target: number) => ReadonlyArray<number>
  readonly row: (slot: number) => Row
  readonly ordered: (order: Order.Order) => Uint32Array
  readonly other: (key: string) => Table
  /** Adds a record; without an id it gets the next free one. */
  readonly add: (content: Content, id?: string) => number
  readonly change: (slot: number, content: Content) => void
  readonly remove: (slot: number) => void
}

/**
 * A change, as data. `created_at` and `updated_at` among the attributes set these stamps, also in the past or far in the future;
 * otherwise a change is stamped now. `update` and `delete` need `id`; a missing record is left alone. */
export interface Mutation {
  /** `merge` removes the person `into` another: what belonged to them is the survivor's afterwards, under the same ids. */
  readonly op: "create" | "update" | "delete" | "merge"
  readonly type: string
  readonly id?: string
  /** The id of the survivor of a merge. */
  readonly into?: string
  readonly attributes?: Attributes
  readonly relationships?: Relationships
}

/** One change that has happened: `before` is absent for a created record, `after` for a deleted one. */
export interface Change {
  readonly op: "create" | "update" | "delete"
  /** The key of the record's resource: `people.Person`. */
  readonly type: string
  readonly id: string
  readonly before?: Row
  readonly after?: Row
  /** Nobody changed the record itself: it only follows from another that was changed, or was changed quietly. */
  readonly quiet?: boolean
}

/** The rows of a listing: slots of a table, in order. */
export interface View {
  readonly table: Table
  readonly slots: Uint32Array
}

/**
 * Everything the pretend Planning Center knows. Types are keys of the catalog, `giving.Donation`; without a product they are
 * People's, or those of the only product that has them.
 */
export interface World {
  /** The church, as People knows it. */
  readonly organization: Row
  /** The church, as the product of a key knows it. */
  readonly organizationOf: (key: string) => Row
  readonly kinds: Kinds
  readonly ties: "id" | "unstable"
  readonly seed: number
  /** Nothing is newer; whole seconds since the epoch. */
  readonly now: () => number
  /** Now, as a change would be stamped: whole seconds, and never before anything that is already there. */
  readonly stamp: () => string
  /** Does something behind the scenes, a second of the world's clock from now; `settle` looks whether it is time. */
  readonly later: (work: () => void) => void
  readonly settle: () => void
  /** Grows with every change. */
  readonly revision: () => number
  /** The records of a type, by slot. */
  readonly table: (type: string) => Table
  /** The rows of a type in an order (default: by id, as a number), not yet made. */
  readonly view: (type: string, order?: Order.Order) => View
  /** One row. */
  readonly get: (type: string, id: string) => Row | undefined
  /** How many rows of a type there are now. */
  readonly count: (type: string) => number
  /** All rows of a type in an order (default: by id, as a number). Each is made: for large churches ask for a `view`. */
  readonly rows: (type: string, order?: Order.Order) => ReadonlyArray<Row>
  /** The rows of `type` whose `relationship` is that parent, by id. */
  readonly children: (type: string, relationship: string, parentId: string) => ReadonlyArray<Row>
  /** Adds a row with the next free id, stamped now; attributes that are not given are null, flags false. */
  readonly create: (type: string, attributes: Attributes, relationships?: Relationships) => Row
  /** Changes some attributes (and relationships), stamped now unless `quietly`; undefined when there is no such row. */
  readonly update: (
    type: string,
    id: string,
    attributes: Attributes,
    relationships?: Relationships,
    how?: { readonly quietly: boolean }
  ) => Row | undefined
  /** Removes a row and what belongs to it (a person's emails and phone numbers); false when there is no such row. */
  readonly delete: (type: string, id: string) => boolean
  /**
   * Merges one person into another: the removed one is gone, what pointed at them points at the survivor, and a `PersonMerger`
   * tells of it. Undefined when either is not there.
   */
  readonly merge: (keep: string, remove: string) => Row | undefined
  /** Applies a change and answers the id it was about, or null when that record does not exist. */
  readonly apply: (mutation: Mutation) => string | null
  /** Calls the listener after each change, those of parents that were only touched included; the function it answers with stops that. */
  readonly subscribe: (listener: (change: Change) => void) => () => void
}
