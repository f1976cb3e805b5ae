/** The name somebody probably meant. */

const distance = (left: string, right: string): number => {
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index)
  for (let row = 1; row <= left.length; row++) {
    const current = [row]
    for (let column = 1; column <= right.length; column++) {
      const substitution = (previous[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1)
      current.push(Math.min(substitution, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1))
    }
    previous = current
  }
  return previous[right.length] ?? 0
}

/**
 * The known name nearest to a misspelt one, case aside; `undefined` where none is near.
 *
 * @since 0.1.0
 * @category combinators
 */
export const nearest = (name: string, known: Iterable<string>): string | undefined => {
  let best: string | undefined
  let least = Math.max(2, Math.floor(name.length / 3)) + 1
  for (const candidate of known) {
    const cost = distance(name.toLowerCase(), candidate.toLowerCase())
    if (cost < least) {
      least = cost
      best = candidate
    }
  }
  return best
}

/**
 * `allowed: a, b, c; did you mean b?`: the sentence that ends an error about a name.
 *
 * @since 0.1.0
 * @category combinators
 */
export const sentence = (name: string, known: Iterable<string>): string => {
  const names = [...known]
  const meant = nearest(name, names)
  const allowed = names.length === 0 ? "nothing is allowed here" : `allowed: ${names.join(", ")}`
  return meant === undefined ? allowed : `${allowed}; did you mean ${meant}?`
}
