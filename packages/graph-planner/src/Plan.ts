/** In what order, by which route and at what cost to read the resources of an API. Pure: the same input, the same plan. */
import * as Duration from "effect/Duration"
import * as Either from "effect/Either"
import * as ParseResult from "effect/ParseResult"
import * as Schema from "effect/Schema"
import * as Cost from "./Cost.ts"
import { type Definitions, index, type Known } from "./Definitions.ts"
import * as Estimates from "./Estimates.ts"
import type { Setting, Ways } from "./internal/candidates.ts"
import * as Candidates from "./internal/candidates.ts"
import * as Choose from "./internal/choose.ts"
import * as Order from "./internal/order.ts"
import * as Tasks from "./internal/tasks.ts"
import { DependencyCycle, InvalidOption, type PlanError } from "./PlanError.ts"
import * as Selection from "./Selection.ts"
import { Mode } from "./Strategy.ts"
import { Task } from "./Task.ts"

export { Mode } from "./Strategy.ts"

/**
 * Stages in order; the tasks of one stage may run together. Plain data, as a journal keeps it: `JSON.stringify` writes what
 * this schema encodes.
 *
 * @since 0.1.0
 * @category schemas
 */
export const Plan = Schema.Struct({
  mode: Mode,
  stages: Schema.Array(Schema.Array(Task)),
  /** Resources nobody selected that a selected one cannot do without, and which one that is. */
  added: Schema.Array(Schema.Struct({ resource: Schema.String, neededBy: Schema.String })),
  /** Selected resources that nothing leads to, or only by way of such. */
  unreadable: Schema.Array(Schema.String),
  /** Pointers whose target is read at the same time or later, circles and pointers to its own kind among them. */
  postponed: Schema.Array(Schema.Struct({ resource: Schema.String, relationship: Schema.String, to: Schema.String })),
  /** What the times are reckoned with, if it is known. */
  quota: Schema.NullOr(Schema.Struct({ limit: Schema.Int, windowMillis: Schema.JsonNumber }))
})

/** @since 0.1.0 */
export type Plan = typeof Plan.Type

/**
 * Every resource a plan reads, in order, those that come along after what brings them.
 *
 * @since 0.1.0
 * @category combinators
 */
export const resources = (plan: Plan): ReadonlyArray<string> => [
  ...new Set(plan.stages.flat().flatMap((task) => [task.resource, ...task.sideLoads.map(({ resource }) => resource)]))
]

/**
 * What a plan takes in all.
 *
 * @since 0.1.0
 * @category models
 */
export interface Total {
  /** Requests of everything whose records are counted. */
  readonly requests: number
  /** What nobody has counted: its requests come on top. */
  readonly uncounted: ReadonlyArray<string>
  /** The least time the requests need, where the quota is known. */
  readonly time: Duration.Duration | undefined
}

/**
 * What a plan takes in all.
 *
 * @since 0.1.0
 * @category combinators
 */
export const total = ({ quota, stages }: Plan): Total => {
  const all = stages.flat().flatMap((task) => [task, ...task.sideLoads])
  const requests = all.reduce((sum, one) => sum + (one.requests ?? 0), 0)
  return {
    requests,
    uncounted: [...new Set(all.flatMap((one) => (one.requests === null ? [one.resource] : [])))],
    time:
      quota === null
        ? undefined
        : Cost.time(requests, { limit: quota.limit, window: Duration.millis(quota.windowMillis) })
  }
}

/**
 * What a plan can be made of.
 *
 * @since 0.1.0
 * @category models
 */
export interface Options {
  readonly definitions: Definitions
  readonly mode: Mode
  /**
   * Products (`people`), single resources (`groups.Group`), or either with all that belongs to it (`groups.Group+`); by
   * default everything that can be read.
   */
  readonly selection?: ReadonlyArray<string> | undefined
  /** Resources that are stored already: nobody has to bring them in. */
  readonly present?: ReadonlyArray<string> | undefined
  /** How much there is of each resource, where known; routes are chosen as if there were 1,000 of any other. */
  readonly estimates?: Estimates.Estimates | undefined
  /** By default there are no times in the plan. */
  readonly quota?: Cost.Quota | undefined
}

const valid = <A, I>(field: string, schema: Schema.Schema<A, I>, value: A): Either.Either<A, InvalidOption> =>
  Either.mapLeft(ParseResult.validateEither(schema)(value), (error) => {
    const [issue] = ParseResult.ArrayFormatter.formatIssueSync(error)
    return new InvalidOption({
      field: [field, ...(issue?.path ?? [])].map(String).join("."),
      problem: issue?.message ?? "is not valid"
    })
  })

