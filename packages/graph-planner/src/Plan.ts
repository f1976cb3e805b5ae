/** In what order, by which route and at what cost to read the resources of an API. Pure: the same input, the same plan. */
import { Endpoint, Resource } from "@openfaith/client-core"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import * as Graph from "./Graph.ts"
import type { DependencyCycle, UnknownResource } from "./PlanError.ts"
import * as Selection from "./Selection.ts"

/**
 * What a run is for.
 *
 * `full` reads everything; `delta` what changed since the last run; `audit` enumerates everything again, in an order that
 * edits cannot disturb, so that whatever is missing was deleted.
 *
 * @since 0.1.0
 * @category schemas
 */
export const Mode = Schema.Literal("full", "delta", "audit")

/** @since 0.1.0 */
export type Mode = typeof Mode.Type

/**
 * How a listing is read without missing anything.
 *
 * `keyset` asks for what comes at or after the last one seen, in the order of `by`; `offset` counts records and checks that
 * they did not move.
 *
 * @since 0.1.0
 * @category schemas
 */
export const Strategy = Schema.Union(
  Schema.TaggedStruct("Keyset", { by: Schema.String }),
  Schema.TaggedStruct("Offset", {})
)

/** @since 0.1.0 */
export type Strategy = typeof Strategy.Type

/** A resource that comes along with another's pages, and how it is read by itself should these leave something out. */
export const SideLoad = Schema.Struct({ include: Schema.String, resource: Schema.String, instead: Strategy })

/** @since 0.1.0 */
export type SideLoad = typeof SideLoad.Type

/**
 * One listing to read.
 *
 * @since 0.1.0
 * @category schemas
 */
export const Task = Schema.Struct({
  resource: Schema.String,
  strategy: Strategy,
  /** What its pages bring along, completely. */
  sideLoads: Schema.Array(SideLoad),
  /** What has to be there before: hard dependencies. */
  needs: Schema.Array(Schema.String),
  /** Requests it will take, where the number of records is known. */
  requests: Schema.NullOr(Schema.Int),
  /** Why this route and strategy, for people. */
  why: Schema.String
})

/** @since 0.1.0 */
export type Task = typeof Task.Type

/**
 * Stages in order; the tasks of one stage may run together. Plain data, as a journal keeps it.
 *
 * @since 0.1.0
 * @category schemas
 */
export const Plan = Schema.Struct({
  mode: Mode,
  stages: Schema.Array(Schema.Array(Task)),
  /** Resources nobody selected that a selected one cannot do without, and which one that is. */
  added: Schema.Array(Schema.Struct({ resource: Schema.String, neededBy: Schema.String }))
})

/** @since 0.1.0 */
export type Plan = typeof Plan.Type

/** Every resource a plan reads, in order, side-loaded ones after what they ride on. */
export const resources = (plan: Plan): ReadonlyArray<string> =>
  plan.stages.flat().flatMap((task) => [task.resource, ...task.sideLoads.map(({ resource }) => resource)])

const strategyFor = (readable: Endpoint.Readable, mode: Mode): readonly [Strategy, string] => {
  const { changedAt, createdAt } = readable.resource
  // an audit wants an order that no edit disturbs; the others want edits to come up again at the end
  const preferred = mode === "audit" ? [createdAt, changedAt] : mode === "full" ? [changedAt, createdAt] : [changedAt]
  const by = preferred.find((attribute) => attribute !== undefined && Endpoint.isKeyset(readable.list, attribute))
  return by === undefined
    ? [
        { _tag: "Offset" },
        "the listing cannot be asked for from a moment on and in that order: read whole and compared"
      ]
    : [{ _tag: "Keyset", by }, `by ${by}, from the last one seen`]
}

const requestsFor = (readable: Endpoint.Readable, count: number | undefined): number | null =>
  // one more to learn how many there are
  count === undefined ? null : Math.max(1, Math.ceil(count / readable.list.capabilities.perPage.max)) + 1

