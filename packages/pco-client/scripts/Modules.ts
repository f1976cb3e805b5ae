/** The modules of the package, as text by their paths below `src`. */
import type { Model, Read, Resource, Writable, Write } from "./Model.ts"
import { camel, pascal, snake } from "./Naming.ts"
import { type Code, call, doc, type Entry, object, print, text, texts } from "./Print.ts"

const note = "// Made by `pnpm generate` from the catalog and its overlay: change those, and not this."

const page = ({ product, type, version }: Resource) =>
  `https://developer.planning.center/docs/#/apps/${product}/${version}/vertices/${snake(type)}`

/** The module that describes a record. */
const record = (resource: Resource): string => {
  const { attributes, money, relationships, type } = resource
  // a resource may be called what we call the module that describes it
  const make = type === "Resource" ? "Described" : "Resource"
  const named = camel(type)
  const shape = `${["package", "delete", "import", "export", "default", "new", "class"].includes(named) ? "its" : named}Shape`
  const options: ReadonlyArray<Entry> = [
    {
      name: "attributes",
      value: {
        object: attributes.map(({ kind, name, remark }) => ({ name, value: `Attribute.${kind}`, remark }))
      }
    },
    ...(relationships.length === 0
      ? []
      : [
          {
            name: "relationships",
            value: object(
              relationships.map(({ among, many, name, required, roles, to }) => [
                name,
                object([
                  ["to", text(to)],
                  ["required", String(required)],
                  ...(many ? [["many", "true"] as const] : []),
                  ...(roles.length === 0 ? [] : [["roles", texts(roles)] as const]),
                  ...(among.length === 0 ? [] : [["among", texts(among)] as const])
                ])
              ])
            )
          }
        ]),
    ...(resource.webhooks.length === 0
      ? []
      : [{ name: "webhooks", value: object(resource.webhooks.map(([action, name]) => [action, text(name)])) }]),
    ...(resource.changedAt === undefined ? [] : [{ name: "changedAt", value: text(resource.changedAt) }]),
    ...(resource.createdAt === undefined ? [] : [{ name: "createdAt", value: text(resource.createdAt) }]),
    ...(resource.lenient ? [{ name: "lenient", value: "true" }] : [])
  ]
  const imported = make === "Resource" ? "Resource" : "Resource as Described"
  return [
    note,
    `import { ${attributes.length === 0 ? "" : "Attribute, "}${imported} } from "@openfaith/client-core"`,
    "",
    call(`const ${shape} = `, `${make}.make`, [text(resource.product), text(type), { object: options }]),
    "",
    `type Shape = typeof ${shape}`,
    "",
    `/** The type of {@link ${type}}, by its name. */`,
    `export interface ${type} extends Shape {}`,
    "",
    doc([resource.words, "", `@see ${page(resource)}`, "@since 0.1.0", "@category models"]),
    `export const ${type}: ${type} = ${shape}`,
    ...(money.length === 0
      ? []
      : [
          "",
          "/** The attribute that names the currency of an amount, by the amount's name; amounts are in its smallest unit. */",
          `export const money = ${print(object(money.map(([name, currency]) => [name, text(currency)])), 0, 21, 9)} as const`
        ]),
    ""
  ].join("\n")
}

const spread = (value: string): Entry => ({ value })

/** What stands in the path, and the name where the usual one would be another's. */
const naming = (resource: Resource, { below, name }: Read | Write, usual: string): ReadonlyArray<Entry> => [
  ...(name === usual ? [] : [{ name: "name", value: text(`${resource.key}.${name === "destroy" ? "delete" : name}`) }]),
  ...(Object.keys(below).length === 0
    ? []
    : [{ name: "below", value: object(Object.entries(below).map(([parameter, key]) => [parameter, text(key)])) }])
]

const writable = ({ attributes, included, relationships }: Writable): Code => ({
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
    ...(included ? [{ name: "included", value: "true" }] : [])
  ]
})

