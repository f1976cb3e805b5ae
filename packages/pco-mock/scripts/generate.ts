/**
 * Writes `src/internal/facts/generated.ts` from `@openfaith/pco-facts`. With `--check` it writes nothing, and fails where the file is
 * not what the facts make.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import * as Documentation from "@openfaith/pco-facts/Catalog"
import * as Corrections from "@openfaith/pco-facts/corrections"
import type { Attribute, Edge, Relationship, ResourceFacts, WireType } from "../src/internal/facts/facts.ts"

type Documented = Documentation.Documented

const file = new URL("../src/internal/facts/generated.ts", import.meta.url)

const tables = {
  attributes: Corrections.attributes,
  notRelationships: Corrections.notRelationships,
  edges: Corrections.edges,
  unlinked: Corrections.unlinked,
  selfPaths: Corrections.selfPaths,
  alsoAssignable: Corrections.alsoAssignable,
  requiredToCreate: Corrections.requiredToCreate
}

const used = new Set<string>()

/** What a table of corrections says of a key, remembered as said. */
const findCorrection = <Name extends keyof typeof tables>(name: Name, key: string) => {
  // the tables differ in their values alone
  const table = tables[name] as Readonly<Record<string, (typeof tables)[Name][string]>>
  used.add(`${name}: ${key}`)
  return Object.hasOwn(table, key) ? table[key] : undefined
}

/** Throws where a correction belongs to nothing in the catalog. */
const rejectUnused = () => {
  const idle = Object.entries(tables).flatMap(([name, table]) =>
    Object.keys(table)
      .map((key) => `${name}: ${key}`)
      .filter((each) => !used.has(each))
  )
  if (idle.length > 0) throw new Error(`corrections that belong to nothing in the catalog:\n${idle.join("\n")}`)
}

/** A path below the product, with each id as `{}`: `people/{}/emails`. */
const shorten = (path: string): string => path.replace(/^\/[\w-]+\/v2\/?/, "").replaceAll(/\{\w+\}/g, "{}")

const toPascal = (name: string): string => name.replaceAll(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase())

/** The key of a type, which may name another product: `people:Campus`. */
const toKey = (product: string, type: string): string =>
  type.includes(":") ? type.replace(":", ".") : `${product}.${type}`

/** The attributes that are sent: the documented ones, and those that were recorded all the same. */
const getAttributes = (product: Documentation.Product, one: Documented): Record<string, Attribute> => {
  const {
    enums = {},
    fieldsParamOnly,
    laterAttributes,
    nullObserved,
    observedUndocumentedAttributes
  } = one.attributeFlags ?? {}
  const names = [...new Set([...Object.keys(one.attributes), ...(observedUndocumentedAttributes ?? [])])].sort()
  return Object.fromEntries(
    names.flatMap((name): ReadonlyArray<readonly [string, Attribute]> => {
      const key = `${product.product}.${one.type}.${name}`
      const corrected = findCorrection("attributes", key)
      if (name === "id" || (corrected?.until ?? product.version) < product.version) return []
      const type = corrected?.sentAs ?? corrected?.type ?? one.attributes[name] ?? laterAttributes?.attributes[name]
      if (type === undefined) throw new Error(`${key}: of what type? Say so in pco-facts/src/corrections.ts`)
      const values = enums[name]
      return [
        [
          name,
          {
            type: type as WireType,
            ...(fieldsParamOnly?.includes(name) === true ? { onlyWhenNamed: true } : {}),
            ...(nullObserved?.includes(name) === true ? { nullable: true } : {}),
            ...(values === undefined ? {} : { values })
          }
        ]
      ]
    })
  )
}

/** What newer versions add to the attributes. */
const getLaterAttributes = (
  key: string,
  one: Documented,
  attributes: Record<string, Attribute>
): Record<string, WireType> =>
  Object.fromEntries(
    Object.entries(one.attributeFlags?.laterAttributes?.attributes ?? {})
      .filter(([name]) => !Object.hasOwn(attributes, name) && !Corrections.notAttributes.includes(`${key}.${name}`))
      .map(([name, type]) => [name, type as WireType])
  )

const toRelationship = (
  product: string,
  { examples = [], many, polymorphic, resolvesTo, to }: Documentation.DocumentedRelationship
): Relationship => {
  if (polymorphic === true || to === null) return { to: examples.map((type) => toKey(product, type)), many }
  const target = resolvesTo === undefined ? to : resolvesTo
  return { to: target === null ? [] : [toKey(product, target)], role: to, many }
}

