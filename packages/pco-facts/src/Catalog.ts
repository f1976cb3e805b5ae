/** Planning Center's documentation as facts: the form of `catalog/catalog.json`. */
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"

/** The type of a value, in the documentation's words. */
export type WireType =
  | "primary_key"
  | "string"
  | "integer"
  | "float"
  | "boolean"
  | "date"
  | "date_time"
  | "json"
  | "array"
  | "hash"
  | "object"
  | "currency_abbreviation"
  | "repeatable_schedule"
  | "unknown"

/** What one resource leads to: `many` of another, or one. */
export interface Edge {
  readonly name: string
  readonly to: string
  readonly path: string
  readonly many: boolean
  readonly filters?: ReadonlyArray<string>
}

export interface DocumentedRelationship {
  readonly to: string | null
  readonly many: boolean
  readonly resolvesTo?: string | null
  readonly polymorphic?: boolean
  readonly examples?: ReadonlyArray<string>
}

export interface Write {
  readonly path: string
  readonly assignable: ReadonlyArray<string>
}

export interface DocumentedAction {
  readonly name: string
  readonly method: string
  readonly path: string
  readonly deprecated?: boolean
}

/** One resource as it is documented. */
export interface Documented {
  readonly type: string
  readonly listingPath: string
  readonly listingEvidence: string
  readonly collectionPaths: ReadonlyArray<string>
  readonly instancePath: string | null
  /** There is only one of it. */
  readonly singleton?: boolean
  /** Its lists hold records that cannot be requested one by one. */
  readonly collectionOnly?: boolean
  readonly attributes: Readonly<Record<string, string>>
  readonly attributeFlags?: {
    readonly fieldsParamOnly?: ReadonlyArray<string>
    /** Recorded with the value null. */
    readonly nullObserved?: ReadonlyArray<string>
    /** The values an attribute is documented to have. */
    readonly enums?: Readonly<Record<string, ReadonlyArray<string>>>
    /** Who may see an attribute, in the documentation's own words. */
    readonly attributePermission?: Readonly<Record<string, string>>
    readonly deprecatedAttributes?: ReadonlyArray<string>
    /** Recorded, and not documented. */
    readonly observedUndocumentedAttributes?: ReadonlyArray<string>
    readonly laterRemovedAttributes?: ReadonlyArray<string>
    readonly laterAttributes?: { readonly source: string; readonly attributes: Readonly<Record<string, string>> }
  }
  readonly relationships: Readonly<Record<string, DocumentedRelationship>>
  readonly canInclude: ReadonlyArray<string>
  readonly includeAssignable?: Readonly<Record<string, string>>
  readonly canOrder: ReadonlyArray<string>
  readonly canQuery: ReadonlyArray<{ readonly name: string; readonly type: string }>
  readonly filters: ReadonlyArray<{ readonly name: string; readonly paths: ReadonlyArray<string> }>
  readonly perPage: { readonly max: number; readonly default: number }
  readonly outbound: ReadonlyArray<Edge>
  readonly create: Write | null
  readonly update: Write | null
  readonly delete: string | false
  readonly actions: ReadonlyArray<DocumentedAction>
  readonly deprecated: boolean
}

export interface Product {
  readonly product: string
  /** The version that the resources are described in. */
  readonly version: string
  /** Every known version, oldest first. */
  readonly knownVersions: ReadonlyArray<string>
  readonly resources: ReadonlyArray<Documented>
}

export interface Catalog {
  readonly products: ReadonlyArray<Product>
}

/** Where the package keeps its catalog. */
export const file = fileURLToPath(new URL("catalog.json", import.meta.url))

/** The text of a catalog: each resource on a line of its own, so that a difference shows where it is. */
export const write = ({ products, ...rest }: Catalog): string => {
  const lines = products.map(({ resources, ...product }) => {
    const each = resources.map((resource) => `   ${JSON.stringify(resource)}`).join(",\n")
    return `  ${JSON.stringify({ ...product, resources: [] }).replace(/\[\]\}$/, "")}[\n${each}\n  ]}`
  })
  const head = JSON.stringify({ ...rest, products: [] }).replace(/\[\]\}$/, "")
  return `${head}[\n${lines.join(",\n")}\n]}\n`
}

export const read = (from: string = file): Catalog => {
  const value: unknown = JSON.parse(readFileSync(from, "utf8"))
  if (typeof value !== "object" || value === null || !("products" in value) || !Array.isArray(value.products)) {
    throw new Error(`${from}: this is no catalog: it has no list of products`)
  }
  // what is in the list was made by the same program as the list
  return value as Catalog
}
