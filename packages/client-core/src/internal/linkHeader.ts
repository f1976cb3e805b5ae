/** The `Link` header of RFC 8288: `<https://api.example.com/people?page=2>; rel="next", <…>; rel="last"`. */
import * as Either from "effect/Either"

const target = /[\s,;]*<([^>]*)>/y
const parameter = /\s*;\s*([^\s=;,"<>]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*)))?/y
const rest = /[\s,;]*$/y

/** Where the pattern matches from here on, and what it found. */
const take = (pattern: RegExp, text: string, from: number) => {
  pattern.lastIndex = from
  const found = pattern.exec(text)
  return found === null ? undefined : { found, to: pattern.lastIndex }
}

/**
 * What the links of one relation lead to, in their order; a complaint where the header is not what the RFC describes. Links
 * that are said to start elsewhere (`anchor`) are not the page's own, and left out.
 */
export const targets = (header: string, relation: string): Either.Either<ReadonlyArray<string>, string> => {
  const result: Array<string> = []
  let at = 0
  while (take(rest, header, at) === undefined) {
    const link = take(target, header, at)
    if (link === undefined) return Either.left(`the \`link\` header cannot be read: ${header.slice(at, at + 200)}`)
    at = link.to
    let relations: string | undefined
    let anchored = false
    for (let one = take(parameter, header, at); one !== undefined; one = take(parameter, header, at)) {
      at = one.to
      const name = one.found[1]?.toLowerCase()
      const value = one.found[2]?.replaceAll(/\\(.)/g, "$1") ?? one.found[3] ?? ""
      // of several, the first counts (§3.3)
      if (name === "rel") relations ??= value
      if (name === "anchor") anchored = true
    }
    const next = header.slice(at).trimStart()
    if (next !== "" && !/^[,;]/.test(next)) {
      return Either.left(`the \`link\` header cannot be read: ${header.slice(at, at + 200)}`)
    }
    const names = relations?.toLowerCase().split(/\s+/) ?? []
    if (!anchored && names.includes(relation)) result.push(link.found[1] ?? "")
  }
  return Either.right(result)
}
