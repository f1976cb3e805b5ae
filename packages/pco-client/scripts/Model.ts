/** What is to be written: the catalog and its overlay, put together. */
import * as Overlay from "../catalog/overlay.ts"
import { words } from "../catalog/words.ts"
import type { Catalog, Documented, DocumentedRelationship, Edge } from "./Catalog.ts"
import { camel, noun, one, pascal, plural, snake } from "./Naming.ts"

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
}

export interface Write extends Base {
  readonly kind: "create" | "update" | "delete" | "action"
  readonly writable: Writable
  readonly repeatable: boolean
  readonly type: string | undefined
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
  readonly include: ReadonlyArray<readonly [string, string]>
  readonly complete: ReadonlyArray<string>
  readonly order: ReadonlyArray<string>
  readonly where: ReadonlyArray<readonly [string, string]>
  readonly perPage: { readonly default: number; readonly max: number }
  readonly reads: ReadonlyArray<Read>
  readonly writes: ReadonlyArray<Write>
  /** How it is read as a whole: by its own listing, by way of others, or not at all and why. */
  readonly reading:
    | { readonly by: "list" }
    | { readonly by: "routes"; readonly routes: ReadonlyArray<Route> }
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
}

const kinds: Readonly<Record<string, AttributeKind>> = {
  string: "string",
  currency_abbreviation: "string",
  integer: "integer",
  float: "decimal",
  boolean: "boolean",
  date: "date",
  date_time: "instant",
  "date-time": "instant",
  primary_key: "id",
  array: "json",
  hash: "json",
  json: "json",
  object: "json",
  repeatable_schedule: "json",
  unknown: "json"
}

const whereKinds: Readonly<Record<string, string>> = {
  string: "string",
  array: "string",
  integer: "integer",
  float: "decimal",
  boolean: "boolean",
  date: "date",
  date_time: "instant",
  primary_key: "id"
}

const look = <A>(table: Readonly<Record<string, A>>, name: string, what: string): A => {
  const found = Object.hasOwn(table, name) ? table[name] : undefined
  if (found === undefined) throw new Error(`${what}: ${name} is not known; say what it is in scripts/Model.ts`)
  return found
}

const parametersOf = (path: string): ReadonlyArray<string> =>
  Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => name ?? "")

const endOf = (path: string): string =>
  path
    .split("/")
    .filter((part) => part !== "" && !part.startsWith("{"))
    .at(-1) ?? ""

