/**
 * Where the values of a JSON text are, so that they can be kept to the letter: `JSON.parse` rounds long numbers, moves keys
 * that look like numbers to the front, and forgets all but the last of two that are the same. Every text has to be valid JSON.
 */

const quote = 0x22
const backslash = 0x5c
const comma = 0x2c

/** Tab, line feed, carriage return and space. */
const isSpace = (code: number) => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09

const afterSpace = (text: string, at: number): number => {
  let next = at
  while (isSpace(text.charCodeAt(next))) next++
  return next
}

/** The place after the string that begins at a quote. */
const afterString = (text: string, at: number): number => {
  // most strings are short: to look at each letter is faster than to ask for the next quote
  for (let next = at + 1; next < text.length; next++) {
    const code = text.charCodeAt(next)
    if (code === quote) return next + 1
    if (code === backslash) next++
  }
  return text.length
}

const opens = (code: number) => code === 0x7b || code === 0x5b
const closes = (code: number) => code === 0x7d || code === 0x5d

/** The place after the value that begins here. */
const afterValue = (text: string, at: number): number => {
  let depth = 0
  for (let next = at; next < text.length; next++) {
    const code = text.charCodeAt(next)
    if (code === quote) {
      next = afterString(text, next) - 1
      if (depth === 0) return next + 1
    } else if (opens(code)) depth++
    else if (closes(code)) {
      if (depth === 0) return next
      if (--depth === 0) return next + 1
    } else if (depth === 0 && (code === comma || isSpace(code))) return next
  }
  return text.length
}

/**
 * Goes through the members of the object or the list that begins here, and gives the place after it. `visit` is told where a
 * name begins, which is the value in a list, and where its value does; it gives the place after the value.
 */
const eachMember = (text: string, at: number, visit: (from: number, value: number) => number): number => {
  const isObject = text.charCodeAt(at) === 0x7b
  let from = afterSpace(text, at + 1)
  while (from < text.length && !closes(text.charCodeAt(from))) {
    const value = isObject ? afterSpace(text, afterSpace(text, afterString(text, from)) + 1) : from
    const next = afterSpace(text, visit(from, value))
    from = text.charCodeAt(next) === comma ? afterSpace(text, next + 1) : next
  }
  return from + 1
}

/** Whether the name that begins here is this one; it may be spelled with escapes. */
const isNamed = (text: string, from: number, name: string): boolean => {
  if (text.startsWith(name, from + 1) && text.charCodeAt(from + 1 + name.length) === quote) return true
  const end = afterString(text, from)
  const spelled = text.slice(from, end)
  return spelled.includes("\\") && JSON.parse(spelled) === name
}

const nameAt = (text: string, from: number): string => {
  const spelled = text.slice(from, afterString(text, from))
  // without escapes the name is the text between the quotes
  return spelled.includes("\\") ? JSON.parse(spelled) : spelled.slice(1, -1)
}

/**
 * The texts of the members of a list that is a member of the outermost object; of any other value, its own text alone. None
 * where there is no such member, or it is `null`. Of two members with one name the last counts, as in `JSON.parse`.
 *
 * @since 0.1.0
 * @category combinators
 */
export const list = (text: string, name: string): ReadonlyArray<string> => {
  let found: Array<string> = []
  const start = afterSpace(text, 0)
  if (text.charCodeAt(start) !== 0x7b) return found
  eachMember(text, start, (from, value) => {
    if (!isNamed(text, from, name)) return afterValue(text, value)
    found = []
    if (text.charCodeAt(value) === 0x5b) {
      return eachMember(text, value, (_, member) => {
        const to = afterValue(text, member)
        found.push(text.slice(member, to))
        return to
      })
    }
    const to = afterValue(text, value)
    const own = text.slice(value, to)
    if (own !== "null") found.push(own)
    return to
  })
  return found
}

/**
 * The same text without some members of an object that is itself a member of the outermost object.
 *
 * @since 0.1.0
 * @category combinators
 */
export const without = (text: string, name: string, names: ReadonlyArray<string>): string => {
  const dropped = new Set(names)
  const start = afterSpace(text, 0)
  const places: Array<{ readonly from: number; readonly to: number; readonly kept: ReadonlyArray<string> }> = []
  if (names.length === 0 || text.charCodeAt(start) !== 0x7b) return text
  eachMember(text, start, (from, value) => {
    if (!isNamed(text, from, name)) return afterValue(text, value)
    // of two with one name the last counts
    places.length = 0
    if (text.charCodeAt(value) !== 0x7b) return afterValue(text, value)
    const kept: Array<string> = []
    let isWhole = true
    const to = eachMember(text, value, (inner, innerValue) => {
      const end = afterValue(text, innerValue)
      if (dropped.has(nameAt(text, inner))) isWhole = false
      else kept.push(text.slice(inner, end))
      return end
    })
    if (!isWhole) places.push({ from: value, to, kept })
    return to
  })
  const [place] = places
  if (place === undefined) return text
  return `${text.slice(0, place.from)}{${place.kept.join(",")}}${text.slice(place.to)}`
}

/** A number with so many digits, or with an exponent, may be another once it is parsed. */
const suspicious = /[[:,]\s*-?\d(?:[\d.]{15,}|[\d.]*[eE])[\d.eE+-]*/g

/**
 * The numbers that may be another once they are parsed, as they are spelled, in their order: `JSON.parse` rounds long ones
 * and has no large ones. A text within the JSON that looks like one is among them.
 *
 * @since 0.1.0
 * @category combinators
 */
export const longNumbers = (text: string): ReadonlyArray<string> => text.match(suspicious) ?? []
