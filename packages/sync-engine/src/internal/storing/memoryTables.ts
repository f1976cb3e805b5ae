/** Tables in memory: maps of maps. */

export const key = (...parts: ReadonlyArray<string>) => JSON.stringify(parts)

export const inner = <A>(tables: Map<string, Map<string, A>>, of: string): Map<string, A> => {
  const known = tables.get(of)
  if (known !== undefined) return known
  const made = new Map<string, A>()
  tables.set(of, made)
  return made
}
