/**
 * What the simulated Planning Center offers, as data: which attributes, edges, orders, queries and writes each resource knows.
 *
 * The facts are those that `@openfaith/pco-client` is generated from. How the simulator behaves is written here alone, so that it
 * can judge the client.
 */
import type { Edge, Plain, Resource, ResourceFacts, Write } from "./facts.ts"
import { products as all } from "./generated.ts"

export type { Action, Attribute, Edge, Relationship, Resource, WireType, Write } from "./facts.ts"

/** Rows a page holds when `per_page` is not given. */
export const defaultPerPage = 25

/** Rows a page holds at most, whatever `per_page` says. */
export const maxPerPage = 100

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