/** The documented edges, and those that follow from documented lists and includes. */
const getEdges = ({ product, resources }: Documentation.Product, one: Documented): Record<string, Edge> => {
  const documented = one.outbound.map(({ many, name, to }): readonly [string, Edge] => {
    const corrected = findCorrection("edges", `${product}.${one.type}.${name}`)
    return [name, { to: toKey(product, corrected?.to ?? to), many, linked: corrected === undefined }]
  })
  const lists = resources.flatMap(({ collectionPaths, listingPath, singleton, type }) =>
    one.type !== "Organization"
      ? []
      : [listingPath, ...collectionPaths]
          .map(shorten)
          .filter((path) => path !== "" && !path.includes("/"))
          .map((name): readonly [string, Edge] => [
            name,
            { to: `${product}.${type}`, many: singleton !== true, linked: false }
          ])
  )
  const includes = one.canInclude.map((name): readonly [string, Edge] => [
    name,
    { to: `${product}.${toPascal(name)}`, many: false, linked: false }
  ])
  const known = new Map(documented)
  for (const [name, edge] of [...lists, ...includes]) if (!known.has(name)) known.set(name, edge)
  return Object.fromEntries(known)
}

/** Facts before what is empty is left out. */
type Full = { readonly [Name in keyof ResourceFacts]: ResourceFacts[Name] | undefined }

const toFacts = (product: Documentation.Product, one: Documented): Full => {
  const key = `${product.product}.${one.type}`
  const attributes = getAttributes(product, one)
  const instance =
    findCorrection("selfPaths", key) ?? (one.instancePath === null ? undefined : shorten(one.instancePath))
  const also = findCorrection("alsoAssignable", key)?.names ?? []
  const write = (from: Documentation.Write | null) =>
    from === null ? undefined : { path: shorten(from.path), assignable: [...from.assignable, ...also] }
  return {
    type: one.type,
    instance,
    lists: one.collectionPaths.map(shorten),
    singleton: one.singleton === true,
    attributes,
    later: getLaterAttributes(key, one, attributes),
    relationships: Object.fromEntries(
      Object.entries(one.relationships)
        .filter(([name]) => findCorrection("notRelationships", `${key}.${name}`) === undefined)
        .map(([name, each]) => [name, toRelationship(product.product, each)])
    ),
    edges: getEdges(product, one),
    canInclude: one.canInclude,
    canOrder: one.canOrder,
    canQuery: Object.fromEntries(one.canQuery.map(({ name, type }) => [name, type as WireType])),
    filters: Object.fromEntries(one.filters.map(({ name, paths }) => [name, paths.map(shorten)])),
    create: write(one.create),
    update: write(one.update),
    deletable: one.delete !== false,
    actions: Object.fromEntries(
      one.actions.map(({ name, path }) => [
        name,
        { name, path: shorten(path), linked: findCorrection("unlinked", `${key}.${name}`) === undefined }
      ])
    ),
    required: findCorrection("requiredToCreate", key)?.names ?? []
  }
}

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === false ||
  value === "" ||
  (typeof value === "object" && value !== null && Object.keys(value).length === 0)

/** Each resource on a line of its own, so that a difference shows where it is. */
const render = ({ products }: Documentation.Catalog): string => {
  const inOrder = products.toSorted((left, right) => (left.product < right.product ? -1 : 1))
  const lines = inOrder.map((product) => {
    const resources = product.resources.map((one) => {
      const facts = Object.entries(toFacts(product, one)).filter(([, value]) => !isEmpty(value))
      return `      ${JSON.stringify(Object.fromEntries(facts))}`
    })
    return `  {
    product: ${JSON.stringify(product.product)},
    version: ${JSON.stringify(product.version)},
    versions: ${JSON.stringify(product.knownVersions)},
    resources: [
${resources.join(",\n")}
    ]
  }`
  })
  return `// Made by \`pnpm generate\` from packages/pco-facts: change that, and not this.
import type { ProductFacts } from "./facts.ts"

/** Every product, as documented and corrected. */
export const products: ReadonlyArray<ProductFacts> = [
${lines.join(",\n")}
]

/** The events that are sent: the type of the records, the beginning of their names, and their actions. */
export const events: ReadonlyArray<readonly [key: string, name: string, actions: ReadonlyArray<string>]> = [
${Object.entries(Corrections.events)
  .map(([key, { actions, name }]) => `  ${JSON.stringify([key, name, actions])}`)
  .join(",\n")}
]
`
}

const text = render(Documentation.read())
rejectUnused()
const isStale = !existsSync(file) || readFileSync(file, "utf8") !== text
if (!process.argv.includes("--check")) writeFileSync(file, text)
else if (isStale) {
  console.error(
    "packages/pco-mock/src/internal/facts/generated.ts is not what packages/pco-facts makes\nRun `pnpm generate`."
  )
  process.exit(1)
}
