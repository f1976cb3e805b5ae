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

/**
 * Keys in layers: everything stands in a later layer than what it needs, and, where that leaves no circle, than what it
 * merely points at. References to itself do not count.
 *
 * @since 0.1.0
 * @category combinators
 */
export const levels = (
  resources: ReadonlyArray<Resource.Any>
): Either.Either<ReadonlyArray<ReadonlyArray<string>>, DependencyCycle> => {
  const hard = edges(resources, Resource.dependencies)
  const hardLayers = layers(hard)
  if (hardLayers.rest.size > 0) return Either.left(new DependencyCycle({ cycle: cycleIn(hard, hardLayers.rest) }))
  const all = layers(edges(resources, ({ relationships }) => Object.values(relationships).map(({ to }) => to)))
  return Either.right(all.rest.size === 0 ? all.levels : hardLayers.levels)
}
