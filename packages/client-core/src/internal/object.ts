/** Objects as they come over a wire: their names are anybody's. */

/** What a path of names, joined by dots, leads to. */
export const at = (value: unknown, path: string): unknown => {
  let level = value
  for (const name of path.split(".")) {
    if (typeof level !== "object" || level === null || !Object.hasOwn(level, name)) return undefined
    // it has the name, which the compiler does not take from `hasOwn`
    level = (level as Readonly<Record<string, unknown>>)[name]
  }
  return level
}

/** The same without a `__proto__`: a copy would take that for its prototype, and its contents for its own. */
export const withoutPrototype = (value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.hasOwn(value, "__proto__")
    ? Object.fromEntries(Object.entries(value).filter(([name]) => name !== "__proto__"))
    : value
