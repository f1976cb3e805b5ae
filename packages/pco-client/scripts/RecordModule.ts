/** The module that describes the records of a resource. */
import type { Resource } from "./Model.ts"
import { camel, snake } from "./Naming.ts"
import { call, doc, type Entry, note, object, print, text, texts } from "./Print.ts"

const page = ({ product, type, version }: Resource) =>
  `https://developer.planning.center/docs/#/apps/${product}/${version}/vertices/${snake(type)}`

/** Its text. */
export const render = (resource: Resource): string => {
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
