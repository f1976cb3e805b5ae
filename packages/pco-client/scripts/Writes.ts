/** What can be written of a resource, and what actions there are. */

import type { Documented } from "@openfaith/pco-facts/Catalog"
import * as Corrections from "@openfaith/pco-facts/corrections"
import { kinds, look } from "./Attributes.ts"
import type { Attribute, AttributeKind, Writable, Write } from "./Model.ts"
import { camel, indefinite } from "./Naming.ts"
import { targets } from "./Relationships.ts"
import type { Source } from "./Source.ts"

const writableOf = (
  source: Source,
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
    const to = edge?.to ?? (relationship === undefined ? undefined : targets(source, product, name, relationship).to)
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
    included,
    open: false
  }
}

/** What can be written of a resource, with the names it gets. */
export const writesOf = (
  source: Source,
  product: string,
  resource: Documented,
  attributes: ReadonlyArray<Attribute>
): ReadonlyArray<Write> => {
  const key = `${product}.${resource.type}`
  const it = indefinite(resource.type)
  const none: Writable = { attributes: [], relationships: [], included: false, open: false }
  const writes: Array<Write> = []
  const noted = (what: string, words: string) =>
    [words, source.correction("notes", Corrections.notes, `${key}.${what}`)]
      .filter((each) => each !== undefined)
      .join(" ")
  const { create, delete: removal, update } = resource
  if (create !== null) {
    const parent = source.parentOf(product, create.path)?.split(".")[1]
    const name = parent === undefined ? "create" : `createBelow${parent}`
    writes.push({
      kind: "create",
      name,
      method: name,
      path: create.path,
      below: source.belowOf(product, create.path),
      words: noted("create", parent === undefined ? `Makes ${it}.` : `Makes ${it} below ${indefinite(parent)}.`),
      writable: writableOf(source, product, resource, attributes, create.assignable, "create"),
      repeatable: false,
      type: undefined,
      answers: undefined,
      deprecated: false
    })
  }
  if (update !== null) {
    const again = source.correction("notRepeatable", Corrections.notRepeatable, key)
    writes.push({
      kind: "update",
      name: "update",
      method: "update",
      path: update.path,
      below: source.belowOf(product, update.path),
      words: noted(
        "update",
        again === undefined ? `Changes ${it}.` : `Changes ${it}. Not sent again after a lost answer: ${again}.`
      ),
      writable: writableOf(source, product, resource, attributes, update.assignable, "update"),
      repeatable: again === undefined,
      type: undefined,
      answers: undefined,
      deprecated: false
    })
  }
  if (removal !== false) {
    writes.push({
      kind: "delete",
      name: "destroy",
      method: "delete",
      path: removal,
      below: source.belowOf(product, removal),
      words: noted("delete", `Removes ${it}.`),
      writable: none,
      repeatable: true,
      type: undefined,
      answers: undefined,
      deprecated: false
    })
  }
  for (const action of resource.actions) {
    const said = source.correction("actions", Corrections.actions, `${key}.${action.name}`)
    const words = said?.words ?? `Does \`${action.name}\` to ${it}.`
    if (said?.open !== undefined) {
      source.unknown.push({ what: `${key}.${action.name}: what is sent`, why: said.open })
    }
    writes.push({
      kind: "action",
      name: camel(action.name),
      method: camel(action.name),
      path: action.path,
      below: source.belowOf(product, action.path),
      words: said?.open === undefined ? words : `${words} Takes whatever it is given: ${said.open}.`,
      writable: {
        attributes: Object.entries(said?.attributes ?? {}).map(([name, type]) => [
          name,
          look(kinds, type, `${key}.${action.name}.${name}`)
        ]),
        relationships: Object.entries(said?.relationships ?? {}),
        included: false,
        open: said?.open !== undefined
      },
      repeatable: said?.repeatable === true,
      type: said?.type,
      answers: said?.answers,
      deprecated: action.deprecated === true
    })
  }
  return writes
}
