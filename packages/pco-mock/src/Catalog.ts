/**
 * What the pretend Planning Center offers, as data: which attributes, edges, orders, queries and writes each resource knows.
 *
 * Made from the documentation a second time, on purpose, and not taken from `@openfaith/pco-client`: the mock is the oracle
 * the client is tested against, and a shared definition would hide a mistake in it from every test.
 */
import { all } from "./catalog/all.ts"
import type * as Facts from "./catalog/Facts.ts"
import { type Correction, overlay } from "./catalog/overlay.ts"

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

const words = (text: string | undefined): ReadonlyArray<string> => (text ?? "").split(" ").filter((word) => word !== "")

const sorted = (names: ReadonlyArray<string>) => [...names].sort()

const read = (product: Facts.Product, type: string, facts: Facts.Resource): Resource => {
  const key = `${product.product}.${type}`
  const correction = Object.hasOwn(overlay, key) ? overlay[key] : undefined
  const lists = words(facts.lists)
  const instance = correction?.instance ?? facts.instance
  const unlinked = new Set(words(correction?.unlinked))
  const writing = (text: string): Write => {
    const [path = "", assignable = ""] = text.split(" ")
    return {
      path,
      assignable: new Set([...assignable.split(",").filter((name) => name !== ""), ...words(correction?.assignable)])
    }
  }
  return {
    key,
    product: product.product,
    type,
    collection: lists.find((path) => !path.includes("/")) ?? "",
    ...(instance === undefined ? {} : { instance }),
    lists,
    singleton: facts.singleton === true,
    attributes: attributes(facts, correction),
    // an attribute that every record has is none that came later
    later: new Map(
      pairs(facts.later).filter(([name]) => !pairs(correction?.attributes).some(([known]) => known === name))
    ),
    relationships: new Map(words(facts.relationships).map((text) => relationship(product, text))),
    edges: new Map(
      words(`${facts.edges ?? ""} ${correction?.edges ?? ""}`).map((text) => {
        const [name, to, many] = arrow(text)
        return [name, { to: keyOf(product, to), many, linked: !unlinked.has(name) }]
      })
    ),
    canInclude: words(facts.include),
    canOrder: words(`${facts.order ?? ""} ${correction?.order ?? ""}`),
    canQuery: new Map(pairs(`${facts.query ?? ""} ${correction?.query ?? ""}`)),
    filters: new Map(Object.entries(facts.filters ?? {}).map(([name, paths]) => [name, words(paths)])),
    ...(facts.create === undefined ? {} : { create: writing(facts.create) }),
    ...(facts.update === undefined ? {} : { update: writing(facts.update) }),
    deletable: facts.delete !== undefined,
    actions: new Map(
      words(facts.actions).map((text) => {
        const [name = "", path = ""] = text.split("@")
        return [name, { name, path, linked: !unlinked.has(name) }]
      })
    ),
    required: words(correction?.required)
  }
}

const attributes = (facts: Facts.Resource, correction: Correction | undefined) => {
  const written = correction?.written ?? {}
  const named = new Set(words(facts.named))
  const nulls = new Set(words(facts.nulls))
  const enums = facts.enums ?? {}
  const types = new Map(pairs(`${facts.attributes ?? ""} ${correction?.attributes ?? ""}`))
  return new Map(
    sorted([...types.keys()])
      .filter((name) => name !== "id")
      .map((name): readonly [string, Attribute] => {
        const values = enums[name]?.split("|")
        const type = written[name] ?? types.get(name) ?? "unknown"
        return [
          name,
          {
            type,
            ...(named.has(name) ? { onlyWhenNamed: true } : {}),
            ...(nulls.has(name) ? { nullable: true } : {}),
            ...(values === undefined ? {} : { values })
          }
        ]
      })
  )
}

const pairs = (text: string | undefined): ReadonlyArray<readonly [string, WireType]> =>
  words(text).map((pair) => {
    const [name = "", type = "unknown"] = pair.split(":")
    // the generator writes the documentation's words for types, all of which WireType lists
    return [name, type as WireType]
  })

/** `emails>Email[]` in parts. */
const arrow = (text: string): readonly [name: string, to: string, many: boolean] => {
  const [name = "", to = ""] = text.split(">")
  return [name, to.replace("[]", ""), to.endsWith("[]")]
}

/** A type may be of another product: `people:Campus`. */
const keyOf = (product: Facts.Product, type: string): string =>
  type.includes(":") ? type.replace(":", ".") : `${product.product}.${type}`

const relationship = (product: Facts.Product, text: string): readonly [string, Relationship] => {
  const [name, target, many] = arrow(text)
  if (target.startsWith("*")) {
    const to = target.slice(1).split("|")
    return [name, { to: to.filter((type) => type !== "").map((type) => keyOf(product, type)), many }]
  }
  const [role = "", resolved = role] = target.split("=")
  return [name, { to: resolved === "" ? [] : [keyOf(product, resolved)], role, many }]
}

const facts = new Map(all.map((product) => [product.product, product]))

/** Every resource of every product. */
export const resources: ReadonlyArray<Resource> = all.flatMap((product) =>
  Object.entries(product.resources).map(([type, each]) => read(product, type, each))
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
export const between = (key: string): Resource => ({
  key,
  product: key.split(".")[0] ?? "",
  type: key.split(".")[1] ?? "",
  collection: "",
  lists: [],
  singleton: false,
  attributes: new Map(),
  later: new Map(),
  relationships: new Map(),
  edges: new Map(),
  canInclude: [],
  canOrder: [],
  canQuery: new Map(),
  filters: new Map(),
  deletable: false,
  actions: new Map(),
  required: []
})

/** Products by the first part of their paths; other paths meet the gateway. */
export const products: ReadonlyArray<string> = all.map(({ product }) => product)

/** Dates on which a product changed its shape, oldest first. */
export const versions = (product: string): ReadonlyArray<string> => words(facts.get(product)?.versions)

/** The version of a product that the catalog describes. */
export const describedVersion = (product: string): string => facts.get(product)?.version ?? ""

/** The lists directly below a product that are documented, by their name. */
export const roots = (product: string): ReadonlyMap<string, Edge> =>
  byKey.get(`${product}.Organization`)?.edges ?? new Map()
