/** The catalog and its overlay, to be looked things up in; remembers which entries of the overlay were of use. */
import * as Overlay from "../catalog/overlay.ts"
import type { Catalog, Documented, Edge } from "./Catalog.ts"
import type { Missing } from "./Model.ts"
import { pascal } from "./Naming.ts"

export interface Source {
  readonly catalog: Catalog
  /** Something documented that is not described, and why: whoever leaves something out says so here. */
  readonly missing: Array<Missing>
  /** Filters and actions that are described without what they want to know, and why. */
  readonly unknown: Array<Missing>
  /** What the overlay says, remembered as said. */
  readonly overlay: <A>(name: string, table: Readonly<Record<string, A>>, key: string) => A | undefined
  /** Whether a list of the overlay has a key, remembered likewise. */
  readonly among: (name: string, list: ReadonlyArray<string>, key: string) => boolean
  readonly resourceOf: (product: string, type: string) => Documented | undefined
  /** What leads to a resource. */
  readonly inbound: (product: string, type: string) => ReadonlyArray<Edge & { readonly from: string }>
  /** Whose ids a path asks for. */
  readonly belowOf: (product: string, path: string) => Readonly<Record<string, string>>
  /** Whose id the last in a path is. */
  readonly parentOf: (product: string, path: string) => string | undefined
  readonly keyOf: (product: string, type: string) => string
  /** Complains of an entry of the overlay that belongs to nothing. */
  readonly complain: () => void
}

const parametersOf = (path: string): ReadonlyArray<string> =>
  Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => name ?? "")

/** Nothing was of use yet. */
export const make = (catalog: Catalog): Source => {
  const used = new Set<string>()
  const missing: Array<Missing> = []
  const unknown: Array<Missing> = []

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

  const complain = (): void => {
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
      unreachable: Object.keys(Overlay.unreachable),
      attested: Overlay.attested,
      groups: Object.keys(Overlay.groups),
      notRepeatable: Object.keys(Overlay.notRepeatable),
      parameters: Object.keys(Overlay.parameters),
      unknownParameters: Object.keys(Overlay.unknownParameters),
      notes: Object.keys(Overlay.notes),
      events: Object.keys(Overlay.events).filter((key) => key !== "calendar.EventRequest"),
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

  return { catalog, missing, unknown, overlay, among, resourceOf, inbound, belowOf, parentOf, keyOf, complain }
}
