/** What is different between two catalogs, as it shows in what is made from them. */
import type { Model, Resource } from "./Model.ts"

type Facts = ReadonlyMap<string, string>

const difference = (what: string, before: Facts, after: Facts): ReadonlyArray<string> => [
  ...[...after.keys()].filter((name) => !before.has(name)).map((name) => `+ ${what}${name}`),
  ...[...before.keys()].filter((name) => !after.has(name)).map((name) => `- ${what}${name}`),
  ...[...after].flatMap(([name, fact]) => {
    const old = before.get(name)
    return old === undefined || old === fact ? [] : [`~ ${what}${name}: ${old} → ${fact}`]
  })
]

const factsOf = (resource: Resource): Readonly<Record<string, Facts>> => ({
  "": new Map([["version", resource.version]]),
  "attribute ": new Map(resource.attributes.map(({ kind, name }) => [name, kind])),
  "relationship ": new Map(
    resource.relationships.map(({ many, name, required, to }) => [
      name,
      `${required ? "required " : ""}${many ? "several " : ""}${to}`
    ])
  ),
  // what hangs from what is sent along changes with that
  "include ": new Map(resource.include.filter(([name]) => !name.includes("."))),
  "order ": new Map(resource.order.map((name) => [name, ""])),
  "where ": new Map(resource.where),
  "endpoint ": new Map([
    ...resource.reads.map(({ filter, kind, name, path }): [string, string] => [
      name,
      `${kind} ${path}${filter.length === 0 ? "" : ` (${filter.join(", ")})`}`
    ]),
    ...resource.writes.map(({ kind, method, path, writable }): [string, string] => [
      method,
      `${kind} ${path} (${[...writable.attributes, ...writable.relationships].map(([name]) => name).join(", ")})`
    ])
  ])
})

/** One line for each difference: `+` new, `-` gone, `~` changed. */
export const between = (before: Model, after: Model): ReadonlyArray<string> => {
  const all = (model: Model) =>
    new Map(model.products.flatMap(({ resources }) => resources.map((resource) => [resource.key, resource] as const)))
  const [old, now] = [all(before), all(after)]
  return [
    ...[...now.keys()].filter((key) => !old.has(key)).map((key) => `+ resource ${key}`),
    ...[...old.keys()].filter((key) => !now.has(key)).map((key) => `- resource ${key}`),
    ...[...now].flatMap(([key, resource]) => {
      const earlier = old.get(key)
      if (earlier === undefined) return []
      const facts = factsOf(earlier)
      return Object.entries(factsOf(resource)).flatMap(([what, each]) =>
        difference(`${key}: ${what}`, facts[what] ?? new Map(), each)
      )
    })
  ]
}
