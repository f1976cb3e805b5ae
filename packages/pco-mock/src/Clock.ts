/**
 * The mock's time: the real one, until a test moves it.
 */

/**
 * A clock that can be moved forward. Hand `now` to the world as well, so that both agree.
 *
 * @since 0.1.0
 * @category models
 */
export interface Clock {
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Moves it forward by so many milliseconds; a negative amount moves it back. */
  readonly advance: (millis: number) => void
  /** How far it is ahead of the time it was made over, in milliseconds. */
  readonly ahead: () => number
  /** Calls the listener after each move: what was waiting may be due. The function it answers with stops that. */
  readonly subscribe: (listener: () => void) => () => void
}

/**
 * A clock over another time. Default: the real one.
 *
 * @since 0.1.0
 * @category constructors
 */
export const make = (base: () => number = Date.now): Clock => {
  const listeners = new Set<() => void>()
  let ahead = 0
  return {
    now: () => base() + ahead,
    advance: (millis) => {
      ahead += millis
      for (const listener of listeners) listener()
    },
    ahead: () => ahead,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    }
  }
}
