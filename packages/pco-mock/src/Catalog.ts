/**
 * What the simulated Planning Center offers, as data: which attributes, edges, orders, queries and writes each resource knows.
 *
 * The facts are those that `@openfaith/pco-client` is generated from. How the simulator behaves is written here alone, so that it
 * can judge the client.
 */
import { products as all } from "./internal/facts.ts"

/** How a value is written on the wire, as the documentation names it. */
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

/** One attribute; `onlyWhenNamed` ones are sent only to those who name them in `fields[Type]`. */
export interface Attribute {
  readonly type: WireType
  readonly onlyWhenNamed?: boolean
  /** It was seen without a value. */
  readonly nullable?: boolean
  /** The only values it may have. */
  readonly values?: ReadonlyArray<string>
}

/** A way from one resource to another: `/{collection}/{id}/{edge}`. `linked: false` edges work but are not in `links`. */
export interface Edge {
  /** Key of the resource it leads to. */
  readonly to: string
  readonly many: boolean
  readonly linked: boolean
}

/** A relationship carried by every record. */
export interface Relationship {
  /** Keys of the resources it may point at; none where what is behind it is not documented. */
  readonly to: ReadonlyArray<string>
  /** The type its identifier is written with; absent where that is the type of the record pointed at. */
  readonly role?: string
  readonly many: boolean
}

/** A write that is offered: where, and what may be given. */
export interface Write {
  /** The path below `/{product}/v2`, ids as `{}`. */
  readonly path: string
  readonly assignable: ReadonlySet<string>
}

/** A POST below a record that does something. */
export interface Action {
  readonly name: string
  readonly linked: boolean
  /** The path below `/{product}/v2`, ids as `{}`. */
  readonly path: string
}

/** One kind of record and everything the wire allows with it. */
export interface Resource {
  /** `people.Person`: types of one name exist in several products. */
  readonly key: string
  readonly product: string
  /** As the wire spells it. */
  readonly type: string
  /** The last part of its list directly below `/{product}/v2`, empty if it has none there. */
  readonly collection: string
  /** Where one record lives, below `/{product}/v2`, ids as `{}`; absent where one cannot be asked for alone. */
  readonly instance?: string
  /** Where its lists are, in the same form. */
  readonly lists: ReadonlyArray<string>
  readonly singleton: boolean
  /** Sorted by name. */
  readonly attributes: ReadonlyMap<string, Attribute>
  /** Attributes that were added after the documentation was read, without a new version. */
  readonly later: ReadonlyMap<string, WireType>
  readonly relationships: ReadonlyMap<string, Relationship>
  readonly edges: ReadonlyMap<string, Edge>
  readonly canInclude: ReadonlyArray<string>
  readonly canOrder: ReadonlyArray<string>
  readonly canQuery: ReadonlyMap<string, WireType>
  /** Named filters, and the lists each is documented for. */
  readonly filters: ReadonlyMap<string, ReadonlyArray<string>>
  readonly create?: Write
  readonly update?: Write
  readonly deletable: boolean
  readonly actions: ReadonlyMap<string, Action>
  /** The documentation does not say which attributes must be given: these are assumed. */
  readonly required: ReadonlyArray<string>
}

/** Rows a page holds when `per_page` is not given. */
export const defaultPerPage = 25

/** Rows a page holds at most, whatever `per_page` says. */
export const maxPerPage = 100

/** Plain data: objects for maps, lists for sets. */
type Plain<A> =
  A extends ReadonlyMap<string, infer B>
    ? { readonly [name: string]: B }
    : A extends Write
      ? { readonly path: string; readonly assignable: ReadonlyArray<string> }
      : A

/** A resource as it is generated: as plain data, without its key, and without what is empty. */
export type ResourceFacts = Pick<Resource, "type"> & {
  readonly [Name in Exclude<keyof Resource, "type" | "key" | "product" | "collection">]?: Plain<Resource[Name]>
}

/** A product as it is generated. */
export interface ProductFacts {
  readonly product: string
  /** The version that the resources are described in. */
  readonly version: string
  /** Every known version, oldest first. */
  readonly versions: ReadonlyArray<string>
  readonly resources: ReadonlyArray<ResourceFacts>
}

const toMap = <A>(facts: { readonly [name: string]: A } | undefined): ReadonlyMap<string, A> =>
  new Map(Object.entries(facts ?? {}))

const toWrite = (facts: Plain<Write>): Write => ({ path: facts.path, assignable: new Set(facts.assignable) })

const toResource = (product: string, { create, instance, update, ...facts }: ResourceFacts): Resource => ({
  key: `${product}.${facts.type}`,
  product,
  type: facts.type,
  collection: facts.lists?.find((path) => !path.includes("/")) ?? "",
  ...(instance === undefined ? {} : { instance }),
  lists: facts.lists ?? [],
  singleton: facts.singleton === true,
  attributes: toMap(facts.attributes),
  later: toMap(facts.later),
  relationships: toMap(facts.relationships),
  edges: toMap(facts.edges),
  canInclude: facts.canInclude ?? [],
  canOrder: facts.canOrder ?? [],
  canQuery: toMap(facts.canQuery),
  filters: toMap(facts.filters),
  ...(create === undefined ? {} : { create: toWrite(create) }),
  ...(update === undefined ? {} : { update: toWrite(update) }),
  deletable: facts.deletable === true,
  actions: toMap(facts.actions),
  required: facts.required ?? []
})

const facts = new Map(all.map((product) => [product.product, product]))

/** Every resource of every product. */
export const resources: ReadonlyArray<Resource> = all.flatMap(({ product, resources }) =>
  resources.map((each) => toResource(product, each))
)

const byKey = new Map(resources.map((resource) => [resource.key, resource]))

/**
 * The resource of that key. A type without its product means the one of People, or the only one there is of that name.
 */
export const find = (name: string): Resource | undefined => {
  const exact = byKey.get(name) ?? byKey.get(`people.${name}`)
  if (exact !== undefined || name.includes(".")) return exact
  const found = resources.filter(({ type }) => type === name)
  return found.length === 1 ? found[0] : undefined
}

/** The resource of that key; throws where there is none. */
export const get = (name: string): Resource => {
  const found = find(name)
  if (found === undefined) throw new TypeError(`the catalog has no ${name}`)
  return found
}

/** A resource that links two others and is not on the wire. */
export const between = (key: string): Resource => {
  const [product = "", type = ""] = key.split(".")
  return toResource(product, { type })
}

/** Products by the first part of their paths; other paths meet the gateway. */
export const products: ReadonlyArray<string> = all.map(({ product }) => product)

/** Dates on which a product changed its shape, oldest first. */
export const versions = (product: string): ReadonlyArray<string> => facts.get(product)?.versions ?? []

/** The version of a product that the catalog describes. */
export const describedVersion = (product: string): string => facts.get(product)?.version ?? ""

/** The lists directly below a product that are documented, by their name. */
export const roots = (product: string): ReadonlyMap<string, Edge> =>
  byKey.get(`${product}.Organization`)?.edges ?? new Map()
