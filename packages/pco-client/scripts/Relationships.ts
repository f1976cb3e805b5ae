/** What the records of a resource point at, and what can be sent along with them. */

import type { Documented, DocumentedRelationship } from "@openfaith/pco-facts/Catalog"
import * as Corrections from "@openfaith/pco-facts/corrections"
import type { Relationship } from "./Model.ts"
import { pascal, snake } from "./Naming.ts"
import type { Source } from "./Source.ts"

/** The types that a relationship may point at. */
export const targets = (source: Source, product: string, name: string, relationship: DocumentedRelationship) => {
  const { examples = [], resolvesTo, to } = relationship
  const role = to ?? pascal(name)
  const known = resolvesTo ?? (source.resourceOf(product, role) === undefined ? undefined : role)
  if (known !== undefined) return { to: known, roles: to !== null && to !== known ? [to] : [], among: [] }
  const [example, ...others] = examples
  if (example !== undefined && others.length === 0) {
    return { to: example, roles: to !== null && to !== example ? [to] : [], among: [] }
  }
  return { to: role, roles: [], among: examples }
}

/** What a complete read says that a record points at, and what of it a record cannot exist without. */
export const relationshipsOf = (source: Source, product: string, one: Documented): ReadonlyArray<Relationship> => {
  const key = `${product}.${one.type}`
  const edges = source.inbound(product, one.type)
  const isTop = edges.some(({ from, many }) => many && from === "Organization")
  const parents = new Set(isTop ? [] : edges.flatMap(({ from, many }) => (many ? [from] : [])))
  const documented = Object.entries(one.relationships).filter(
    ([name]) => source.correction("notRelationships", Corrections.notRelationships, `${key}.${name}`) === undefined
  )
  /** Of several that point at the same parent, the one that is called after it. */
  const isForeignKey = (name: string, target: string) =>
    parents.has(target) &&
    (name === snake(target) ||
      documented.filter(([other, each]) => !each.many && targets(source, product, other, each).to === target).length ===
        1)
  return documented
    .map(([name, relationship]) => {
      const { among: several, roles, to } = targets(source, product, name, relationship)
      const target = source.keyOf(product, to)
      if (
        several.length === 0 &&
        source.resourceOf(target.split(".")[0] ?? "", to.split(":").at(-1) ?? "") === undefined
      ) {
        source.missing.push({
          what: `${key}: what \`${name}\` points at`,
          why: `no resource called ${to} is documented; its type and id are read all the same`
        })
      }
      const called = source.among("required", Corrections.required, `${key}.${name}`)
      const hard = !relationship.many && (called || isForeignKey(name, to))
      return {
        name,
        to: target,
        required: hard && source.correction("notRequired", Corrections.notRequired, `${key}.${name}`) === undefined,
        many: relationship.many,
        roles,
        among: several.map((type) => source.keyOf(product, type))
      }
    })
    .sort((left, right) => (left.name < right.name ? -1 : 1))
}

/** What can be sent along with a resource, by the name that asks for it, with its type. */
export const includesOf = (
  source: Source,
  product: string,
  resource: Documented
): ReadonlyArray<readonly [string, string]> =>
  [...resource.canInclude].sort().flatMap((name) => {
    const relationship = resource.relationships[name]
    const type =
      resource.outbound.find((edge) => edge.name === name)?.to ??
      (relationship === undefined ? pascal(name) : targets(source, product, name, relationship).to)
    if (source.resourceOf(product, type) !== undefined) return [[name, type] as const]
    source.missing.push({
      what: `${product}.${resource.type}: include \`${name}\``,
      why: `what it brings along, ${type}, is not documented`
    })
    return []
  })

/** The same with what hangs from that, by two names and a dot: no deeper do answers go (issue 1438, recordings). */
export const nestedIncludes = (
  include: ReadonlyArray<readonly [string, string]>,
  includesOf: (type: string) => ReadonlyArray<readonly [string, string]>
): ReadonlyArray<readonly [string, string]> =>
  include.flatMap(([name, type]) => [
    [name, type] as const,
    ...includesOf(type).map(([nested, target]) => [`${name}.${nested}`, target] as const)
  ])
