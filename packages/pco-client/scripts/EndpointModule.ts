/** The module of what a resource may be asked. */
import type { Read, Resource, Writable, Write } from "./Model.ts"
import { natural } from "./Naming.ts"
import { type Code, call, doc, type Entry, note, object, print, text, texts } from "./Print.ts"

const spread = (value: string): Entry => ({ value })

/** What stands in the path, and the name where the usual one would be another's. */
const naming = (resource: Resource, { below, name }: Read | Write, usual: string): ReadonlyArray<Entry> => [
  ...(name === usual ? [] : [{ name: "name", value: text(`${resource.key}.${name === "destroy" ? "delete" : name}`) }]),
  ...(Object.keys(below).length === 0
    ? []
    : [{ name: "below", value: object(Object.entries(below).map(([parameter, key]) => [parameter, text(key)])) }])
]

const writable = ({ attributes, included, open, relationships }: Writable): Code => ({
  object: [
    ...(attributes.length === 0
      ? []
      : [{ name: "attributes", value: object(attributes.map(([name, kind]) => [name, `Attribute.${kind}`])) }]),
    ...(relationships.length === 0
      ? []
      : [
          {
            name: "relationships",
            value: object(
              relationships.map(([name, { many, type }]) => [
                name,
                object([["type", text(type)], ...(many === true ? [["many", "true"] as const] : [])])
              ])
            )
          }
        ]),
    ...(included ? [{ name: "included", value: "true" }] : []),
    ...(open ? [{ name: "open", value: "true" }] : [])
  ]
})

/** Parameters that the filters of a listing need. */
const parametersOf = (filter: ReadonlyArray<string>, known: Parameters) =>
  filter.flatMap((name) => (Object.hasOwn(known, name) ? Object.entries(known[name] ?? {}) : []))

export type Parameters = Readonly<Record<string, Readonly<Record<string, string>>>>

