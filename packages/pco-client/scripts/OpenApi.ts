/**
 * Reads an OpenAPI document of Planning Center (`/{product}/v2/open_api/{version}`) into the catalog.
 *
 * Such a document says less than the documentation: to-one edges look like lists, no relationship is told from an include, and
 * `where` names are offered that are ignored. So it adds to what the catalog knows of a product and takes nothing away.
 */
import type { Catalog, Documented, DocumentedRelationship, Edge, Product, Write } from "@openfaith/pco-facts/Catalog"
import { pascal, plural, snake } from "./Naming.ts"

type Json = null | boolean | number | string | ReadonlyArray<Json> | JsonObject
interface JsonObject {
  readonly [name: string]: Json
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** Whether a parsed file is an OpenAPI document. */
export const isMeant = (value: unknown): value is JsonObject => isObject(value) && typeof value.openapi === "string"

/** The catalog with what a document adds; complains of a document of anything but a product of Planning Center. */
export const merge = (catalog: Catalog, document: unknown): Catalog => {
  if (!isMeant(document)) throw new Error("this is no OpenAPI document")
  const read = reader(document)
  const known = catalog.products.find(({ product }) => product === read.product)
  const merged = mergeProduct(known, read)
  return {
    ...catalog,
    products:
      known === undefined
        ? [...catalog.products, merged]
        : catalog.products.map((each) => (each === known ? merged : each))
  }
}

interface Reader {
  readonly product: string
  readonly version: string
  readonly operations: ReadonlyArray<Operation>
  /** The attributes of a type, in the words of the catalog. */
  readonly attributesOf: (type: string) => ReadonlyMap<string, Attribute>
  readonly typesOf: ReadonlyArray<string>
}

interface Attribute {
  readonly type: string
  readonly fieldsOnly: boolean
  readonly values: ReadonlyArray<string>
}

/** One request that is documented. */
interface Operation {
  readonly method: string
  /** The whole path: `/people/v2/people/{person_id}`. */
  readonly path: string
  /** The type it is about; absent for an action that answers with no record. */
  readonly type: string | undefined
  readonly isList: boolean
  readonly isAction: boolean
  /** The type of what it hangs from. */
  readonly parent: string | undefined
  readonly meta: { readonly [list: string]: ReadonlyArray<string> }
  readonly assignable: ReadonlyArray<string>
}

const textsOf = (value: Json | undefined): ReadonlyArray<string> =>
  Array.isArray(value) ? value.flatMap((each) => (typeof each === "string" ? [each] : [])) : []

const reader = (document: JsonObject): Reader => {
  /** A value, or what it refers to within the document. */
  const resolved = (value: Json | undefined): JsonObject => {
    if (!isObject(value)) return {}
    const { $ref } = value
    if (typeof $ref !== "string") return value
    const parts = $ref.replace(/^#\//, "").split("/")
    return resolved(parts.reduce<Json | undefined>((from, part) => (isObject(from) ? from[part] : undefined), document))
  }
  const at = (from: Json | undefined, ...names: ReadonlyArray<string>): JsonObject =>
    names.reduce<JsonObject>((value, name) => resolved(value[name]), resolved(from))

  const [server] = Array.isArray(document.servers) ? document.servers : []
  const { url } = resolved(server)
  const [, product] = /\/([\w-]+)\/v2\/?$/.exec(typeof url === "string" ? url : "") ?? []
  if (product === undefined) {
    throw new Error(
      `this OpenAPI document is of no product of Planning Center: its first server is ${JSON.stringify(url ?? null)}`
    )
  }
  const { version } = at(document, "info")
  const schemas = at(document, "components", "schemas")

  const typeOf = (resource: JsonObject): string | undefined => textsOf(at(resource, "properties", "type").enum)[0]

  const operation = (method: string, path: string, value: Json | undefined): ReadonlyArray<Operation> => {
    const said = resolved(value)
    const success = ["200", "201", "204"]
      .map((status) => at(said, "responses", status))
      .find((each) => Object.keys(each).length > 0)
    if (success === undefined) return []
    const envelope = at(success, "content", "application/json", "schema")
    const data = at(envelope, "properties", "data")
    const meta = at(envelope, "properties", "meta", "properties")
    const names = (list: string) => {
      const [found] = Array.isArray(at(meta, list).enum) ? (at(meta, list).enum as ReadonlyArray<Json>) : []
      return textsOf(found)
    }
    const isList = data.type === "array"
    const body = at(said, "requestBody", "content", "application/json", "schema", "properties", "data", "properties")
    const attributes = Object.keys(at(body, "attributes", "properties"))
    const relationships = Object.keys(at(body, "relationships", "properties"))
    return [
      {
        method,
        path: `/${product}/v2${path}`,
        type: typeOf(isList ? at(data, "items") : data),
        isList,
        isAction: method === "post" && `${success.description}`.includes("action"),
        parent: textsOf(at(meta, "parent", "properties", "type").enum)[0],
        meta: Object.fromEntries(
          ["can_order_by", "can_query_by", "can_include", "can_filter"].map((list) => [list, names(list)])
        ),
        assignable: [...new Set([...attributes, ...relationships.map((name) => `${name}_id`)])]
      }
    ]
  }

  const operations = Object.entries(at(document, "paths")).flatMap(([path, item]) =>
    // one action of one document stands under no path at all
    path === ""
      ? []
      : ["get", "post", "patch", "delete"].flatMap((method) =>
          Object.hasOwn(resolved(item), method) ? operation(method, path, resolved(item)[method]) : []
        )
  )

  const resources = new Map(
    Object.values(schemas).flatMap((schema) => {
      const resource = resolved(schema)
      const type = typeOf(resource)
      const isResource = type !== undefined && isObject(resource.properties) && "attributes" in resource.properties
      return isResource ? [[type, resource] as const] : []
    })
  )
  return {
    product,
    version: typeof version === "string" ? version : "unknown",
    operations,
    typesOf: [...resources.keys()],
    attributesOf: (type) =>
      new Map(
        Object.entries(at(resources.get(type), "properties", "attributes", "properties")).map(([name, value]) => [
          name,
          attribute(name, resolved(value))
        ])
      )
  }
}

const attribute = (name: string, { description, format, type }: JsonObject): Attribute => {
  const words = typeof description === "string" ? description : ""
  const [, values = ""] = /Possible values: ((?:`[^`]*`(?:, or |, | or |,)?)+)/.exec(words) ?? []
  return {
    type: wireType(name, `${type}`, `${format}`),
    fieldsOnly: words.includes("Only available when requested with the `?fields` param"),
    values: Array.from(values.matchAll(/`([^`]*)`/g), ([, value = ""]) => value)
  }
}

/** The catalog's word for a type; a list of types, as with `null`, is its first. */
const wireType = (name: string, type: string, format: string): string => {
  if (format === "date-time") return "date_time"
  if (format === "date") return "date"
  switch (type.split(",")[0]) {
    case "integer":
    case "boolean":
    case "array":
    case "object":
      return type.split(",")[0] ?? "unknown"
    case "number":
      return "float"
    case "string":
      return name.endsWith("_id") ? "primary_key" : "string"
    default:
      return "unknown"
  }
}

const endOf = (path: string): string => path.split("/").findLast((part) => !part.startsWith("{")) ?? ""

const endsWithId = (path: string): boolean => path.endsWith("}")

/** The path of one record as the catalog writes it: its own id is `{id}`. */
const ofOne = (path: string): string => path.replace(/\{\w+\}$/, "{id}")

const union = (known: ReadonlyArray<string>, more: ReadonlyArray<string>): ReadonlyArray<string> => [
  ...known,
  ...more.filter((each) => !known.includes(each))
]

const mergeProduct = (known: Product | undefined, read: Reader): Product => {
  const documented = new Map((known?.resources ?? []).map((resource) => [resource.type, resource]))
  /** Whether an edge leads to many: as the catalog has it, else by the number of its name. */
  const isMany = (parent: string, name: string, type: string): boolean =>
    documented.get(parent)?.outbound.find((edge) => edge.name === name)?.many ??
    (name === plural(snake(type)) || plural(name.replace(/(s|es|ies)$/, "")) === name || /s$|people$|data$/.test(name))
  const resources = [...new Set([...documented.keys(), ...read.typesOf])].map((type) =>
    mergeResource(type, documented.get(type), read, isMany)
  )
  return {
    ...known,
    product: read.product,
    version: known?.version ?? read.version,
    knownVersions: union(known?.knownVersions ?? [], [read.version]).toSorted(),
    resources: resources.filter((resource) => resource !== undefined)
  }
}

type IsMany = (parent: string, name: string, type: string) => boolean

const mergeResource = (
  type: string,
  known: Documented | undefined,
  read: Reader,
  isMany: IsMany
): Documented | undefined => {
  const own = read.operations.filter((each) => each.type === type)
  const reads = own.filter(({ method }) => method === "get")
  const lists = reads.filter(
    ({ isList, parent = "", path }) => isList && !endsWithId(path) && isMany(parent, endOf(path), type)
  )
  const byLength = (left: Operation, right: Operation) => left.path.length - right.path.length
  const singles = reads
    .filter(({ isList, path }) => !isList && endsWithId(path))
    .filter(({ path }) => lists.some((list) => path.startsWith(`${list.path}/`)))
    .sort(byLength)
  const top = lists.find(({ parent }) => parent === "Organization") ?? [...lists].sort(byLength)[0]
  const attributes = read.attributesOf(type)
  const fresh = [...attributes].filter(([name]) => known === undefined || !Object.hasOwn(known.attributes, name))
  const source = `openapi ${read.version}`
  const types = Object.fromEntries(fresh.map(([name, each]) => [name, each.type]))
  const enums = Object.fromEntries(fresh.flatMap(([name, { values }]) => (values.length > 0 ? [[name, values]] : [])))
  const fieldsOnly = fresh.flatMap(([name, each]) => (each.fieldsOnly ? [name] : []))
  const said = (list: string) => [...new Set(lists.flatMap(({ meta }) => meta[list] ?? []))]
  const write = (method: string): Write | undefined => {
    const [found] = own.filter((each) => each.method === method && !each.isAction).sort(byLength)
    return found === undefined
      ? undefined
      : { path: method === "patch" ? ofOne(found.path) : found.path, assignable: found.assignable }
  }
  const outbound = edgesOf(type, read, isMany)
  const instance = singles[0] === undefined ? null : ofOne(singles[0].path)
  const removal = read.operations.find(
    ({ method, path }) => method === "delete" && instance !== null && ofOne(path) === instance
  )
  const actions = read.operations
    .filter(({ isAction, path }) => isAction && instance !== null && path.startsWith(instance.replace("{id}", "{")))
    .map(({ path }) => ({ name: endOf(path), method: "POST", path: path.replace(/\{\w+\}(?=\/\w+$)/, "{id}") }))
  const whereTypes = (name: string) => {
    const kind = attributes.get(name)?.type ?? known?.attributes[name] ?? "string"
    return kind === "object" || kind === "unknown" ? "string" : kind
  }
  const filters = lists.flatMap(({ meta, path }) => (meta.can_filter ?? []).map((name) => [name, path] as const))

  if (known === undefined) {
    if (top === undefined && outboundTo(type, read).length === 0) return undefined
    const relationships = relationshipsOf(type, read)
    return {
      type,
      listingPath: top?.path ?? `/${read.product}/v2`,
      listingEvidence: source,
      collectionPaths: lists.map(({ path }) => path),
      instancePath: instance,
      attributes: { id: "primary_key", ...types },
      attributeFlags: { fieldsParamOnly: fieldsOnly, enums },
      relationships,
      canInclude: said("can_include").filter((name) => outbound.some((edge) => edge.name === name)),
      canOrder: said("can_order_by"),
      canQuery: said("can_query_by").map((name) => ({ name, type: whereTypes(name) })),
      filters: [...new Set(filters.map(([name]) => name))].map((name) => ({
        name,
        paths: filters.flatMap(([each, path]) => (each === name ? [path] : []))
      })),
      perPage: { max: 100, default: 25 },
      outbound,
      create: write("post") ?? null,
      update: write("patch") ?? null,
      delete: removal === undefined ? false : ofOne(removal.path),
      actions,
      deprecated: false
    }
  }
  const flags = known.attributeFlags ?? {}
  const later = { ...flags.laterAttributes?.attributes, ...types }
  const laterSource = Object.keys(types).length === 0 ? flags.laterAttributes?.source : source
  return {
    ...known,
    ...(known.attributeFlags === undefined && fresh.length === 0
      ? {}
      : {
          attributeFlags: {
            ...flags,
            ...(laterSource === undefined ? {} : { laterAttributes: { source: laterSource, attributes: later } }),
            ...(fieldsOnly.length === 0 ? {} : { fieldsParamOnly: union(flags.fieldsParamOnly ?? [], fieldsOnly) }),
            ...(Object.keys(enums).length === 0 ? {} : { enums: { ...flags.enums, ...enums } })
          }
        }),
    instancePath: known.instancePath ?? instance,
    canOrder: union(
      known.canOrder,
      said("can_order_by").filter((name) => !name.includes("."))
    ),
    canQuery: [
      ...known.canQuery,
      ...said("can_query_by")
        .filter((name) => !known.canQuery.some((each) => each.name === name))
        .map((name) => ({ name, type: whereTypes(name) }))
    ],
    canInclude: union(
      known.canInclude,
      said("can_include").filter(
        (name) =>
          [...known.outbound, ...outbound].some((edge) => edge.name === name) ||
          Object.hasOwn(known.relationships, name)
      )
    ),
    outbound: [...known.outbound, ...outbound.filter(({ name }) => !known.outbound.some((edge) => edge.name === name))],
    create: known.create ?? write("post") ?? null,
    update: known.update ?? write("patch") ?? null,
    delete: known.delete === false && removal !== undefined ? ofOne(removal.path) : known.delete,
    actions: [...known.actions, ...actions.filter(({ name }) => !known.actions.some((each) => each.name === name))]
  }
}

/** The edges that lead away from a type: each as the path below one of its records. */
const edgesOf = (type: string, read: Reader, isMany: IsMany): ReadonlyArray<Edge> => {
  const found = read.operations.filter(
    ({ isAction, method, parent, path, type: to }) =>
      method === "get" && !isAction && parent === type && to !== undefined && !endsWithId(path)
  )
  const names = [...new Set(found.map(({ path }) => endOf(path)))].filter((name) => name !== "me")
  return names.flatMap((name) => {
    const [shortest] = found
      .filter(({ path }) => endOf(path) === name)
      .sort((left, right) => left.path.length - right.path.length)
    return shortest?.type === undefined
      ? []
      : [{ name, to: shortest.type, path: shortest.path, many: isMany(type, name, shortest.type) }]
  })
}

const outboundTo = (type: string, read: Reader) =>
  read.operations.filter((each) => each.method === "get" && each.type === type)

/** What a new type points at: what may be set, since relationships themselves are not told from includes. */
const relationshipsOf = (type: string, read: Reader): Readonly<Record<string, DocumentedRelationship>> => {
  const set =
    read.operations.find((each) => each.method === "post" && !each.isAction && each.type === type)?.assignable ?? []
  const attributes = read.attributesOf(type)
  return Object.fromEntries(
    set
      .filter((name) => name.endsWith("_id") && !attributes.has(name))
      .map((name) => name.slice(0, -"_id".length))
      .map((name) => {
        const to = read.operations.find((each) => each.parent === type && endOf(each.path) === name)?.type
        return [name, { to: to ?? pascal(name), many: false }]
      })
  )
}
