/** Resources and what they point at, in layers. */
import { Resource } from "@openfaith/client-core"
import * as Either from "effect/Either"
import { DependencyCycle } from "./PlanError.ts"

type Edges = ReadonlyMap<string, ReadonlySet<string>>

const edges = (
  resources: ReadonlyArray<Resource.Any>,
  targets: (resource: Resource.Any) => ReadonlyArray<string>
): Edges => {
  const known = new Set(resources.map(({ key }) => key))
  return new Map(
    resources.map((resource) => [
      resource.key,
      new Set(targets(resource).filter((target) => target !== resource.key && known.has(target)))
    ])
  )
}

/** Layers in which everything stands after all it points at; where that cannot be, what is left over. */
const layers = (
  graph: Edges
): { readonly levels: ReadonlyArray<ReadonlyArray<string>>; readonly rest: ReadonlySet<string> } => {
  const rest = new Set(graph.keys())
  const levels: Array<ReadonlyArray<string>> = []
  while (rest.size > 0) {
    const free = [...rest].filter((key) => [...(graph.get(key) ?? [])].every((target) => !rest.has(target)))
    if (free.length === 0) break
    levels.push(free)
    for (const key of free) rest.delete(key)
  }
  return { levels, rest }
}

/** Some circle among the resources left over: each of them points at another of them. */
const cycleIn = (graph: Edges, rest: ReadonlySet<string>): ReadonlyArray<string> => {
  const path: Array<string> = []
  let key = [...rest][0]
  while (key !== undefined && !path.includes(key)) {
    path.push(key)
    key = [...(graph.get(key) ?? [])].find((target) => rest.has(target))
  }
  return key === undefined ? path : [...path.slice(path.indexOf(key)), key]
}

/** All that can be come to from a key by following edges. */
const reach = (graph: Edges, from: string): ReadonlySet<string> => {
  const seen = new Set<string>()
  const queue = [from]
  for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
    for (const target of graph.get(key) ?? []) {
      if (seen.has(target)) continue
      seen.add(target)
      queue.push(target)
    }
  }
  return seen
}

/** The edges without those that are merely soft and part of a circle. */
const withoutSoftCircles = (all: Edges, hard: Edges): Edges => {
  const reached = new Map([...all.keys()].map((key) => [key, reach(all, key)]))
  const stays = (key: string, target: string) => hard.get(key)?.has(target) || !reached.get(target)?.has(key)
  return new Map([...all].map(([key, targets]) => [key, new Set([...targets].filter((target) => stays(key, target)))]))
}

/**
 * Keys in layers: everything stands in a later layer than what it needs, and than what it merely points at, unless that
 * leads back to it. References to itself do not count.
 *
 * @since 0.1.0
 * @category combinators
 */
export const levels = (
  resources: ReadonlyArray<Resource.Any>
): Either.Either<ReadonlyArray<ReadonlyArray<string>>, DependencyCycle> => {
  const hard = edges(resources, Resource.dependencies)
  const { rest } = layers(hard)
  if (rest.size > 0) return Either.left(new DependencyCycle({ cycle: cycleIn(hard, rest) }))
  const all = edges(resources, ({ relationships }) => Object.values(relationships).map(({ to }) => to))
  return Either.right(layers(withoutSoftCircles(all, hard)).levels)
}
