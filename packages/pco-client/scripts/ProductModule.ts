/** The modules of a product, and of all of them. */
import type { Resource } from "./Model.ts"
import { camel, natural, pascal } from "./Naming.ts"
import { type Code, note, object, print } from "./Print.ts"

const title = (product: string): string =>
  product
    .split("-")
    .map((word) => pascal(word))
    .join("-")

/** The module of a product. */
export const render = (product: string, resources: ReadonlyArray<Resource>): string => {
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
  const singles: Code = {
    list: sorted.flatMap(({ reading, type }) => (reading.by === "one" ? [`${type}.${reading.get}`] : []))
  }
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
    " * The resources of which an account has one record, by the endpoint that reads it.",
    " *",
    " * @since 0.1.0",
    " * @category models",
    " */",
    lines("export const singles: ReadonlyArray<Endpoint.AnyGet> = ", singles),
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
export const renderAll = (products: ReadonlyArray<string>): string => {
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
    "/** Those of which an account has one record. */",
    concat("singles", "Endpoint.AnyGet"),
    "",
    "/** Every resource. */",
    concat("resources", "Resource.Any"),
    ""
  ].join("\n")
}