/** Parameters that the filters of a listing need. */
const parametersOf = (filter: ReadonlyArray<string>, known: Parameters) =>
  filter.flatMap((name) => (Object.hasOwn(known, name) ? Object.entries(known[name] ?? {}) : []))

type Parameters = Readonly<Record<string, Readonly<Record<string, string>>>>

/** The module of what a resource may be asked. */
const endpoints = (resource: Resource, parameters: Parameters): string => {
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
        `  ${doc(words)}`,
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
    ...new Set([...include.map(([, target]) => target), ...(imported.length === 0 ? [] : [type])])
  ].sort(natural)
  const blocks = [
    ...(isIncludeShared ? [`const include = ${print(included, 0, 16, 0)}`] : []),
    ...(shared ? [`const capabilities = ${print({ object: common }, 0, 21, 9)} as const`] : []),
    ...reads.map(readOf),
    ...writes.map(writeOf),
    ...whole
  ]
  const exported = ["export {", `  ${doc([resource.words])}`, `  ${type}`, "}"].join("\n")
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

const natural = (left: string, right: string): number => {
  const [one, other] = [left.toLowerCase(), right.toLowerCase()]
  return one < other ? -1 : one > other ? 1 : 0
}

const title = (product: string): string =>
  product
    .split("-")
    .map((word) => pascal(word))
    .join("-")

/** The module of a product. */
const barrel = (product: string, resources: ReadonlyArray<Resource>): string => {
  const sorted = [...resources].sort((left, right) => natural(left.type, right.type))
  const names = sorted.map(({ type }) => type)
  const isDescribed = (resource: Resource) => resource.reads.length + resource.writes.length > 0
  const groups = [...resources].filter(isDescribed).sort((left, right) => natural(left.group, right.group))
  const methods = ({ reads, type, writes }: Resource): Code =>
    object([
      ...reads.map(({ method, name }) => [method, `${type}.${name}`] as const),
      ...writes.map(({ method, kind, name }) => [method, `${type}.${kind === "delete" ? "delete" : name}`] as const)
    ])
  const whole = (by: "list" | "routes", property: string): Code => ({
    list: sorted.filter(({ reading }) => reading.by === by).map(({ type }) => `${type}.${property}`)
  })
  const lines = (head: string, code: Code) => `${head}${print(code, 0, head.length, 0)}`
  const described = names.includes("Resource") ? "Described" : "Resource"
  return [
    `/** Planning Center ${title(product)}: every resource, and all it may be asked. */`,
    note,
    `import type { ${described === "Resource" ? "Endpoint, Resource" : "Resource as Described, Endpoint"} } from "@openfaith/client-core"`,
    ...names.map((name) => `import * as ${name} from "./${product}/${name}.ts"`),
    "",
    print({ object: names.map((name) => ({ name, value: name })) }, 0, 7, 0).replace(/^/, "export "),
    "",
    "/**",
    " * The endpoints under the names a client gives them.",
    " *",
    " * @since 0.1.0",
    " * @category models",
    " */",
    lines("export const endpoints = ", object(groups.map((resource) => [resource.group, methods(resource)]))),
    "",
    "/**",
    " * How the resources with a listing of their own are read as a whole, for a planner and a sync.",
    " *",
    " * @since 0.1.0",
    " * @category models",
    " */",
    lines("export const readables: ReadonlyArray<Endpoint.Readable> = ", whole("list", "readable")),
    "",
    "/**",
    " * By which ways the others are reached.",
    " *",
    " * @since 0.1.0",
    " * @category models",
    " */",
    lines("export const nested: ReadonlyArray<Endpoint.Nested> = ", whole("routes", "nested")),
    "",
    "/**",
    " * Every resource, those among them that only come along with others.",
    " *",
    " * @since 0.1.0",
    " * @category models",
    " */",
    lines(`export const resources: ReadonlyArray<${described}.Any> = `, {
      list: names.map((name) => `${name}.${name}`)
    }),
    ""
  ].join("\n")
}