/** What each selected listing brings along completely: a full read wants it at no request of its own. */
const ridesOn = (
  readable: Endpoint.Readable,
  chosen: ReadonlyArray<Endpoint.Readable>
): ReadonlyArray<readonly [include: string, rider: Endpoint.Readable]> =>
  (readable.list.capabilities.complete ?? []).flatMap((include) => {
    const resource = readable.list.capabilities.include?.[include]?.key
    const rider = chosen.find((other) => other !== readable && other.resource.key === resource)
    return rider === undefined ? [] : [[include, rider] as const]
  })

/**
 * Side-loads by the resource whose pages bring them. Everything rides once at most, nothing on what rides itself, and
 * nothing before what it needs or after what needs it.
 */
const sideLoadsFor = (
  chosen: ReadonlyArray<Endpoint.Readable>,
  levels: ReadonlyArray<ReadonlyArray<string>>
): ReadonlyMap<string, ReadonlyArray<SideLoad>> => {
  const levelOf = new Map(levels.flatMap((level, index) => level.map((key) => [key, index] as const)))
  const before = (left: string, right: string) => (levelOf.get(left) ?? -1) < (levelOf.get(right) ?? -1)
  const result = new Map<string, ReadonlyArray<SideLoad>>()
  const ridden = new Set<string>()
  for (const key of levels.flat()) {
    const carrier = chosen.find(({ resource }) => resource.key === key)
    if (carrier === undefined || ridden.has(key)) continue
    const loads = ridesOn(carrier, chosen).flatMap(([include, rider]) => {
      const { resource } = rider
      const fits =
        !ridden.has(resource.key) &&
        !result.has(resource.key) &&
        !before(resource.key, key) &&
        Resource.dependencies(resource).every((need) => need === key || need === resource.key || before(need, key))
      if (!fits) return []
      ridden.add(resource.key)
      return [{ include, resource: resource.key, instead: strategyFor(rider, "full")[0] }]
    })
    if (loads.length > 0) result.set(key, loads)
  }
  return result
}

/**
 * Plans a run over the selected resources.
 *
 * A selection names products (`people`) or single resources (`groups.Group`); none means everything. Hard dependencies of
 * what is selected come in by themselves, and the plan says so. A resource rides on another's pages only where these reach
 * every one of its records.
 *
 * @since 0.1.0
 * @category constructors
 */
export const make = (options: {
  readonly readables: ReadonlyArray<Endpoint.Readable>
  readonly mode: Mode
  readonly selection?: ReadonlyArray<string> | undefined
  /** Resources that are stored already: nobody has to bring them in. */
  readonly present?: ReadonlyArray<string> | undefined
  /** Records of each resource, where known. */
  readonly counts?: Readonly<Record<string, number>>
}): Either.Either<Plan, UnknownResource | DependencyCycle> =>
  Either.gen(function* () {
    const { counts = {}, mode, readables } = options
    const { added, selected } = yield* Selection.resolve(readables, options.selection, options.present)
    const chosen = readables.filter(({ resource }) => selected.has(resource.key))

    const levels = yield* Graph.levels(chosen.map(({ resource }) => resource))
    const sideLoads = mode === "full" ? sideLoadsFor(chosen, levels) : new Map<string, ReadonlyArray<SideLoad>>()
    const ridden = new Set([...sideLoads.values()].flat().map(({ resource }) => resource))

    const tasks = new Map<string, Task>()
    for (const readable of chosen) {
      const key = readable.resource.key
      if (ridden.has(key)) continue
      const [strategy, why] = strategyFor(readable, mode)
      tasks.set(key, {
        resource: key,
        strategy,
        sideLoads: sideLoads.get(key) ?? [],
        needs: Resource.dependencies(readable.resource).filter((need) => need !== key),
        requests: requestsFor(readable, counts[key]),
        why
      })
    }

    const stages = levels
      .map((level) => level.flatMap((key) => tasks.get(key) ?? []))
      .filter((stage) => stage.length > 0)
    return { mode, stages, added }
  })
