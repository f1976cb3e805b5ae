/** Keeps secrets out of what may be printed: a server may repeat what it was asked with, and so may a transport. */
import * as Schema from "effect/Schema"
import { ClientError } from "../ClientError.ts"

const encode = Schema.encodeSync(ClientError)
const decode = Schema.decodeSync(ClientError)

/** Stands for a secret. */
const mark = "<redacted>"

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
        if (at > to) shown += `${text.slice(from, at)}${mark}`
        from = to = at + length
      }
    }
    return to < 0 ? text : shown + text.slice(from)
  }
}

/** Secrets that are at least so long are no words of ours, whatever stands around them. */
const shortestUncommon = 16

/** What a sentence of ours repeats from outside stands in quotes; the last may be cut. */
const quotedPart = /"(?:[^"\\]|\\.)*(?:"|\\?$)/gs

/**
 * Takes secrets out of texts. `text` is for what came from outside as a whole. `sentence` is for a sentence of ours that
 * repeats something from outside: a short or common secret is looked for only between quotes, so that none of our own
 * words is taken for it.
 */
export const make = (secrets: ReadonlyArray<string>) => {
  const all = redact(secrets)
  const uncommon = redact(secrets.filter(({ length }) => length >= shortestUncommon))
  const unmarked = (clean: (text: string) => string) => (text: string) =>
    // a secret may be a part of the mark, and some texts come here twice
    text.includes(mark) ? text.split(mark).map(clean).join(mark) : clean(text)
  const text = unmarked(all)
  return { text, sentence: unmarked((given: string) => uncommon(given.replaceAll(quotedPart, (part) => text(part)))) }
}

type Kind = keyof ReturnType<typeof make>

/** The fields of errors that may hold something from outside; so does all of `problems`, which are the API's own. */
const fields: Readonly<Record<string, Kind>> = {
  body: "text",
  requestId: "text",
  link: "text",
  problem: "sentence",
  reason: "sentence"
}

type Plain = string | number | boolean | null | undefined | ReadonlyArray<Plain> | { readonly [name: string]: Plain }

const throughout = (value: Plain, change: (text: string) => string): Plain => {
  if (typeof value === "string") return change(value)
  if (typeof value !== "object" || value === null) return value
  if (Array.isArray(value)) return value.map((one: Plain) => throughout(one, change))
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, throughout(part, change)]))
}

/**
 * The same error, without any of these texts in what came from outside. Its other fields are words of ours or of the host,
 * such as the name of an endpoint: they stay, since an error is told from others by them.
 */
export const hide = (secrets: ReadonlyArray<string>) => {
  const clean = make(secrets)
  return <E extends ClientError>(error: E): E => {
    let found = false
    const change = (kind: Kind) => (text: string) => {
      const without = clean[kind](text)
      found ||= without !== text
      return without
    }
    const hidden = Object.fromEntries(
      Object.entries(encode(error)).map(([name, value]: [string, Plain]) => {
        const kind = name === "problems" ? "text" : Object.hasOwn(fields, name) ? fields[name] : undefined
        return [name, kind === undefined ? value : throughout(value, change(kind))]
      })
    )
    // nothing but texts was changed, and into texts; no tag among them, so it is an error of the same class
    return found ? (decode(hidden as ReturnType<typeof encode>) as E) : error
  }
}
