/** What has to come before what. */
import * as Graph from "effect/Graph"

/** `from` comes after `to`: in a later stage, or, with a weight of 0, in the same one at the earliest. */
export interface Edge {
  readonly from: string
  readonly to: string
  readonly weight: 0 | 1
}

/** The stage of each key, counted from 0: the first in which all it comes after is there. Keys of a circle have none. */
export const levels = (keys: Iterable<string>, edges: Iterable<Edge>): ReadonlyMap<string, number> => {
  const names = Array.from(new Set(keys))
  const numbers = new Map(names.map((name, number) => [name, number]))
  /** For each key, what comes after it, and by how much; and how many it waits for. */
  const after: Array<Array<number>> = names.map(() => [])
  const waits = names.map(() => 0)
  for (const { from, to, weight } of edges) {
    const [later, earlier] = [numbers.get(from), numbers.get(to)]
    if (later === undefined || earlier === undefined) continue
    after[earlier]?.push(later, weight)
    waits[later] = (waits[later] ?? 0) + 1
  }
  const level = names.map(() => 0)
  const free = [...waits.keys()].filter((number) => waits[number] === 0)
  const found = new Map<string, number>()
  for (let number = free.pop(); number !== undefined; number = free.pop()) {
    const own = level[number] ?? 0
    found.set(names[number] ?? "", own)
    const next = after[number] ?? []
    for (let index = 0; index < next.length; index += 2) {
      const [later = 0, weight = 0] = [next[index], next[index + 1]]
      level[later] = Math.max(level[later] ?? 0, own + weight)
      const left = (waits[later] ?? 0) - 1
      waits[later] = left
      if (left === 0) free.push(later)
    }
  }
  return found
}

/** Some circle: each key leads to the next, and the last is the first again. None where there is no circle. */
export const cycle = (keys: Iterable<string>, edges: ReadonlyArray<Edge>): ReadonlyArray<string> | undefined => {
  const all = [...keys]
  const ordered = levels(all, edges)
  const rest = new Set(all.filter((key) => !ordered.has(key)))
  const next = (key: string) => edges.find(({ from, to }) => from === key && rest.has(to))?.to
  const path: Array<string> = []
  // each that is left over leads to another of them, if only because it comes after one
  let key = all.find((each) => rest.has(each))
  while (key !== undefined && !path.includes(key)) {
    path.push(key)
    key = next(key)
  }
  return key === undefined ? undefined : [...path.slice(path.indexOf(key)), key]
}

/** For each key that is in a circle with another, the number of that circle: two keys share it where each leads to the other. */
export const circles = (keys: Iterable<string>, edges: ReadonlyArray<Edge>): ReadonlyMap<string, number> => {
  const all = [...keys]
  // what can be put in order is in no circle, and most can
  const ordered = levels(all, edges)
  const found = new Map<string, number>()
  const names = all.filter((key) => !ordered.has(key))
  if (names.length === 0) return found
  const graph = Graph.directed<string, void>((mutable) => {
    const indexes = new Map(names.map((key) => [key, Graph.addNode(mutable, key)]))
    for (const { from, to } of edges) {
      const [source, target] = [indexes.get(from), indexes.get(to)]
      if (source !== undefined && target !== undefined) Graph.addEdge(mutable, source, target, undefined)
    }
  })
  for (const [number, component] of Graph.stronglyConnectedComponents(graph).entries()) {
    if (component.length > 1) for (const index of component) found.set(names[index] ?? "", number)
  }
  return found
}

/** Whether two keys lead to each other. */
export const isCircle = (circles: ReadonlyMap<string, number>, { from, to }: Edge): boolean =>
  circles.has(from) && circles.get(from) === circles.get(to)
