/** How deep lists and objects nest: `JSON.parse` does not recurse, but nearly everything that is done afterwards does. */

/** Whether a value is nested deeper than that; looks no deeper itself. */
export const isDeeper = (value: unknown, most: number): boolean => {
  if (typeof value !== "object" || value === null) return false
  if (most === 0) return true
  if (Array.isArray(value)) {
    for (const one of value) if (typeof one === "object" && isDeeper(one, most - 1)) return true
    return false
  }
  for (const name in value) {
    // the name came from the value itself
    const one = (value as Readonly<Record<string, unknown>>)[name]
    if (typeof one === "object" && isDeeper(one, most - 1)) return true
  }
  return false
}