/** The module of everything. */
const all = (products: ReadonlyArray<string>): string => {
  const named = [...products].sort().map((product) => [camel(product), product] as const)
  const concat = (property: string, type: string) =>
    [
      `export const ${property}: ReadonlyArray<${type}> = [`,
      named.map(([name]) => `  ...${name}.${property}`).join(",\n"),
      "]"
    ].join("\n")
  return [
    "/** All of Planning Center at once. Whoever needs one product imports that alone. */",
    note,
    'import type { Endpoint, Resource } from "@openfaith/client-core"',
    ...named.map(([name, product]) => `import * as ${name} from "./${product}.ts"`),
    "",
    "/**",
    " * The endpoints by product: `client.people.emails.list`.",
    " *",
    " * @since 0.1.0",
    " * @category models",
    " */",
    // named, or the declarations would say everything again
    "export const endpoints: {",
    ...named.map(([name]) => `  readonly ${name}: typeof ${name}.endpoints`),
    `} = ${print(object(named.map(([name]) => [name, `${name}.endpoints`])), 0, 4, 0)}`,
    "",
    "/** How the resources with a listing of their own are read as a whole, for a planner and a sync. */",
    concat("readables", "Endpoint.Readable"),
    "",
    "/** By which ways the others are reached. */",
    concat("nested", "Endpoint.Nested"),
    "",
    "/** Every resource. */",
    concat("resources", "Resource.Any"),
    ""
  ].join("\n")
}

/** What the overlay tells the modules directly. */
export interface Overlay {
  readonly parameters: Parameters
  readonly events: Readonly<Record<string, { readonly name: string; readonly actions: ReadonlyArray<string> }>>
  readonly ignoredWhere: Readonly<Record<string, string>>
}

/** Small facts that the rest of the package looks up. */
const facts = (model: Model, { events, ignoredWhere }: Overlay): string => {
  const named = Object.entries(events)
    .flatMap(([resource, { actions, name }]) =>
      actions.map((action): readonly [string, Code] => [
        `${name}.${action}`,
        object([
          ["resource", text(resource)],
          ["action", text(action)]
        ])
      ])
    )
    .sort(([left], [right]) => (left < right ? -1 : 1))
  const hidden = model.products.flatMap(({ resources }) =>
    resources.flatMap(({ attributes, key }): ReadonlyArray<readonly [string, Code]> => {
      const names = attributes.flatMap(({ fieldsOnly, name }) => (fieldsOnly ? [name] : []))
      return names.length === 0 ? [] : [[key, texts(names)]]
    })
  )
  const table = (name: string, type: string, code: Code) => {
    const head = `export const ${name}: ${type} = `
    return `${head}${print(code, 0, head.length, 0)}`
  }
  return [
    note,
    "",
    "/** The version of each product that its descriptions are of. */",
    `export const versions = ${print(object(model.products.map(({ product, version }) => [product, text(version)])), 0, 24, 9)} as const`,
    "",
    "/** Every event known to be sent, with what it is about and what happened to that. */",
    `export const events = ${print(object(named), 0, 22, 9)} as const`,
    "",
    "/** Attributes that are sent only where `fields` names them, by resource. */",
    table("fieldsOnly", "Readonly<Record<string, ReadonlyArray<string>>>", object(hidden)),
    "",
    "/** `where` names that are offered and ignored, as `product.Type.name`. */",
    table("ignoredWhere", "ReadonlyArray<string>", texts(Object.keys(ignoredWhere).sort())),
    ""
  ].join("\n")
}

/** Every generated module by its path below `src`. */
export const render = (model: Model, overlay: Overlay): ReadonlyMap<string, string> =>
  new Map([
    ...model.products.flatMap(({ product, resources }) => [
      [`${product}.ts`, barrel(product, resources)] as const,
      ...resources.flatMap((resource) => [
        [`${product}/resource/${resource.type}.ts`, record(resource)] as const,
        [`${product}/${resource.type}.ts`, endpoints(resource, overlay.parameters)] as const
      ])
    ]),
    ["all.ts", all(model.products.map(({ product }) => product))] as const,
    ["internal/facts.ts", facts(model, overlay)] as const
  ])