/** Resources that can be read, and by what: whatever leads only by way of what cannot be read leads nowhere. */
const readableWays = (setting: Setting, present: ReadonlySet<string>): ReadonlyMap<string, Ways> => {
  const ways = new Map<string, Ways>()
  for (const [key, one] of setting.known) ways.set(key, Candidates.of(setting, one))
  const leads = (from: string) => present.has(from) || (ways.get(from)?.good.length ?? 0) > 0
  for (let changed = true; changed; ) {
    changed = false
    for (const [key, { good, partial }] of ways) {
      const possible = good.filter(({ legs }) => legs.every((leg) => leg.by === "own" || leads(leg.from)))
      if (possible.length === good.length) continue
      ways.set(key, { good: possible, partial })
      changed = true
    }
  }
  return ways
}

/**
 * What has to come before a resource. What is reached only by way of that resource itself cannot: it comes along with it or
 * after it.
 */
const orderableNeeds = (ways: ReadonlyMap<string, Ways>, { needs, resource }: Known): ReadonlyArray<string> =>
  needs.filter((need) => {
    const good = ways.get(need)?.good ?? []
    return !good.every(({ legs }) => legs.some((leg) => leg.by !== "own" && leg.from === resource.key))
  })

/**
 * Plans a run over the selected resources, by the routes that together take the fewest requests.
 *
 * Hard dependencies of what is selected come in by themselves, and so does a parent or carrier without which it cannot be
 * read, or not as cheaply; the plan says so. A route that leaves records out is taken only where nothing reaches all of
 * them, and then with every other that reaches some.
 *
 * @since 0.1.0
 * @category constructors
 */
export const make = (options: Options): Either.Either<Plan, PlanError> =>
  Either.gen(function* () {
    const { definitions, mode, quota } = options
    const estimates = yield* valid("estimates", Estimates.Estimates, options.estimates ?? {})
    if (quota !== undefined) yield* valid("quota", Cost.Quota, quota)
    const known = index(definitions)
    const present = new Set(options.present)
    const setting = Candidates.setting(known, mode, estimates)
    const ways = readableWays(setting, present)
    const isReadable = (key: string) => (ways.get(key)?.good.length ?? 0) > 0
    const { added, selected } = yield* Selection.resolve(known, options.selection, isReadable, present)

    const hard: Array<Order.Edge> = []
    for (const from of selected) for (const to of known.get(from)?.needs ?? []) hard.push({ from, to, weight: 1 })
    const circle = Order.cycle(selected, hard)
    if (circle !== undefined) return yield* Either.left(new DependencyCycle({ cycle: circle }))

    const before = new Map(Array.from(known, ([key, one]) => [key, orderableNeeds(ways, one)]))
    const readable = new Set([...selected].filter(isReadable))
    const { choice, possible } = Choose.choose({
      candidates: new Map(
        Array.from(known.keys())
          .filter(isReadable)
          .map((key) => [key, ways.get(key)?.good ?? []])
      ),
      needs: new Map(Array.from(known, ([key, { needs }]) => [key, needs])),
      before,
      selected: readable,
      present
    })
    if (!possible) {
      const cycle = Order.cycle(choice.keys(), Choose.edges(before, choice)) ?? []
      return yield* Either.left(new DependencyCycle({ cycle }))
    }
    const sorted = new Map([...choice].sort(([one], [other]) => (one < other ? -1 : 1)))
    const stages = Tasks.stagesOf(setting, before, sorted)
    const broughtIn = [...sorted.keys()].filter((key) => !selected.has(key))
    return {
      mode,
      stages: Tasks.tasksOf(setting, before, ways, sorted, stages),
      added: [
        ...added.filter(({ resource }) => sorted.has(resource)),
        ...broughtIn.map((resource) => ({ resource, neededBy: wanting(known, sorted, resource) }))
      ],
      unreadable: [...selected].filter((key) => !readable.has(key)).sort(),
      postponed: Tasks.postponed(setting, sorted, stages),
      quota: quota === undefined ? null : { limit: quota.limit, windowMillis: Duration.toMillis(quota.window) }
    }
  })

/** What a resource that nobody selected is read for. */
const wanting = (known: ReadonlyMap<string, Known>, choice: Choose.Choice, resource: string): string => {
  const isFor = ([key, { legs }]: readonly [string, Candidates.Candidate]) =>
    known.get(key)?.needs.includes(resource) === true || legs.some((leg) => leg.by !== "own" && leg.from === resource)
  return [...choice].find(isFor)?.[0] ?? resource
}
