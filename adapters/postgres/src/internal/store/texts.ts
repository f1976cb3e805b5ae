/** Texts as Postgres can hold them, and back: it knows no NUL, and no half of a character. */
import { readable } from "../entries.ts"

const isStorable = (text: string) => text.isWellFormed() && !text.includes("\0")

/**
 * Nearly every text is kept as it is. One that Postgres cannot hold is kept as JSON, which escapes what is in the way, after
 * a backslash; so is one that begins with a backslash, so that each is told from the other.
 */
export const toText = (text: string): string =>
  text.startsWith("\\") || !isStorable(text) ? `\\${JSON.stringify(text)}` : text

/** The text that was kept. */
export const fromText = (kept: string): string => (kept.startsWith("\\") ? JSON.parse(kept.slice(1)) : kept)

/** A pair of escapes that make one character; one that stands for nothing Postgres could hold; any other. */
const escapes =
  /\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(\\u(?:0000|[dD][89a-fA-F][0-9a-fA-F]{2}))|\\./gs

const suspicious = /\\u(?:0000|[dD][89a-fA-F])/

/** Levels that any function of Postgres can follow, whatever its stack. */
const deepest = 500

/** Whether so many levels open at all, in whichever place: to find brackets costs a tenth of telling which of them count. */
const hasMany = (json: string): boolean => {
  let opened = 0
  for (const bracket of ["{", "["]) {
    for (let at = json.indexOf(bracket); at !== -1; at = json.indexOf(bracket, at + 1)) {
      if (++opened > deepest) return true
    }
  }
  return false
}

const isTooDeep = (json: string): boolean => {
  if (!hasMany(json)) return false
  let depth = 0
  let quoted = false
  for (let at = 0; at < json.length; at++) {
    const character = json[at]
    if (quoted) {
      if (character === "\\") at++
      else if (character === '"') quoted = false
    } else if (character === '"') quoted = true
    else if (character === "[" || character === "{") {
      if (++depth > deepest) return true
    } else if (character === "]" || character === "}") depth--
  }
  return false
}

/** JSON that can be asked for its parts, and, where that is not all of it, the whole as it came. */
export const toBody = (json: string): { readonly body: string; readonly raw: string | null } => {
  const plain = isStorable(json) ? json : readable(json)
  const body = suspicious.test(plain)
    ? plain.replace(escapes, (escape, unfit) => (unfit === undefined ? escape : "\\ufffd"))
    : plain
  // too short a text cannot be deep
  if (isTooDeep(body)) return { body: "null", raw: toText(json) }
  return { body, raw: body === json ? null : toText(json) }
}
