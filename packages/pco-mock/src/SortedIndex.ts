/**
 * Keeps the rows of one type in one order while they change.
 */
import * as Order from "./Order.ts"
import type { Row } from "./Row.ts"

/** Rows in order. After a change only the changed rows are sorted again and merged in: cheap for one edit among a million rows. */
export interface SortedIndex {
  /** Says that the row of this id was added, replaced or removed. */
  readonly touch: (id: string) => void
  /** All rows, in order. The array must not be changed, and is a snapshot: later edits make a new one. */
  readonly rows: () => ReadonlyArray<Row>
}

/** Sorts nothing until asked. */
export const make = (store: ReadonlyMap<string, Row>, order: Order.Order): SortedIndex => {
  const compare = Order.comparator(order)
  const dirty = new Set<string>()
  let sorted: ReadonlyArray<Row> | undefined
  const rows = () => {
    if (sorted === undefined) sorted = [...store.values()].sort(compare)
    else if (dirty.size > 0) sorted = merge(sorted, store, dirty, compare)
    dirty.clear()
    return sorted
  }
  return { touch: (id) => dirty.add(id), rows }
}

const merge = (
  old: ReadonlyArray<Row>,
  store: ReadonlyMap<string, Row>,
  dirty: ReadonlySet<string>,
  compare: (a: Row, b: Row) => number
): ReadonlyArray<Row> => {
  const fresh = [...dirty].flatMap((id) => store.get(id) ?? []).sort(compare)
  const merged: Array<Row> = []
  let next = 0
  for (const row of old) {
    if (dirty.has(row.id)) continue
    for (
      let candidate = fresh[next];
      candidate !== undefined && compare(candidate, row) < 0;
      candidate = fresh[++next]
    ) {
      merged.push(candidate)
    }
    merged.push(row)
  }
  return merged.concat(fresh.slice(next))
}
