/** The modules of the package, as text by their paths below `src`. */
import * as EndpointModule from "./EndpointModule.ts"
import type { Model } from "./Model.ts"
import { type Code, note, object, print, text, texts } from "./Print.ts"
import * as ProductModule from "./ProductModule.ts"
import * as RecordModule from "./RecordModule.ts"

/** The corrections that the modules hold as they are. */
export interface Corrections {
  readonly parameters: EndpointModule.Parameters
  readonly events: Readonly<Record<string, { readonly name: string; readonly actions: ReadonlyArray<string> }>>
  readonly ignoredWhere: Readonly<Record<string, string>>
}

/** Small facts that the rest of the package looks up. */
const facts = (model: Model, { events, ignoredWhere }: Corrections): string => {
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
export const render = (model: Model, corrections: Corrections): ReadonlyMap<string, string> =>
  new Map([
    ...model.products.flatMap(({ product, resources }) => [
      [`${product}.ts`, ProductModule.render(product, resources)] as const,
      ...resources.flatMap((resource) => [
        [`${product}/resource/${resource.type}.ts`, RecordModule.render(resource)] as const,
        [`${product}/${resource.type}.ts`, EndpointModule.render(resource, corrections.parameters)] as const
      ])
    ]),
    ["all.ts", ProductModule.renderAll(model.products.map(({ product }) => product))] as const,
    ["internal/facts.ts", facts(model, corrections)] as const
  ])
