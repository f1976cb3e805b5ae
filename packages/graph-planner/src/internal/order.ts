/** What has to come before what. */
import * as Graph from "effect/Graph"

/** `from` comes after `to`: in a later stage, or, with a weight of 0, in the same one at the earliest. */
export interface Edge {
  readonly from: string
  readonly to: string
  readonly weight: 0 | 1
}

const outgoing = (edges: Iterable<Edge>): ReadonlyMap<string, ReadonlyArray<Edge>> => {
  const byKey = new Map<string, Array<Edge>>()
  for (const edge of edges) {
    const known = byKey.get(edge.from)
    if (known === undefined) byKey.set(edge.from, [edge])
    else known.push(edge)
  }
  return byKey
}

/** The stage of each key, counted from 0: the first in which all it comes after is there. Keys of a circle have none. */
export const levels = (keys: Iterable<string>, edges: ReadonlyArray<Edge>): ReadonlyMap<string, number> => {
  const rest = new Set(keys)
  const within = edges.filter(({ from, to }) => rest.has(from) && rest.has(to))
  const after = outgoing(within.map(({ from, to, weight }) => ({ from: to, to: from, weight })))
  const open = new Map<string, number>()
  for (const { from } of within) open.set(from, (open.get(from) ?? 0) + 1)
  const found = new Map<string, number>()
  const free = [...rest].filter((key) => !open.has(key))
  for (const key of free) found.set(key, 0)
  for (let key = free.pop(); key !== undefined; key = free.pop()) {
    const level = found.get(key) ?? 0
    for (const { to, weight } of after.get(key) ?? []) {
      found.set(to, Math.max(found.get(to) ?? 0, level + weight))
      const left = (open.get(to) ?? 0) - 1
      open.set(to, left)
      if (left === 0) free.push(to)
    }
  }
  for (const [key, left] of open) if (left > 0) found.delete(key)
  return found
}

/** For each key the number of its strongly connected component: two keys share it where each leads to the other. */
export const components = (keys: Iterable<string>, edges: ReadonlyArray<Edge>): ReadonlyMap<string, number> => {
  const all = [...keys]
  // what can be put in order is in no circle, and most can
  const ordered = levels(all, edges)
  const found = new Map(all.flatMap((key, index) => (ordered.has(key) ? [[key, index] as const] : [])))
  if (found.size === all.length) return found
  const names: Array<string> = []
  const graph = Graph.directed<string, void>((mutable) => {
    const indexes = new Map<string, number>()
    for (const key of all) {
      if (ordered.has(key)) continue
      names.push(key)
      indexes.set(key, Graph.addNode(mutable, key))
    }
    for (const { from, to } of edges) {
      const [source, target] = [indexes.get(from), indexes.get(to)]
      if (source !== undefined && target !== undefined) Graph.addEdge(mutable, source, target, undefined)
    }
  })
  for (const [number, component] of Graph.stronglyConnectedComponents(graph).entries()) {
    for (const index of component) found.set(names[index] ?? "", all.length + number)
  }
  return found
}

/** Some circle: each key leads to the next, and the last is the first again. None where there is no circle. */
export const cycle = (keys: Iterable<string>, edges: ReadonlyArray<Edge>): ReadonlyArray<string> | undefined => {
  const all = [...keys]
  const ordered = levels(all, edges)
  const rest = new Set(all.filter((key) => !ordered.has(key)))
  const next = outgoing(edges.filter(({ from, to }) => rest.has(from) && rest.has(to)))
  const path: Array<string> = []
  // each that is left over leads to another of them, if only because it comes after one
  let key = all.find((each) => rest.has(each))
  while (key !== undefined && !path.includes(key)) {
    path.push(key)
    key = next.get(key)?.[0]?.to
  }
  return key === undefined ? undefined : [...path.slice(path.indexOf(key)), key]
}
