/** Keeps secrets out of what may be printed: a server may repeat what it was asked with, and so may a transport. */
import * as Schema from "effect/Schema"
import { ClientError } from "../ClientError.ts"

const encode = Schema.encodeSync(ClientError)
const decode = Schema.decodeSync(ClientError)

type Plain = string | number | boolean | null | undefined | ReadonlyArray<Plain> | { readonly [name: string]: Plain }

const within = (value: Plain, change: (text: string) => string): Plain => {
  if (typeof value === "string") return change(value)
  if (typeof value !== "object" || value === null) return value
  if (Array.isArray(value)) return value.map((one: Plain) => within(one, change))
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, name === "_tag" ? part : within(part, change)])
  )
}

/** A text as a form, an address, a JSON body or a web page may repeat it. */
const spellings = (secret: string): ReadonlyArray<string> => {
  const form = new URLSearchParams([["", secret]]).toString().slice(1)
  const json = JSON.stringify(secret).slice(1, -1)
  // half a surrogate pair has no spelling in an address
  const address = encodeURIComponent(secret.replaceAll(/[\ud800-\udfff]/gu, "\ufffd"))
  const html = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;")
  return [secret, form, form.replaceAll("+", "%20"), address, json, html(secret), html(json)]
}

/** What is cut may be cut in the middle of a secret, so of a long one no part of this length is shown. */
const longestPart = 12

/** Shorter ones are looked for as a whole: their parts may be ordinary words. */
const partOf = (text: string): number => (text.length < 16 ? text.length : longestPart)

/** The same text without any of these secrets in it, however they are spelled and wherever they are cut. */
const redact = (secrets: ReadonlyArray<string>) => {
  const parts = new Map<number, Set<string>>()
  for (const text of secrets.filter((secret) => secret !== "").flatMap(spellings)) {
    const length = partOf(text)
    const known = parts.get(length) ?? new Set()
    parts.set(length, known)
    for (let at = 0; at + length <= text.length; at++) known.add(text.slice(at, at + length))
  }
  return (text: string): string => {
    let shown = ""
    let from = 0
    let to = -1
    for (let at = 0; at < text.length; at++) {
      for (const [length, known] of parts) {
        if (at + length <= to || !known.has(text.slice(at, at + length))) continue
        // what overlaps or touches is one
        if (at > to) shown += `${text.slice(from, at)}<redacted>`
        from = to = at + length
      }
    }
    return to < 0 ? text : shown + text.slice(from)
  }
}

/** The same error, without any of these texts in it. */
export const hide = (secrets: ReadonlyArray<string>) => {
  const clean = redact(secrets)
  return <E extends ClientError>(error: E): E => {
    const shown = encode(error)
    let found = false
    const hidden = within(shown, (text) => {
      const without = clean(text)
      found ||= without !== text
      return without
    })
    // nothing but texts was changed, and into texts; least of all the tag, so it is an error of the same class
    return found ? (decode(hidden as ReturnType<typeof encode>) as E) : error
  }
}
