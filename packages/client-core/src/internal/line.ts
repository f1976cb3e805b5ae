/** Who goes next: the more urgent lane first, connections by turns, each connection's requests as they came. */
import type { Lane } from "../Lane.ts"
import { lanes } from "../Lane.ts"

export interface Place {
  readonly lane: Lane
  readonly connection: string
}

export interface Line<A extends Place> {
  readonly add: (one: A) => void
  readonly next: () => A | undefined
  readonly has: (one: A) => boolean
  /** Leaves with what it came for, so the turn passes on. */
  readonly serve: (one: A) => void
  /** Leaves without. */
  readonly remove: (one: A) => void
  readonly all: () => ReadonlyArray<A>
}

interface Row<A> {
  /** How often in a row somebody else was served while somebody waited here. */
  passed: number
  /** The connection whose turn it is comes first. */
  readonly connections: Map<string, Set<A>>
}

/** So often a lane is passed over in a row; then it has one turn, so that nothing waits for ever. */
export const patience = 10

export const make = <A extends Place>(): Line<A> => {
  const row = (): Row<A> => ({ passed: 0, connections: new Map() })
  const rows: Readonly<Record<Lane, Row<A>>> = { interactive: row(), delta: row(), backfill: row() }
  const occupied = () => lanes.filter((lane) => rows[lane].connections.size > 0)

  const withdraw = (one: A): boolean => {
    const row = rows[one.lane]
    const own = row.connections.get(one.connection)
    if (own === undefined || !own.delete(one)) return false
    if (own.size === 0) row.connections.delete(one.connection)
    if (row.connections.size === 0) row.passed = 0
    return true
  }

  return {
    add: (one) => {
      const { connections } = rows[one.lane]
      connections.set(one.connection, (connections.get(one.connection) ?? new Set<A>()).add(one))
    },
    next: () => {
      const lane = occupied().find((each) => rows[each].passed >= patience) ?? occupied()[0]
      if (lane === undefined) return undefined
      const [first] = rows[lane].connections.values()
      const [one] = first ?? []
      return one
    },
    has: (one) => rows[one.lane].connections.get(one.connection)?.has(one) === true,
    serve: (one) => {
      if (!withdraw(one)) return
      for (const lane of occupied()) rows[lane].passed++
      const { connections } = rows[one.lane]
      rows[one.lane].passed = 0
      const rest = connections.get(one.connection)
      if (rest === undefined) return
      connections.delete(one.connection)
      connections.set(one.connection, rest)
    },
    remove: (one) => void withdraw(one),
    all: () => lanes.flatMap((lane) => [...rows[lane].connections.values()].flatMap((own) => [...own]))
  }
}
