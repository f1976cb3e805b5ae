/** Looks things up in the catalog and its corrections, and remembers which corrections were of use. */

import type { Catalog, Documented, Edge } from "@openfaith/pco-facts/Catalog"
import * as Corrections from "@openfaith/pco-facts/corrections"
import type { Missing } from "./Model.ts"
import { pascal } from "./Naming.ts"

export interface Source {
  readonly catalog: Catalog
  /** Something documented that is not described, and why: whoever leaves something out says so here. */
  readonly missing: Array<Missing>
  /** Filters and actions that are described without what they want to know, and why. */
  readonly unknown: Array<Missing>
  /** What a table of corrections says of a key, remembered as said. */
  readonly correction: <A>(name: string, table: Readonly<Record<string, A>>, key: string) => A | undefined
  /** Whether a list of corrections has a key, remembered likewise. */
  readonly among: (name: string, list: ReadonlyArray<string>, key: string) => boolean
  readonly resourceOf: (product: string, type: string) => Documented | undefined
  /** What leads to a resource. */
  readonly inbound: (product: string, type: string) => ReadonlyArray<Edge & { readonly from: string }>
  /** Whose ids a path asks for. */
  readonly belowOf: (product: string, path: string) => Readonly<Record<string, string>>
  /** Whose id the last in a path is. */
  readonly parentOf: (product: string, path: string) => string | undefined
  readonly keyOf: (product: string, type: string) => string
  /** Throws where a correction belongs to nothing in the catalog. */
  readonly complain: () => void
}

const parametersOf = (path: string): ReadonlyArray<string> =>
  Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => name ?? "")

/** Nothing was of use yet. */
export const make = (catalog: Catalog): Source => {
  const used = new Set<string>()
  const missing: Array<Missing> = []
  const unknown: Array<Missing> = []

  const correction = <A>(name: string, table: Readonly<Record<string, A>>, key: string): A | undefined => {
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
          const type = correction("pathParameters", Corrections.pathParameters, `${product}.${name}`)
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

  const complain = (): void => {
    const tables = {
      attributes: Object.keys(Corrections.attributes),
      notAttributes: Corrections.notAttributes,
      remarks: Object.keys(Corrections.remarks),
      notRelationships: Object.keys(Corrections.notRelationships),
      required: Corrections.required,
      notRequired: Object.keys(Corrections.notRequired),
      covers: Object.keys(Corrections.covers),
      notDescribed: Object.keys(Corrections.notDescribed),
      extra: Object.keys(Corrections.extra),
      unreachable: Object.keys(Corrections.unreachable),
      attested: Corrections.attested,
      groups: Object.keys(Corrections.groups),
      notRepeatable: Object.keys(Corrections.notRepeatable),
      parameters: Object.keys(Corrections.parameters),
      unknownParameters: Object.keys(Corrections.unknownParameters),
      notes: Object.keys(Corrections.notes),
      events: Object.keys(Corrections.events).filter((key) => key !== "calendar.EventRequest"),
      actions: Object.keys(Corrections.actions),
      pathParameters: Object.keys(Corrections.pathParameters)
    }
    const idle = Object.entries(tables).flatMap(([name, keys]) =>
      keys.filter((key) => !used.has(`${name}:${key}`)).map((key) => `${name}: ${key}`)
    )
    if (idle.length > 0) {
      throw new Error(`corrections that belong to nothing in the catalog:\n${idle.join("\n")}`)
    }
  }

  return { catalog, missing, unknown, correction, among, resourceOf, inbound, belowOf, parentOf, keyOf, complain }
}
