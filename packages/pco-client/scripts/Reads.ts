/** What can be read of a resource: its listings and its single records, with the names they get. */

import type { Documented } from "@openfaith/pco-facts/Catalog"
import * as Corrections from "@openfaith/pco-facts/corrections"
import type { Read } from "./Model.ts"
import { indefinite, noun, pascal, plural, snake } from "./Naming.ts"
import type { Source } from "./Source.ts"

const endOf = (path: string): string =>
  path
    .split("/")
    .filter((part) => part !== "" && !part.startsWith("{"))
    .at(-1) ?? ""

/** What the filters of a listing want beside their names, in words. */
const wishes = (source: Source, key: string, filter: ReadonlyArray<string>): string =>
  filter
    .flatMap((name) => {
      const unknown = source.correction("unknownParameters", Corrections.unknownParameters, `${key}.${name}`)
      if (unknown !== undefined) {
        const what = `${key}: what the filter \`${name}\` wants`
        if (!source.unknown.some((each) => each.what === what)) source.unknown.push({ what, why: unknown })
        return [` The filter \`${name}\` wants something that is not known: ${unknown}.`]
      }
      const wanted = source.correction("parameters", Corrections.parameters, name)
      const names = Object.keys(wanted ?? {}).map((each) => `\`${each}\``)
      return names.length === 0 ? [] : [` With the filter \`${name}\` goes the parameter ${names.join(" and ")}.`]
    })
    .join("")

const filtersAt = (one: Documented, path: string): ReadonlyArray<string> =>
  one.filters.flatMap(({ name, paths }) => (paths.includes(path) ? [name] : [])).sort()

/** What can be read of a resource, with the names it gets. */
export const readsOf = (source: Source, product: string, one: Documented): ReadonlyArray<Read> => {
  const reads: Array<Read> = []
  const edges = source.inbound(product, one.type)
  // the same path may be documented twice, with other names for what stands in it
  const shape = (path: string) => path.replaceAll(/\{\w+\}/g, "{}")
  const known = new Set(edges.map(({ path }) => shape(path)))
  const it = noun(one.type)
  const add = (read: Omit<Read, "filter" | "below" | "method"> & { readonly method?: string }) => {
    const same = source.correction("notDescribed", Corrections.notDescribed, read.path)
    if (same !== undefined) {
      source.missing.push({ what: `GET ${read.path}`, why: same })
      return
    }
    const filter = read.kind === "list" ? filtersAt(one, read.path) : []
    reads.push({
      method: read.name,
      ...read,
      words: `${read.words}${wishes(source, `${product}.${one.type}`, filter)}`,
      below: source.belowOf(product, read.path),
      filter
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
      .map((part) => resourceOfCollection(source, product, part))
      .reverse()
    const unconfirmed = true
    const remark = "Documented, though nothing else in the API leads there: it may answer with `NotFound`."
    const end = endOf(path)
    const single = edges.some(({ many, name }) => !many && name === end)
    if (way.length === 0 && !single) {
      add({ kind: "list", name: "list", path, words: `Every ${it}. ${remark}`, parent: undefined, unconfirmed })
    } else {
      const where = way.map((type) => indefinite(type)).join(" of ")
      const name = `${single ? "get" : "list"}${way.length === 0 ? "" : "Of"}${way.join("Of")}`
      const what = single ? it : plural(it)
      const parent = source.parentOf(product, path)
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
  const extra = source.correction("extra", Corrections.extra, `${product}.${one.type}`)
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
      ? `The ${said} of ${indefinite(from)}.`
      : `The ${said} of ${indefinite(from)}, or \`NotFound\` where there is none.`
    const kind = many ? "list" : "get"
    add({ kind, name: `${kind}${called}Of${from}`, path, words, parent, unconfirmed: false })
  }
  const names = reads.map(({ name }) => name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw new Error(`${product}.${one.type}: two endpoints would be called ${twice}`)
  return reads
}

/** The type whose collection a part of a path is. */
const resourceOfCollection = (source: Source, product: string, part: string): string => {
  const resources = source.catalog.products.find((each) => each.product === product)?.resources ?? []
  const found =
    resources.find(({ listingPath }) => listingPath === `/${product}/v2/${part}`) ??
    resources.find(({ type }) => snake(type) === part || plural(snake(type)) === part)
  return found?.type ?? pascal(part)
}
