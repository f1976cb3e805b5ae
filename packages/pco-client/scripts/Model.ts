/** What is to be written: the catalog and its corrections, put together. */

/** The types of `Attribute`. */
export type AttributeKind = "string" | "integer" | "decimal" | "boolean" | "date" | "instant" | "json" | "id"

export interface Attribute {
  readonly name: string
  readonly kind: AttributeKind
  readonly remark: string | undefined
  /** Whether it is sent only where `fields` names it. */
  readonly fieldsOnly: boolean
  /** The documentation's own word for its type. */
  readonly documented: string
}

export interface Relationship {
  readonly name: string
  readonly to: string
  readonly required: boolean
  readonly many: boolean
  readonly roles: ReadonlyArray<string>
  readonly among: ReadonlyArray<string>
}

interface Base {
  /** As the module exports it. */
  readonly name: string
  /** As a client calls it. */
  readonly method: string
  readonly path: string
  readonly below: Readonly<Record<string, string>>
  readonly words: string
}

export interface Read extends Base {
  readonly kind: "list" | "get"
  readonly filter: ReadonlyArray<string>
  /** The key of the resource whose records it is asked about, if any. */
  readonly parent: string | undefined
  /** Whether only the documentation's text knows of it, and nothing in the API leads there. */
  readonly unconfirmed: boolean
}

export interface Writable {
  readonly attributes: ReadonlyArray<readonly [string, AttributeKind]>
  readonly relationships: ReadonlyArray<readonly [string, { readonly type: string; readonly many?: true }]>
  readonly included: boolean
  readonly open: boolean
}

export interface Write extends Base {
  readonly kind: "create" | "update" | "delete" | "action"
  readonly writable: Writable
  readonly repeatable: boolean
  readonly type: string | undefined
  /** The resource whose record it answers with, where that is not the one it is a write of. */
  readonly answers: string | undefined
  readonly deprecated: boolean
}

export interface Route {
  readonly endpoint: string
  readonly parent: string
  readonly covers: "all" | "some"
}

export interface Resource {
  readonly product: string
  readonly type: string
  readonly key: string
  readonly version: string
  readonly words: string
  /** The name of its endpoints in a client. */
  readonly group: string
  readonly attributes: ReadonlyArray<Attribute>
  readonly relationships: ReadonlyArray<Relationship>
  readonly money: ReadonlyArray<readonly [string, string]>
  readonly webhooks: ReadonlyArray<readonly [string, string]>
  readonly changedAt: string | undefined
  readonly createdAt: string | undefined
  readonly lenient: boolean
  /** What can be sent along, and by two names with a dot what hangs from that, with its type. */
  readonly include: ReadonlyArray<readonly [string, string]>
  readonly complete: ReadonlyArray<string>
  readonly order: ReadonlyArray<string>
  readonly where: ReadonlyArray<readonly [string, string]>
  readonly perPage: { readonly default: number; readonly max: number }
  readonly reads: ReadonlyArray<Read>
  readonly writes: ReadonlyArray<Write>
  /** How it is read as a whole: by its own listing, by way of others, as the only one, or not at all and why. */
  readonly reading:
    | { readonly by: "list" }
    | { readonly by: "routes"; readonly routes: ReadonlyArray<Route> }
    | { readonly by: "one"; readonly get: string }
    | { readonly by: "nothing"; readonly why: string }
}

/** Something documented that is not described, and why. */
export interface Missing {
  readonly what: string
  readonly why: string
}

export interface Model {
  readonly products: ReadonlyArray<{
    readonly product: string
    readonly version: string
    readonly resources: ReadonlyArray<Resource>
  }>
  readonly missing: ReadonlyArray<Missing>
  /** Filters and actions that are described without what they want to know, and why. */
  readonly unknown: ReadonlyArray<Missing>
}
