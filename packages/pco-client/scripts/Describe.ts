/** Puts the catalog and its corrections together. */

import type { Catalog, Documented } from "@openfaith/pco-facts/Catalog"
import * as Corrections from "@openfaith/pco-facts/corrections"
import { words } from "@openfaith/pco-facts/words"
import * as Attributes from "./Attributes.ts"
import type { Model, Resource } from "./Model.ts"
import { camel, noun, pascal, plural } from "./Naming.ts"
import { readsOf } from "./Reads.ts"
import { includesOf, nestedIncludes, relationshipsOf } from "./Relationships.ts"
import { completeOf, readingOf } from "./Routes.ts"
import * as Source from "./Source.ts"
import { writesOf } from "./Writes.ts"

/** The catalog and its corrections as one; throws where a correction belongs to nothing. */
export const make = (catalog: Catalog): Model => {
  const source = Source.make(catalog)
  const { among, correction } = source

  const build = (product: string, version: string, resource: Documented): Resource => {
    const key = `${product}.${resource.type}`
    const attributes = Attributes.attributesOf(source, product, resource)
    const names = new Set(attributes.map(({ name }) => name))
    const relationships = relationshipsOf(source, product, resource)
    const reads = readsOf(source, product, resource)
    const include = includesOf(source, product, resource)
    const events = correction("events", Corrections.events, key)
    const isInstant = (name: string) => attributes.some((each) => each.name === name && each.kind === "instant")
    return {
      product,
      type: resource.type,
      key,
      version,
      words:
        words[product]?.[resource.type] ?? `A resource of Planning Center ${pascal(product)}: ${noun(resource.type)}.`,
      group:
        correction("groups", Corrections.groups, key) ??
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
      lenient: !among("attested", Corrections.attested, key),
      include,
      complete: [],
      order: [...resource.canOrder].sort(),
      where: [...resource.canQuery]
        .filter(({ name }) => correction("ignoredWhere", Corrections.ignoredWhere, `${key}.${name}`) === undefined)
        .map(({ name, type }): readonly [string, string] => [
          name,
          Attributes.look(Attributes.whereKinds, type, `${key}?where[${name}]`)
        ])
        .sort(([left], [right]) => (left < right ? -1 : 1)),
      perPage: { default: resource.perPage.default, max: resource.perPage.max },
      reads,
      writes: writesOf(source, product, resource, attributes),
      reading: readingOf(source, product, resource, relationships, reads)
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
  const products = built.map((product) => ({
    ...product,
    resources: product.resources.map((resource) => ({
      ...resource,
      include: nestedIncludes(
        resource.include,
        (type) => product.resources.find((each) => each.type === type)?.include ?? []
      ),
      complete: completeOf(source, resource, product.resources)
    }))
  }))

  for (const { resources } of products) {
    const names = resources.map(({ group }) => group)
    const twice = names.find((name, index) => names.indexOf(name) !== index)
    if (twice !== undefined) throw new Error(`two resources would be called ${twice} in a client`)
  }
  source.complain()
  return { products, missing: source.missing, unknown: source.unknown }
}
