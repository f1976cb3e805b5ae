/**
 * Spoils an answer that was right, as a fault wants it.
 */

import type * as Faults from "../../Faults.ts"
import * as Untrusted from "../control/untrusted.ts"
import * as Answer from "../requests/answer.ts"
import * as Malformed from "./malformed.ts"

/** The answer with everything a fault wants done to it after it was worked out. */
export const apply = (answer: Answer.Answer, effects: Faults.Effects, url: URL): Answer.Answer => {
  const { emptyIncludes, included, malformed, next, totalOff, withoutTotal } = effects
  const emptied = emptyIncludes === true ? Malformed.withEmptyIncludes(answer, url) : answer
  const without = included === undefined ? emptied : Malformed.withoutIncluded(emptied, included)
  const formed = malformed === undefined ? without : Malformed.apply(without, malformed)
  const truthful = totalOff === undefined && next === undefined && withoutTotal !== true
  const told = truthful ? formed : misled(formed, effects, url)
  const spoilt = effects.corrupt === undefined ? told : corrupted(told, effects.corrupt)
  const wire = wires(effects)
  return wire === undefined ? spoilt : { ...spoilt, wire: { ...spoilt.wire, ...wire } }
}

const wires = ({ cutAfterBytes, hangAfterBytes, reset }: Faults.Effects): Answer.Wire | undefined =>
  cutAfterBytes === undefined && hangAfterBytes === undefined && reset === undefined
    ? undefined
    : {
        ...(cutAfterBytes === undefined ? {} : { cutAfterBytes }),
        ...(hangAfterBytes === undefined ? {} : { hangAfterBytes }),
        ...(reset === undefined ? {} : { reset: true })
      }

const corrupted = (answer: Answer.Answer, how: Faults.Corruption): Answer.Answer => {
  switch (how) {
    case "truncated":
      return { ...answer, body: half(Answer.text(answer)) }
    case "empty":
      return { ...answer, body: "" }
    case "type":
      return { ...answer, headers: { ...answer.headers, "content-type": "text/html; charset=utf-8" } }
    case "utf8":
      return { ...answer, wire: { ...answer.wire, invalidUtf8: true } }
    case "longer":
      return { ...answer, wire: { ...answer.wire, lengthOff: 10 } }
    case "shorter":
      return { ...answer, wire: { ...answer.wire, lengthOff: -Math.min(10, answer.body.length) } }
  }
}

const half = (text: string): string => text.slice(0, text.length >> 1)

/** Lies about how many rows there are, and where the next ones are. What is not a list is left alone. */
const misled = (
  answer: Answer.Answer,
  { next, totalOff = 0, withoutTotal }: Faults.Effects,
  url: URL
): Answer.Answer => {
  const document = Untrusted.parse(Answer.text(answer))
  if (!Untrusted.isObject(document) || !Array.isArray(document.data) || !Untrusted.isObject(document.meta))
    return answer
  const { total_count: count, ...others } = document.meta
  const meta = withoutTotal === true || count === undefined ? others : document.meta
  const total = typeof meta.total_count === "number" ? { total_count: Math.max(0, meta.total_count + totalOff) } : {}
  const links = Untrusted.isObject(document.links) ? document.links : {}
  const lie = next === undefined ? { links, meta } : lies(next, links, meta, url)
  return { ...answer, body: JSON.stringify({ ...document, links: lie.links, meta: { ...lie.meta, ...total } }) }
}

const lies = (lie: Faults.Lie, links: Untrusted.JsonObject, meta: Untrusted.JsonObject, url: URL) => {
  const { next: trueLink, ...otherLinks } = links
  const { next: trueNext, ...otherMeta } = meta
  if (lie === "missing") return { links: otherLinks, meta: otherMeta }
  if (lie === "foreign") {
    const target = new URL(typeof trueLink === "string" ? trueLink : url.href)
    const next = `https://elsewhere.example${target.pathname}${target.search}`
    return { links: { ...links, next }, meta: { ...meta, ...(trueNext === undefined ? {} : { next: trueNext }) } }
  }
  const offset = lie === "repeat" ? Number(url.searchParams.get("offset")) || 0 : 0
  return { links: { ...links, next: at(url, offset) }, meta: { ...meta, next: { offset } } }
}

/** The same request at another offset; brackets in names stay as they are, as in all links of the API. */
const at = (url: URL, offset: number): string => {
  const target = new URL(url)
  target.searchParams.set("offset", `${offset}`)
  return target.href.replace(/%5B/gi, "[").replace(/%5D/gi, "]")
}
