/** What the records of a resource hold. */

import type { Documented } from "@openfaith/pco-facts/Catalog"
import * as Corrections from "@openfaith/pco-facts/corrections"
import type { Attribute, AttributeKind } from "./Model.ts"
import type { Source } from "./Source.ts"

/** Our kinds of attributes, by the words of the documentation. */
export const kinds: Readonly<Record<string, AttributeKind>> = {
  string: "string",
  currency_abbreviation: "string",
  integer: "integer",
  float: "decimal",
  boolean: "boolean",
  date: "date",
  date_time: "instant",
  primary_key: "id",
  array: "json",
  hash: "json",
  json: "json",
  object: "json",
  repeatable_schedule: "json",
  unknown: "json"
}

/** The types of `where` names, by the words of the documentation. */
export const whereKinds: Readonly<Record<string, string>> = {
  string: "string",
  array: "string",
  integer: "integer",
  float: "decimal",
  boolean: "boolean",
  date: "date",
  date_time: "instant",
  primary_key: "id"
}

/** What a table says of a name, or a complaint that it says nothing. */
export const look = <A>(table: Readonly<Record<string, A>>, name: string, what: string): A => {
  const found = Object.hasOwn(table, name) ? table[name] : undefined
  if (found === undefined) throw new Error(`${what}: ${name} is not known; say what it is in scripts/Attributes.ts`)
  return found
}

/** The attributes of a resource by name: what is documented, what was seen, and the corrections of either. */
export const attributesOf = (source: Source, product: string, one: Documented): ReadonlyArray<Attribute> => {
  const key = `${product}.${one.type}`
  const flags = one.attributeFlags ?? {}
  const later = flags.laterAttributes
  const documented = new Map<string, string>(Object.entries(one.attributes).filter(([name]) => name !== "id"))
  for (const [name, type] of Object.entries(later?.attributes ?? {})) {
    if (!documented.has(name)) documented.set(name, type)
  }
  for (const name of flags.observedUndocumentedAttributes ?? []) {
    if (!documented.has(name)) documented.set(name, "not documented")
  }
  return [...documented]
    .filter(([name]) => !source.among("notAttributes", Corrections.notAttributes, `${key}.${name}`))
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, type]) => {
      const corrected = source.correction("attributes", Corrections.attributes, `${key}.${name}`)
      const remarks = [
        corrected?.reason.replace(/ \((recordings|docs)\)$/, ""),
        source.correction("remarks", Corrections.remarks, `${key}.${name}`)?.replace(/ \(docs\)$/, ""),
        flags.enums?.[name] === undefined ? undefined : `documented values: ${flags.enums[name].join(", ")}`,
        // most of a person wants no more than what everybody has
        ["standard", undefined].includes(flags.attributePermission?.[name])
          ? undefined
          : `only for those with the permission \`${flags.attributePermission?.[name]}\``,
        flags.fieldsParamOnly?.includes(name) === true ? "sent only where `fields` names it" : undefined,
        flags.deprecatedAttributes?.includes(name) === true ? "deprecated" : undefined,
        flags.laterRemovedAttributes?.includes(name) === true ? "gone from later versions" : undefined,
        later !== undefined && Object.hasOwn(later.attributes, name) && !Object.hasOwn(one.attributes, name)
          ? `since the documentation of 2025-10 (${later.source.replace("openapi", "OpenAPI")})`
          : undefined
      ].filter((remark) => remark !== undefined)
      return {
        name,
        kind: look(kinds, corrected?.type ?? type, `${key}.${name}`),
        remark: remarks.length === 0 ? undefined : remarks.join("; "),
        fieldsOnly: flags.fieldsParamOnly?.includes(name) === true,
        documented: type
      }
    })
}