/** The catalog and the overlay as one; complains of an entry of the overlay that belongs to nothing. */
export const make = (catalog: Catalog): Model => {
  const used = new Set<string>()
  const missing: Array<Missing> = []

  /** What the overlay says, remembered as said. */
  const overlay = <A>(name: string, table: Readonly<Record<string, A>>, key: string): A | undefined => {
    if (!Object.hasOwn(table, key)) return undefined
    used.add(`${name}:${key}`)
    return table[key]
  }
  const among = (name: string, list: ReadonlyArray<string>, key: string): boolean => {
    if (!list.includes(key)) return false
    used.add(`${name}:${key}`)
    return true
  }

  const resourceOf = (product: string, type: string): Documented | undefined =>
    catalog.products.find((each) => each.product === product)?.resources.find((each) => each.type === type)

  const inbound = (product: string, type: string): ReadonlyArray<Edge & { readonly from: string }> =>
    (catalog.products.find((each) => each.product === product)?.resources ?? []).flatMap((from) =>
      from.outbound.filter(({ to }) => to === type).map((edge) => ({ ...edge, from: from.type }))
    )

  /** Whose ids a path asks for. */
  const belowOf = (product: string, path: string): Readonly<Record<string, string>> =>
    Object.fromEntries(
      parametersOf(path)
        .filter((name) => name !== "id")
        .map((name) => {
          const type = overlay("pathParameters", Overlay.pathParameters, `${product}.${name}`)
          const owner = type ?? pascal(name.replace(/_id$/, ""))
          if (resourceOf(product, owner) === undefined) throw new Error(`${path}: whose id is ${name}?`)
          return [name, `${product}.${owner}`]
        })
    )

  const parentOf = (product: string, path: string): string | undefined => {
    const last = parametersOf(path).at(-1)
    return last === undefined || last === "id" ? undefined : belowOf(product, path)[last]
  }

  const keyOf = (product: string, type: string): string =>
    type.includes(":") ? type.replace(":", ".") : `${product}.${type}`

  const attributesOf = (product: string, one: Documented): ReadonlyArray<Attribute> => {
    const key = `${product}.${one.type}`
    const flags = one.attributeFlags ?? {}
    const later = flags.laterAttributes
    const documented = new Map<string, string>(Object.entries(one.attributes).filter(([name]) => name !== "id"))
    for (const [name, type] of Object.entries(later?.attributes ?? {})) {
      if (!documented.has(name)) documented.set(name, type)
    }
    for (const name of flags.observedUndocumentedAttributes ?? []) {
      if (!documented.has(name)) documented.set(name, "not documented")
    }
    return [...documented]
      .filter(([name]) => !among("notAttributes", Overlay.notAttributes, `${key}.${name}`))
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, type]) => {
        const corrected = overlay("attributes", Overlay.attributes, `${key}.${name}`)
        const remarks = [
          corrected?.reason.replace(/ \((recordings|docs)\)$/, ""),
          overlay("remarks", Overlay.remarks, `${key}.${name}`)?.replace(/ \(docs\)$/, ""),
          flags.fieldsParamOnly?.includes(name) === true ? "sent only where `fields` names it" : undefined,
          flags.deprecatedAttributes?.includes(name) === true ? "deprecated" : undefined,
          flags.laterRemovedAttributes?.includes(name) === true ? "gone from later versions" : undefined,
          later !== undefined && Object.hasOwn(later.attributes, name) && !Object.hasOwn(one.attributes, name)
            ? `since the documentation of 2025-10 (${later.source.replace("openapi", "OpenAPI")})`
            : undefined
        ].filter((remark) => remark !== undefined)
        return {
          name,
          kind: corrected?.kind ?? look(kinds, type, `${key}.${name}`),
          remark: remarks.length === 0 ? undefined : remarks.join("; "),
          fieldsOnly: flags.fieldsParamOnly?.includes(name) === true,
          documented: type
        }
      })
  }

  /** The types that a relationship may point at. */
  const targets = (product: string, name: string, relationship: DocumentedRelationship) => {
    const { examples = [], resolvesTo, to } = relationship
    const role = to ?? pascal(name)
    const known = resolvesTo ?? (resourceOf(product, role) === undefined ? undefined : role)
    if (known !== undefined) return { to: known, roles: to !== null && to !== known ? [to] : [], among: [] }
    const [example, ...others] = examples
    if (example !== undefined && others.length === 0) {
      return { to: example, roles: to !== null && to !== example ? [to] : [], among: [] }
    }
    return { to: role, roles: [], among: examples }
  }

  const relationshipsOf = (product: string, one: Documented): ReadonlyArray<Relationship> => {
    const key = `${product}.${one.type}`
    const edges = inbound(product, one.type)
    const isTop = edges.some(({ from, many }) => many && from === "Organization")
    const parents = new Set(isTop ? [] : edges.flatMap(({ from, many }) => (many ? [from] : [])))
    const documented = Object.entries(one.relationships).filter(
      ([name]) => overlay("notRelationships", Overlay.notRelationships, `${key}.${name}`) === undefined
    )
    /** Of several that point at the same parent, the one that is called after it. */
    const isForeignKey = (name: string, target: string) =>
      parents.has(target) &&
      (name === snake(target) ||
        documented.filter(([other, each]) => !each.many && targets(product, other, each).to === target).length === 1)
    return documented
      .map(([name, relationship]) => {
        const { among: several, roles, to } = targets(product, name, relationship)
        const target = keyOf(product, to)
        if (several.length === 0 && resourceOf(target.split(".")[0] ?? "", to.split(":").at(-1) ?? "") === undefined) {
          missing.push({
            what: `${key}: what \`${name}\` points at`,
            why: `no resource called ${to} is documented; its type and id are read all the same`
          })
        }
        const called = among("required", Overlay.required, `${key}.${name}`)
        const hard = !relationship.many && (called || isForeignKey(name, to))
        return {
          name,
          to: target,
          required: hard && overlay("notRequired", Overlay.notRequired, `${key}.${name}`) === undefined,
          many: relationship.many,
          roles,
          among: several.map((type) => keyOf(product, type))
        }
      })
      .sort((left, right) => (left.name < right.name ? -1 : 1))
  }

  const filtersAt = (one: Documented, path: string): ReadonlyArray<string> =>
    one.filters.flatMap(({ name, paths }) => (paths.includes(path) ? [name] : [])).sort()

  const readsOf = (product: string, one: Documented): ReadonlyArray<Read> => {
    const reads: Array<Read> = []
    const edges = inbound(product, one.type)
    // the same path may be documented twice, with other names for what stands in it
    const shape = (path: string) => path.replaceAll(/\{\w+\}/g, "{}")
    const known = new Set(edges.map(({ path }) => shape(path)))
    const it = noun(one.type)
    const add = (read: Omit<Read, "filter" | "below" | "method"> & { readonly method?: string }) => {
      const same = overlay("sameAs", Overlay.sameAs, read.path)
      if (same !== undefined) {
        missing.push({ what: `GET ${read.path}`, why: same })
        return
      }
      reads.push({
        method: read.name,
        ...read,
        below: belowOf(product, read.path),
        filter: read.kind === "list" ? filtersAt(one, read.path) : []
      })
    }
    const isRoot = (path: string) => path === `/${product}/v2`

    // what the organization has
    for (const { many, path } of edges.filter(({ from }) => from === "Organization")) {
      if (many) add({ kind: "list", name: "list", path, words: `Every ${it}.`, parent: undefined, unconfirmed: false })
      else add({ kind: "get", name: "get", path, words: `The ${it}.`, parent: undefined, unconfirmed: false })
    }
    // what the text documents and no edge leads to
    for (const path of new Set([one.listingPath, ...one.collectionPaths])) {
      if (known.has(shape(path)) || isRoot(path)) continue
      const parts = path.split("/").slice(3, -1)
      const way = parts
        .filter((part) => !part.startsWith("{"))
        .map((part) => resourceOfCollection(product, part))
        .reverse()
      const unconfirmed = true
      const remark = "Documented, though nothing else in the API leads there: it may answer with `NotFound`."
      const end = endOf(path)
      const single = edges.some(({ many, name }) => !many && name === end)
      if (way.length === 0 && !single) {
        add({ kind: "list", name: "list", path, words: `Every ${it}. ${remark}`, parent: undefined, unconfirmed })
      } else {
        const where = way.map((type) => one_(type)).join(" of ")
        const name = `${single ? "get" : "list"}${way.length === 0 ? "" : "Of"}${way.join("Of")}`
        const what = single ? it : plural(it)
        const parent = parentOf(product, path)
        add({
          kind: single ? "get" : "list",
          name,
          path,
          words: `The ${what} of ${where}. ${remark}`,
          parent,
          unconfirmed
        })
      }
    }
    // one by its id, or the only one
    const { instancePath } = one
    if (one.type === "Organization") {
      add({
        kind: "get",
        name: "get",
        path: `/${product}/v2`,
        words: "The organization the credentials belong to.",
        parent: undefined,
        unconfirmed: false
      })
    } else if (instancePath !== null && instancePath !== `/${product}/v2/{id}`) {
      const words = `One ${it}.`
      add({
        kind: "get",
        name: "get",
        method: "getById",
        path: instancePath,
        words,
        parent: undefined,
        unconfirmed: false
      })
    }
    const extra = overlay("extra", Overlay.extra, `${product}.${one.type}`)
    if (extra !== undefined) add({ kind: "get", ...extra, parent: undefined, unconfirmed: false })
    // what hangs from others
    for (const { from, many, name, path } of edges.filter(({ from }) => from !== "Organization")) {
      const alike = edges.filter((other) => other.from === from && other.many === many)
      const usual = many ? [endOf(one.listingPath), plural(snake(one.type))] : [snake(one.type)]
      const plain = alike.length === 1 || usual.includes(name)
      const called = plain || usual.includes(name) ? "" : pascal(name)
      const said = usual.includes(name) ? (many ? plural(it) : it) : `\`${name}\``
      const parent = `${product}.${from}`
      const words = many
        ? `The ${said} of ${one_(from)}.`
        : `The ${said} of ${one_(from)}, or \`NotFound\` where there is none.`
      const kind = many ? "list" : "get"
      add({ kind, name: `${kind}${called}Of${from}`, path, words, parent, unconfirmed: false })
    }
    const names = reads.map(({ name }) => name)
    const twice = names.find((name, index) => names.indexOf(name) !== index)
    if (twice !== undefined) throw new Error(`${product}.${one.type}: two endpoints would be called ${twice}`)
    return reads
  }

  const one_ = (type: string): string => one(noun(type))

  /** The type whose collection a part of a path is. */
  const resourceOfCollection = (product: string, part: string): string => {
    const resources = catalog.products.find((each) => each.product === product)?.resources ?? []
    const found =
      resources.find(({ listingPath }) => listingPath === `/${product}/v2/${part}`) ??
      resources.find(({ type }) => snake(type) === part || plural(snake(type)) === part)
    return found?.type ?? pascal(part)
  }

  const writableOf = (
    product: string,
    resource: Documented,
    attributes: ReadonlyArray<Attribute>,
    assignable: ReadonlyArray<string>,
    when: "create" | "update"
  ): Writable => {
    const kindOf = (name: string): AttributeKind =>
      attributes.find((attribute) => attribute.name === name)?.kind ?? (name.endsWith("_ids") ? "json" : "id")
    const linked = new Map<string, { readonly type: string; readonly many?: true }>()
    const typeOf = (name: string) => {
      const relationship = resource.relationships[name]
      const edge = resource.outbound.find((each) => each.name === name)
      const to = edge?.to ?? (relationship === undefined ? undefined : targets(product, name, relationship).to)
      return to === undefined
        ? undefined
        : { type: to.split(":").at(-1) ?? to, many: edge?.many ?? relationship?.many ?? false }
    }
    let included = false
    const link = (name: string) => {
      const found = typeOf(name)
      if (found === undefined) return
      linked.set(name, found.many ? { type: found.type, many: true } : { type: found.type })
    }
    for (const name of assignable) {
      const relationship = name.replace(/_ids?$/, "")
      if (relationship !== name && Object.hasOwn(resource.relationships, relationship)) link(relationship)
    }
    for (const [name, times] of Object.entries(resource.includeAssignable ?? {})) {
      if (!times.includes(when)) continue
      link(name)
      if (linked.get(name)?.many === true) included = true
    }
    return {
      attributes: [...assignable].sort().map((name) => [name, kindOf(name)]),
      relationships: [...linked].sort(([left], [right]) => (left < right ? -1 : 1)),
      included
    }
  }

  const writesOf = (
    product: string,
    resource: Documented,
    attributes: ReadonlyArray<Attribute>
  ): ReadonlyArray<Write> => {
    const key = `${product}.${resource.type}`
    const it = one_(resource.type)
    const none: Writable = { attributes: [], relationships: [], included: false }
    const writes: Array<Write> = []
    const { create, delete: removal, update } = resource
    if (create !== null) {
      const parent = parentOf(product, create.path)?.split(".")[1]
      const name = parent === undefined ? "create" : `createBelow${parent}`
      writes.push({
        kind: "create",
        name,
        method: name,
        path: create.path,
        below: belowOf(product, create.path),
        words: parent === undefined ? `Makes ${it}.` : `Makes ${it} below ${one_(parent)}.`,
        writable: writableOf(product, resource, attributes, create.assignable, "create"),
        repeatable: false,
        type: undefined,
        deprecated: false
      })
    }
    if (update !== null) {
      const again = overlay("notRepeatable", Overlay.notRepeatable, key)
      writes.push({
        kind: "update",
        name: "update",
        method: "update",
        path: update.path,
        below: belowOf(product, update.path),
        words: again === undefined ? `Changes ${it}.` : `Changes ${it}. Not sent again after a lost answer: ${again}.`,
        writable: writableOf(product, resource, attributes, update.assignable, "update"),
        repeatable: again === undefined,
        type: undefined,
        deprecated: false
      })
    }
    if (removal !== false) {
      writes.push({
        kind: "delete",
        name: "destroy",
        method: "delete",
        path: removal,
        below: belowOf(product, removal),
        words: `Removes ${it}.`,
        writable: none,
        repeatable: true,
        type: undefined,
        deprecated: false
      })
    }
    for (const action of resource.actions) {
      const said = overlay("actions", Overlay.actions, `${key}.${action.name}`)
      writes.push({
        kind: "action",
        name: camel(action.name),
        method: camel(action.name),
        path: action.path,
        below: belowOf(product, action.path),
        words: said?.words ?? `Does \`${action.name}\` to ${it}.`,
        writable: {
          attributes: Object.entries(said?.attributes ?? {}),
          relationships: Object.entries(said?.relationships ?? {}),
          included: false
        },
        repeatable: said?.repeatable === true,
        type: said?.type,
        deprecated: action.deprecated === true
      })
    }
    return writes
  }

  const readingOf = (
    product: string,
    resource: Documented,
    relationships: ReadonlyArray<Relationship>,
    reads: ReadonlyArray<Read>
  ): Resource["reading"] => {
    const key = `${product}.${resource.type}`
    const hasList = reads.some(({ kind, name, unconfirmed }) => kind === "list" && name === "list" && !unconfirmed)
    const hasGet = reads.some(({ name, path }) => name === "get" && path.endsWith("/{id}"))
    if (hasList && hasGet) return { by: "list" }
    if (hasList) return { by: "nothing", why: "listed, but no single record of it can be read" }
    if (resource.type === "Organization") return { by: "nothing", why: "one record for each account" }
    const past = reads.filter(({ parent, unconfirmed }) => parent !== undefined && !unconfirmed)
    const lists = past.filter(({ kind }) => kind === "list")
    const ways = lists.length > 0 ? lists : past
    if (ways.length === 0) {
      const why = reads.some(({ unconfirmed }) => unconfirmed)
        ? "its listing is documented, but nothing in the API leads there"
        : "one record for each account"
      return { by: "nothing", why: reads.length === 0 ? "no path of its own: actions answer with it" : why }
    }
    const parents = new Set(ways.map(({ parent }) => parent))
    return {
      by: "routes",
      routes: ways.map(({ kind, name, parent = "" }) => {
        const said = overlay("covers", Overlay.covers, `${key}<${parent}`)
        const isForeignKey = relationships.some(({ required, to }) => required && to === parent)
        const owner = resourceOf(product, parent.split(".")[1] ?? "")
        /** What a record points at is there without it, too. */
        const isPointedAt =
          kind === "get" &&
          Object.entries(owner?.relationships ?? {}).some(
            ([name, relationship]) => targets(product, name, relationship).to === resource.type
          )
        // of several lists below one parent, only the one called after the resource holds everything
        const isWhole = kind === "get" || name === `listOf${parent.split(".")[1]}`
        const all =
          isWhole && (said?.covers ?? (isForeignKey || (parents.size === 1 && !isPointedAt) ? "all" : "some")) === "all"
        return { endpoint: name, parent, covers: all ? "all" : "some" }
      })
    }
  }

  const includesOf = (product: string, resource: Documented): ReadonlyArray<readonly [string, string]> =>
    [...resource.canInclude].sort().flatMap((name) => {
      const relationship = resource.relationships[name]
      const type =
        resource.outbound.find((edge) => edge.name === name)?.to ??
        (relationship === undefined ? pascal(name) : targets(product, name, relationship).to)
      if (resourceOf(product, type) !== undefined) return [[name, type] as const]
      missing.push({
        what: `${product}.${resource.type}: include \`${name}\``,
        why: `what it brings along, ${type}, is not documented`
      })
      return []
    })

  const build = (product: string, version: string, resource: Documented): Resource => {
    const key = `${product}.${resource.type}`
    const attributes = attributesOf(product, resource)
    const names = new Set(attributes.map(({ name }) => name))
    const relationships = relationshipsOf(product, resource)
    const reads = readsOf(product, resource)
    const include = includesOf(product, resource)
    const events = overlay("events", Overlay.events, key)
    const isInstant = (name: string) => attributes.some((each) => each.name === name && each.kind === "instant")
    return {
      product,
      type: resource.type,
      key,
      version,
      words:
        words[product]?.[resource.type] ?? `A resource of Planning Center ${pascal(product)}: ${noun(resource.type)}.`,
      group:
        overlay("groups", Overlay.groups, key) ??
        (resource.type === "Organization" ? "organization" : camel(plural(resource.type))),
      attributes,
      relationships,
      money: attributes.flatMap(({ name }) => {
        if (!name.endsWith("_cents")) return []
        const currency = [
          name.replace(/_cents$/, "_currency"),
          "amount_currency",
          "goal_currency",
          "fee_currency"
        ].find((each) => names.has(each))
        if (currency !== undefined) return [[name, currency] as const]
        throw new Error(`${key}.${name}: in what currency?`)
      }),
      webhooks: (events?.actions ?? [])
        .filter((action) => ["created", "updated", "destroyed"].includes(action))
        .map((action) => [action, `${events?.name}.${action}`] as const),
      changedAt: isInstant("updated_at") ? "updated_at" : undefined,
      createdAt: isInstant("created_at") ? "created_at" : undefined,
      lenient: !among("attested", Overlay.attested, key),
      include,
      complete: [],
      order: [...resource.canOrder].sort(),
      where: [...resource.canQuery]
        .filter(({ name }) => overlay("ignoredWhere", Overlay.ignoredWhere, `${key}.${name}`) === undefined)
        .map(({ name, type }): readonly [string, string] => [name, look(whereKinds, type, `${key}?where[${name}]`)])
        .sort(([left], [right]) => (left < right ? -1 : 1)),
      perPage: { default: resource.perPage.default, max: resource.perPage.max },
      reads,
      writes: writesOf(product, resource, attributes),
      reading: readingOf(product, resource, relationships, reads)
    }
  }

  const built = catalog.products
    .map(({ product, resources, version }) => ({
      product,
      version,
      resources: resources
        .map((resource) => build(product, version, resource))
        .sort((left, right) => (left.type < right.type ? -1 : 1))
    }))
    .sort((left, right) => (left.product < right.product ? -1 : 1))

  /** What a listing brings along completely: it lists everything, and each child hangs from exactly one of its records. */
  const completeOf = (resource: Resource, siblings: ReadonlyArray<Resource>): ReadonlyArray<string> =>
    resource.reading.by !== "list"
      ? []
      : resource.include.flatMap(([name, type]) => {
          const child = siblings.find((each) => each.type === type)
          const edge = resourceOf(resource.product, resource.type)?.outbound.find((each) => each.name === name)
          if (child === undefined || edge?.many !== true) return []
          const isForeignKey = child.relationships.some(({ required, to }) => required && to === resource.key)
          const isOnlyWay =
            child.reading.by === "routes" &&
            child.reading.routes.every(({ covers, parent }) => covers === "all" && parent === resource.key)
          return isForeignKey || isOnlyWay ? [name] : []
        })

  const products = built.map((product) => ({
    ...product,
    resources: product.resources.map((resource) => ({
      ...resource,
      complete: completeOf(resource, product.resources)
    }))
  }))

  for (const { resources } of products) {
    const names = resources.map(({ group }) => group)
    const twice = names.find((name, index) => names.indexOf(name) !== index)
    if (twice !== undefined) throw new Error(`two resources would be called ${twice} in a client`)
  }
  complain(used)
  return { products, missing }
}

const complain = (used: ReadonlySet<string>): void => {
  const tables = {
    attributes: Object.keys(Overlay.attributes),
    notAttributes: Overlay.notAttributes,
    remarks: Object.keys(Overlay.remarks),
    notRelationships: Object.keys(Overlay.notRelationships),
    required: Overlay.required,
    notRequired: Object.keys(Overlay.notRequired),
    covers: Object.keys(Overlay.covers),
    sameAs: Object.keys(Overlay.sameAs),
    extra: Object.keys(Overlay.extra),
    attested: Overlay.attested,
    groups: Object.keys(Overlay.groups),
    notRepeatable: Object.keys(Overlay.notRepeatable),
    actions: Object.keys(Overlay.actions),
    pathParameters: Object.keys(Overlay.pathParameters)
  }
  const idle = Object.entries(tables).flatMap(([name, keys]) =>
    keys.filter((key) => !used.has(`${name}:${key}`)).map((key) => `${name}: ${key}`)
  )
  if (idle.length > 0) {
    throw new Error(`entries of catalog/overlay.ts that belong to nothing in the catalog:\n${idle.join("\n")}`)
  }
}