/** Its text. */
export const render = (resource: Resource, parameters: Parameters): string => {
  const { complete, include, key, order, perPage, reads, type, where, writes } = resource
  const lists = reads.filter(({ kind }) => kind === "list")
  const gets = reads.filter(({ kind }) => kind === "get")
  const shared = lists.length > 1
  const isIncludeShared = include.length > 0 && (shared ? gets.length > 0 : lists.length + gets.length > 1)
  const included: Code = object(include.map(([name, target]) => [name, target]))
  const theInclude: Entry = { name: "include", value: isIncludeShared ? "include" : included }

  const common: ReadonlyArray<Entry> = [
    ...(include.length === 0 ? [] : [theInclude]),
    ...(order.length === 0 ? [] : [{ name: "order", value: texts(order) }]),
    ...(where.length === 0 ? [] : [{ name: "where", value: object(where.map(([name, kind]) => [name, text(kind)])) }]),
    { name: "fields", value: "true" },
    {
      name: "perPage",
      value: object([
        ["default", String(perPage.default)],
        ["max", String(perPage.max)]
      ])
    }
  ]

  const capabilities = (read: Read): Code => {
    const wanted = parametersOf(read.filter, parameters)
    const own: ReadonlyArray<Entry> = [
      ...(read.name === "list" && !read.unconfirmed && complete.length > 0
        ? [{ name: "complete", value: texts(complete), remark: "each belongs to exactly one of these" }]
        : []),
      ...(read.filter.length === 0 ? [] : [{ name: "filter", value: texts(read.filter) }]),
      ...(wanted.length === 0
        ? []
        : [{ name: "parameters", value: object(wanted.map(([name, kind]) => [name, text(kind)])) }])
    ]
    if (!shared) return { object: [...own, ...common] }
    return own.length === 0 ? "capabilities" : { object: [spread("capabilities"), ...own] }
  }

  const readOf = (read: Read): string => {
    const rest = naming(resource, read, read.kind)
    const options: ReadonlyArray<Code> = rest.length === 0 ? [] : [{ object: rest }]
    const asked: Code =
      read.kind === "list"
        ? capabilities(read)
        : { object: [...(include.length === 0 ? [] : [theInclude]), { name: "fields", value: "true" }] }
    return [
      doc([read.words]),
      call(`export const ${read.name} = `, `Endpoint.${read.kind}`, [text(read.path), type, asked, ...options])
    ].join("\n")
  }

  const writeOf = (write: Write): string => {
    const head = `export const ${write.name} = `
    const again: ReadonlyArray<Entry> =
      write.repeatable && write.kind !== "delete" ? [{ name: "repeatable", value: "true" }] : []
    const words = [write.words, ...(write.deprecated ? ["", "@deprecated by Planning Center itself"] : [])]
    if (write.kind === "action") {
      const body = writable(write.writable)
      const isEmpty = typeof body !== "string" && "object" in body && body.object.length === 0
      const options: Code = {
        object: [
          { name: "name", value: text(`${key}.${write.name}`) },
          ...naming(resource, write, write.name),
          ...(write.answers === undefined ? [] : [{ name: "resource", value: write.answers }]),
          ...(write.type === undefined
            ? isEmpty
              ? []
              : [{ name: "type", value: text(type) }]
            : [{ name: "type", value: text(write.type) }]),
          ...(isEmpty ? [] : [{ name: "writable", value: body }]),
          ...again
        ]
      }
      return [doc(words), call(head, "Endpoint.action", [text(write.path), options])].join("\n")
    }
    const rest = [...naming(resource, write, write.kind === "delete" ? "destroy" : write.kind), ...again]
    const options: ReadonlyArray<Code> = rest.length === 0 ? [] : [{ object: rest }]
    if (write.kind === "delete") {
      return [
        call(`const ${write.name} = `, "Endpoint.delete", [text(write.path), type, ...options]),
        "",
        "export {",
        doc(words, 2),
        "  destroy as delete",
        "}"
      ].join("\n")
    }
    return [
      doc(words),
      call(head, `Endpoint.${write.kind}`, [text(write.path), type, writable(write.writable), ...options])
    ].join("\n")
  }

  const { reading } = resource
  const whole =
    reading.by === "list"
      ? [
          [
            "/** How all of it is read, for a planner and a sync. */",
            `export const readable: Endpoint.Readable = { resource: ${type}, list, get }`
          ].join("\n")
        ]
      : reading.by === "routes"
        ? [
            [
              "/** By which ways all of it is read, for a planner and a sync. */",
              `export const nested: Endpoint.Nested = ${print(
                {
                  object: [
                    { name: "resource", value: type },
                    ...(gets.some(({ name }) => name === "get") ? [{ name: "get", value: "get" }] : []),
                    {
                      name: "routes",
                      value: {
                        list: reading.routes.map(({ covers, endpoint, parent }) =>
                          object([
                            ["list", endpoint],
                            ["parent", text(parent)],
                            ["covers", text(covers)]
                          ])
                        )
                      }
                    }
                  ]
                },
                0,
                41,
                0
              )}`
            ].join("\n")
          ]
        : []

  const usesAttribute = writes.some(({ writable: { attributes } }) => attributes.length > 0)
  const imported = reads.length + writes.length === 0 ? [] : [usesAttribute ? "Attribute, Endpoint" : "Endpoint"]
  const siblings = [
    ...new Set([
      ...include.map(([, target]) => target),
      ...writes.flatMap(({ answers }) => answers ?? []),
      ...(imported.length === 0 ? [] : [type])
    ])
  ].sort(natural)
  const blocks = [
    ...(isIncludeShared ? [`const include = ${print(included, 0, 16, 0)}`] : []),
    ...(shared ? [`const capabilities = ${print({ object: common }, 0, 21, 9)} as const`] : []),
    ...reads.map(readOf),
    ...writes.map(writeOf),
    ...whole
  ]
  const exported = ["export {", doc([resource.words], 2), `  ${type}`, "}"].join("\n")
  const moneyToo = resource.money.length === 0 ? [] : [`export { money } from "./resource/${type}.ts"`]
  return [
    note,
    ...imported.map((names) => `import { ${names} } from "@openfaith/client-core"`),
    ...(siblings.includes(type) ? siblings : [...siblings, type].sort(natural)).map(
      (name) => `import { ${name} } from "./resource/${name}.ts"`
    ),
    ...(moneyToo.length === 0 ? [] : ["", ...moneyToo]),
    "",
    exported,
    ...blocks.flatMap((block) => ["", block]),
    ""
  ].join("\n")
}
