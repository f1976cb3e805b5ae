/**
 * Takes apart JSON that came over HTTP.
 */
import type { Json } from "../../Row.ts"

/** A JSON object whose parts are not known yet. */
export type JsonObject = { readonly [key: string]: Json }

/** The value a text stands for; undefined when it is not JSON. */
export const parse = (text: string): Json | undefined => {
  try {
    // JSON.parse gives exactly what Json describes
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

/** Whether a value is an object, and not null or a list. */
export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** What a key must hold to be accepted. */
export type Shape = { readonly [key: string]: (value: Json) => boolean }

/** The first thing wrong with an object: a key nobody knows, or a value of the wrong kind; undefined when all is well. */
export const complaint = (where: string, value: JsonObject, shape: Shape): string | undefined => {
  for (const [key, part] of Object.entries(value)) {
    const accepts = Object.hasOwn(shape, key) ? shape[key] : undefined
    if (accepts === undefined) return `${where}: unknown key "${key}"; known are ${Object.keys(shape).join(", ")}`
    if (!accepts(part)) return `${where}: "${key}" has a value of the wrong kind`
  }
  return undefined
}

/** A number that is not negative. */
export const isAmount = (value: Json): value is number => typeof value === "number" && value >= 0

/** Text. */
export const isText = (value: Json): value is string => typeof value === "string"

/** True or false. */
export const isFlag = (value: Json): value is boolean => typeof value === "boolean"
