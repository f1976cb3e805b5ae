/** What a host calls: bring the copy up to date, run one mode, watch it happen, ask how it stands, and stop it or let it go on. */

import * as WorkflowEngine from "@effect/workflow/WorkflowEngine"
import { Usage } from "@openfaith/client-core"
import type { Cost, PlanError } from "@openfaith/graph-planner"
import { Definitions, Estimates, Plan } from "@openfaith/graph-planner"
import { JournalEngine } from "@openfaith/workflow-engine"
import * as Cause from "effect/Cause"
import * as Context from "effect/Context"
import * as DateTime from "effect/DateTime"
import * as Deferred from "effect/Deferred"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import type * as Stream from "effect/Stream"
import * as Control from "./Control.ts"
import * as OfConnection from "./internal/running/ofConnection.ts"
import * as SyncBranchesWorkflow from "./internal/running/syncBranches.ts"
import * as SyncConnectionWorkflow from "./internal/running/syncConnection.ts"
import * as SyncDeletionsWorkflow from "./internal/running/syncDeletions.ts"
import * as SyncPlanWorkflow from "./internal/running/syncPlan.ts"
import * as SyncResourceWorkflow from "./internal/running/syncResource.ts"
import * as CountedStore from "./internal/storing/countedStore.ts"
import type { Listing } from "./internal/storing/listing.ts"
import { patient } from "./internal/storing/patient.ts"
import type { PlannedRun, Run, StandingRun } from "./internal/storing/run.ts"
import * as Metrics from "./Metrics.ts"
import type { Projection } from "./Projection.ts"
import * as Ready from "./Projections.ts"
import * as Quarantine from "./Quarantine.ts"
import type { Report } from "./Report.ts"
import * as Reports from "./Report.ts"
import type { RunQuery, RunSummary } from "./RunSummary.ts"
import { Source } from "./Source.ts"
import type { Above } from "./SourceRecord.ts"
import * as Status from "./Status.ts"
import { Stopped, StoreError } from "./StoreError.ts"
import { isOfOneListing, isOver, isRefusal, type SyncError } from "./SyncError.ts"
import { SyncEvent } from "./SyncEvent.ts"
import * as Events from "./SyncEvents.ts"
import { SyncEvents } from "./SyncEvents.ts"
import { SyncStore } from "./SyncStore.ts"

/**
 * Why a run did not come to its end.
 *
 * @since 0.1.0
 * @category models
 */
export type Failure = SyncError | PlanError.PlanError | Control.ConnectionBusy | Control.NothingReadable

/**
 * What to run.
 *
 * @since 0.1.0
 * @category models
 */
export interface Options {
  /** Products (`people`) or single resources (`groups.Group`); everything described, if left out. */
  readonly resources?: ReadonlyArray<string> | undefined
  /** Delete even where the fuse would hold back; default false. */
  readonly acceptDeletions?: boolean | undefined
}

/**
 * What to run, and when.
 *
 * @since 0.1.0
 * @category models
 */
export interface RunOptions extends Options {
  /**
   * What if another run of the connection is active, that is running or queued; default `queue`: it begins when all that
   * were asked for before it have ended, whichever process is there by then. `join` takes the active run for its own,
   * whatever that reads; `refuse` fails with `ConnectionBusy`; `alongside` runs both at once.
   *
   * The same mode over the same resources is the same run, in any case.
   */
  readonly whenActive?: "queue" | "join" | "refuse" | "alongside" | undefined
}

/**
 * What a plan is reckoned with.
 *
 * @since 0.1.0
 * @category models
 */
export interface Reckoning {
  /** How much there is to read; by default as much as is stored. */
  readonly estimates?: Estimates.Estimates | undefined
  /** How many requests are allowed in how long; by default the plan has no times. */
  readonly quota?: Cost.Quota | undefined
}

/**
 * The sync of one connection.
 *
 * @since 0.1.0
 * @category tags
 */
export class Sync extends Context.Tag("@openfaith/sync-engine/Sync")<
  Sync,
  {
    /**
     * Runs one mode to its end. A run of the same mode over the same resources that was left unfinished goes on from its
     * last committed page; one that is paused fails as `Stopped`. So does a run that is stopped on the way.
     */
    readonly run: (mode: Plan.Mode, options?: RunOptions) => Effect.Effect<Report, Failure>
    /** Starts what `run` runs, and gives it at once: it is kept by then, and goes on whoever waits for it. */
    readonly start: (mode: Plan.Mode, options?: RunOptions) => Effect.Effect<StandingRun, Failure>
    /** Waits for the end of a run that was started; of one that has ended, its report. */
    readonly wait: (run: string) => Effect.Effect<Report, Failure | Control.UnknownRun | Control.ForeignRun>
    /**
     * Does whatever brings the copy up to date: what was never read is read in full; of the rest, what changed, and then
     * an audit for what is gone. Where one listing fails a run, the other runs still have their turn; then it fails with
     * that first error.
     */
    readonly refresh: (options?: Options) => Effect.Effect<Report, Failure>
    /** The plan a run would follow, with nothing run and nothing asked of the source. */
    readonly plan: (
      mode: Plan.Mode,
      options?: Options & Reckoning
    ) => Effect.Effect<Plan.Plan, PlanError.PlanError | StoreError>
    /**
     * How many records there are of each resource, as the source counts them: a request for each that has a listing of its
     * own; of the others nobody can tell.
     */
    readonly count: (options?: Options) => Effect.Effect<Estimates.Estimates, Failure>
    /**
     * Asks for one record by its id, and keeps what is found: at once, beside whatever runs. One that the API says is gone
     * is marked as deleted. `above` says what it belongs to, where it can only be asked for below that and was never read.
     */
    readonly record: (
      resource: string,
      id: string,
      options?: { readonly above?: Above | undefined }
    ) => Effect.Effect<Quarantine.Looked, Quarantine.LookupError>
    /** Records that are kept aside. */
    readonly quarantine: Quarantine.Quarantine
    /**
     * How the connection stands: what runs, what it waits for, how current each resource is, and what needs a person. From
     * the store alone: it asks nothing of the source, and any process may ask it. It shows the resources asked for, by
     * default all that were ever read, or are being read.
     */
    readonly status: (
      options?: Pick<Options, "resources">
    ) => Effect.Effect<Status.Status, PlanError.PlanError | StoreError>
    /** The connection's runs, those first that were opened last; at most 50, unless it is told how many. */
    readonly runs: (
      query?: Partial<Omit<RunQuery, "connection">>
    ) => Effect.Effect<ReadonlyArray<RunSummary>, StoreError>
    /** One run with its listings, and how far in its plan it is. */
    readonly inspect: (
      run: string
    ) => Effect.Effect<Status.RunDetail, Control.UnknownRun | Control.ForeignRun | StoreError>
    /** The last few things that happened, and then whatever happens. */
    readonly events: Stream.Stream<SyncEvent>
  } & Control.Control
>() {}

/** One run, whatever became of it. */
interface Finished {
  readonly run: PlannedRun
  readonly resumed: boolean
}

/** What a source has counted, as estimates. */
const fromTotals = (
  counts: ReadonlyArray<{ readonly resource: string; readonly total: number | undefined }>
): Estimates.Estimates =>
  Estimates.fromCounts(
    Object.fromEntries(counts.flatMap(({ resource, total }) => (total === undefined ? [] : [[resource, total]])))
  )

/**
 * What nobody has counted of a plan that asks for something below each of its parents, and could ask otherwise; of any other
 * plan nothing: its pages are as many whatever was counted.
 */
const uncounted = ({ stages }: Plan.Plan): ReadonlyArray<string> => {
  const tasks = stages.flat()
  const all = tasks.flatMap((task) => [task, ...task.sideLoads])
  const isBelow = tasks.some(({ routes }) => routes.some(({ below }) => below !== null))
  const hasChoice = all.some(({ alternatives }) => alternatives.length > 0)
  return isBelow && hasChoice
    ? [...new Set(all.flatMap(({ records, resource }) => (records === null ? [resource] : [])))]
    : []
}

const make = (
  definitions: Definitions.Definitions,
  resources: ReadonlySet<string>,
  SyncConnection: SyncConnectionWorkflow.SyncConnection
) =>
  Effect.gen(function* () {
    const store = yield* SyncStore
    const asked = patient(store)
    const closed = yield* Deferred.make<never>()
    yield* Effect.addFinalizer(() => Deferred.interrupt(closed))
    /** A host's wait ends with the layer, since nothing would come any more; a workflow's ends with its engine. */
    const here = <A, E, R>(work: Effect.Effect<A, E, R>) =>
      Effect.flatMap(Effect.serviceOption(WorkflowEngine.WorkflowInstance), (instance) =>
        Option.isSome(instance) ? work : Effect.raceFirst(Effect.disconnect(work), Deferred.await(closed))
      )
    const source = yield* Source
    const engine = yield* WorkflowEngine.WorkflowEngine
    const events = yield* SyncEvents
    const projections = yield* Ready.Projections

    /** What the plans of runs are reckoned with, if nobody knows better. */
    const counted = Effect.map(asked.stored(source.connection), (all) =>
      Estimates.fromCounts(Object.fromEntries(all.map(({ live, resource }) => [resource, live])))
    )

    const plan = Effect.fn("Sync.plan")(function* (
      mode: Plan.Mode,
      options: Options & Reckoning & { readonly present?: ReadonlyArray<string> } = {}
    ) {
      const { present, quota, resources } = options
      const estimates = options.estimates ?? (yield* counted)
      return yield* Plan.make({ definitions, mode, selection: resources, present, estimates, quota })
    })

    const count = Effect.fnUntraced(function* (resource: string) {
      const [probe, usage] = yield* Usage.measured(source.probe(resource)).pipe(
        // the listing says so itself, as skipped
        Effect.catchIf(isRefusal, () => Effect.succeed([{ total: undefined }, Usage.none] as const))
      )
      const { requests, waited } = usage
      return {
        resource,
        total: probe.total,
        at: yield* DateTime.now,
        requests,
        waitedMillis: Duration.toMillis(waited)
      }
    })

    /**
     * The count of each resource, or why it cannot be counted: what a run did is reported all the same. After one failure
     * nothing more is counted, since each would take as long as the client tries.
     */
    const countsOrProblem = Effect.fnUntraced(function* (all: ReadonlyArray<string>) {
      let problem: string | undefined
      return yield* Effect.forEach(
        all,
        Effect.fnUntraced(function* (resource) {
          const counted =
            problem === undefined ? yield* Effect.either(count(resource)) : Either.left({ message: problem })
          if (Either.isRight(counted)) return counted.right
          problem = counted.left.message
          return { resource, total: undefined, at: yield* DateTime.now, requests: 0, waitedMillis: 0, problem }
        })
      )
    })

    /**
     * The plan of a run. A full one of which nothing was ever counted is counted first, where that may change how it is read:
     * that takes a request for each listing, and to be asked below each parent takes one for each of those. Where the source
     * does not answer, it is planned without; the run itself will say why.
     */
    const countedPlan = Effect.fn("Sync.countedPlan")(function* (
      mode: Plan.Mode,
      options: Options & { readonly present?: ReadonlyArray<string> }
    ) {
      const blind = yield* plan(mode, options)
      const unknown = mode === "full" ? uncounted(blind) : []
      if (unknown.length === 0 || Option.isSome(yield* asked.unfinishedRun(source.connection))) return blind
      const counts = yield* Effect.either(Effect.forEach(unknown, count, { concurrency: 4 }))
      if (Either.isLeft(counts)) return blind
      return yield* plan(mode, { ...options, estimates: { ...fromTotals(counts.right), ...(yield* counted) } })
    })

    const known = Definitions.index(definitions)

    /** Why nothing leads to each of these. */
    const reasons = (unreadable: ReadonlyArray<string>): Readonly<Record<string, string>> =>
      Object.fromEntries(
        unreadable.map((resource) => {
          const parents = new Set(known.get(resource)?.routes.map(({ parent }) => parent))
          return [
            resource,
            parents.size === 0
              ? "the API has no request that lists it, and nothing that is read brings it along"
              : `the API lists it only below ${[...parents].join(", ")}, which cannot be read`
          ]
        })
      )

    /** What can be read of what is selected, and why not the rest; fails where nothing can. */
    const readable = Effect.fnUntraced(function* (options: Options = {}) {
      const full = yield* plan("full", options)
      const unreadable = reasons(full.unreadable)
      const resources = Plan.resources(full)
      if (resources.length === 0) return yield* new Control.NothingReadable({ resources: unreadable })
      return { resources, unreadable }
    })

    const selection = (options: Options = {}) => Effect.map(plan("full", options), Plan.resources)

    /**
     * What the workflow ended with would be its result for ever, if it could not say so itself: the next attempt gets a new
     * one. Nothing happens to a run that was closed.
     */
    const closeFailed = (run: Run) => (cause: Cause.Cause<SyncError>) => {
      const failure = Option.getOrUndefined(Cause.failureOption(cause))
      if (failure !== undefined) {
        return isOver(failure) ? Effect.void : Effect.ignore(asked.closeRun(run, failure.message, failure._tag))
      }
      return Cause.isDie(cause) ? Effect.ignore(asked.closeRun(run, Cause.pretty(cause), "Defect")) : Effect.void
    }

    /** The database was restored from a backup that is older than the run. */
    const lost = (defect: unknown) =>
      defect instanceof JournalEngine.UnknownExecution
        ? Option.some(
            Effect.fail(
              new StoreError({
                operation: "run",
                reason: `${defect.message}. Run it again: what is stored is compared with the source anew`
              })
            )
          )
        : Option.none()

    const tell = Effect.fnUntraced(function* ({ run, status }: StandingRun, resumed: boolean) {
      if (status === "queued") yield* events.publish(SyncEvent.RunQueued({ run }))
      else if (!resumed) yield* events.publish(SyncEvent.RunStarted({ run }))
      else yield* events.publish(SyncEvent.RunResumed({ run, listings: yield* asked.listings(run) }))
    })

    const opening = yield* Effect.makeSemaphore(1)

    /** The run that is to be done, made known. */
    const open = Effect.fnUntraced(function* (
      mode: Plan.Mode,
      options: RunOptions & { readonly present?: ReadonlyArray<string> }
    ) {
      const { whenActive = "queue" } = options
      const opened = yield* Effect.gen(function* () {
        const planned = yield* countedPlan(mode, options)
        if (planned.stages.length === 0) {
          return yield* new Control.NothingReadable({ resources: reasons(planned.unreadable) })
        }
        return yield* asked.openRun({
          connection: source.connection,
          plan: planned,
          acceptDeletions: options.acceptDeletions ?? false,
          whenActive: whenActive === "join" || whenActive === "refuse" ? "leave" : whenActive
        })
        // of those who ask for the same at once, one counts
      }).pipe(opening.withPermits(1))
      const { other, resumed, run, status } = opened
      if (other && whenActive === "refuse") {
        return yield* new Control.ConnectionBusy({ connection: run.connection, run: run.id, mode: run.mode })
      }
      if (status === "paused") return yield* new Stopped({ run: run.id, status })
      yield* tell(opened, resumed)
      return opened
    })

    /** The engine in memory executes within the context of whoever asks: a host's own store counts nothing. */
    const onOurs = <A, E, R>(work: Effect.Effect<A, E, R>) =>
      work.pipe(Effect.provideService(WorkflowEngine.WorkflowEngine, engine), Effect.provideService(SyncStore, store))

    /** Waits for the end of a run, which it begins if nobody has. */
    const finish = Effect.fn("Sync.finish")(function* (run: PlannedRun, resumed: boolean) {
      yield* Effect.annotateCurrentSpan({ connection: run.connection, run: run.id, attempt: run.attempt })
      yield* SyncConnection.execute({ run }).pipe(
        onOurs,
        Effect.catchSomeDefect(lost),
        Effect.tapErrorCause(closeFailed(run))
      )
      const finished: Finished = { run, resumed }
      return finished
    })

    const begin = ({ run }: StandingRun) =>
      Effect.asVoid(SyncConnection.execute({ run }, { discard: true })).pipe(onOurs)

    const { find, ...control } = Control.make({
      ...{ connection: source.connection, store: asked, events },
      begin: (standing) => Effect.zipRight(tell(standing, true), begin(standing))
    })

    const once = (...parameters: Parameters<typeof open>) =>
      Effect.flatMap(open(...parameters), ({ resumed, run }) => finish(run, resumed))

    /**
     * A run that failed with the store may have done so long ago, and only not have been able to say so; or the store has
     * forgotten it. It is opened once more, as its next attempt.
     */
    const execute = (...parameters: Parameters<typeof open>) =>
      Effect.flatMap(open(...parameters), ({ resumed, run }) =>
        Effect.catchIf(
          finish(run, resumed),
          (error) => error._tag === "StoreError" && (resumed || error.retryable),
          () => once(...parameters)
        )
      )

    /** Resources whose stored records were all written by this full read. */
    const wholeOf = (run: PlannedRun, resources: ReadonlyArray<string>, listings: ReadonlyArray<Listing>) =>
      Effect.map(
        Effect.filter(listings, ({ resource, status }) =>
          run.mode === "full" && status === "done" && resources.includes(resource)
            ? Effect.map(asked.absences(run, resource, 0), ({ missing }) => missing === 0)
            : Effect.succeed(false)
        ),
        (all) => new Set(all.map(({ resource }) => resource))
      )

    const report = Effect.fnUntraced(function* (
      finished: ReadonlyArray<Finished>,
      { resources, unreadable }: Effect.Effect.Success<ReturnType<typeof readable>>
    ) {
      const counts = yield* countsOrProblem(resources)
      const stored = yield* asked.stored(source.connection)
      // to find this out takes the longer the more is stored: only where their number does not tell
      const untold = counts.flatMap(({ resource, total }) =>
        total === (stored.find((one) => one.resource === resource)?.live ?? 0) ? [] : [resource]
      )
      const runs = yield* Effect.forEach(finished, ({ run }) =>
        Effect.gen(function* () {
          const listings = yield* asked.timedListings(run.id)
          const whole = yield* wholeOf(run, untold, listings)
          return { mode: run.mode, routes: Reports.routesOf(run.plan), listings, whole }
        })
      )
      const resumed = finished.some(({ resumed }) => resumed)
      return Reports.make({ resumed, runs, stored, counts, unreadable: new Map(Object.entries(unreadable)) })
    })

    const run = Effect.fn("Sync.run")(function* (mode: Plan.Mode, options: RunOptions = {}) {
      const finished = yield* execute(mode, options)
      return yield* report([finished], yield* readable(options))
    })

    const start = Effect.fn("Sync.start")(function* (mode: Plan.Mode, options: RunOptions = {}) {
      const { run, status } = yield* open(mode, options)
      yield* begin({ run, status })
      return { run, status }
    })

    const wait = Effect.fn("Sync.wait")(function* (id: string) {
      const { run, status } = yield* find(id)
      if (status === "running" || status === "queued") yield* finish(run, false)
      else if (status !== "done") return yield* new Stopped({ run: id, status })
      const resources = Plan.resources(run.plan)
      return yield* report([{ run, resumed: false }], { resources, unreadable: reasons(run.plan.unreadable) })
    })

    const refresh = Effect.fn("Sync.refresh")(function* (options: Options = {}) {
      const selected = yield* readable(options)
      const { resources } = selected
      const finished: Array<Finished> = []
      // resources of runs that failed because of one listing: the other runs still have their turn
      const failed = new Set<string>()
      let failure: Failure | undefined
      const runs = (mode: Plan.Mode, only: ReadonlyArray<string>) =>
        Effect.gen(function* () {
          if (only.length === 0) return
          // each of the selection has its turn, so none of them has to bring in another
          const result = yield* Effect.either(execute(mode, { ...options, resources: only, present: resources }))
          if (Either.isRight(result)) finished.push(result.right)
          else if (isOfOneListing(result.left)) {
            failure ??= result.left
            for (const resource of only) failed.add(resource)
          } else return yield* Effect.fail(result.left)
        })
      const unfinished = yield* asked.unfinishedRun(source.connection)
      // resources whose listing ended in an earlier attempt, which may be days ago
      const read = new Set<string>()
      if (Option.isSome(unfinished)) {
        const left = Plan.resources(unfinished.value.plan)
        if (left.every((resource) => resources.includes(resource))) {
          const listings = yield* asked.listings(unfinished.value)
          for (const { resource, status } of listings) if (status === "done") read.add(resource)
          yield* runs(unfinished.value.mode, left)
        }
      }
      const memories = yield* Effect.forEach(resources, (resource) => asked.memory(source.connection, resource))
      const unread = resources.filter((_, index) => memories[index]?.complete !== true)
      const known = resources.filter((resource) => !unread.includes(resource))
      // a resource that the resumed run has just read in full is as current as after an audit
      const current = new Set(finished.flatMap(({ run }) => (run.mode === "full" ? Plan.resources(run.plan) : [])))
      const stale = known.filter((resource) => read.has(resource) || !current.has(resource))
      const again = unread.filter((resource) => !failed.has(resource))
      yield* runs("full", again)
      yield* runs("delta", stale)
      yield* runs("audit", stale)
      if (failure !== undefined) return yield* Effect.fail(failure)
      const first = yield* report(finished, selected)
      const differing = Reports.differing(first)
      if (differing.length === 0) return first
      // the source did not hold still meanwhile: what changed since, and what is gone since
      yield* runs("delta", differing)
      yield* runs("audit", differing)
      if (failure !== undefined) return yield* Effect.fail(failure)
      return yield* report(finished, selected)
    })

    const countAll = Effect.fn("Sync.count")(function* (options: Options = {}) {
      return fromTotals(yield* Effect.forEach(yield* selection(options), count, { concurrency: 4 }))
    })

    const { connection } = source

    const status = Effect.fn("Sync.status")(function* ({ resources }: Pick<Options, "resources"> = {}) {
      const shown = resources === undefined ? undefined : yield* selection({ resources })
      return yield* Effect.provideService(
        // whoever looks at the status sees the same in the metrics
        Effect.zipRight(Metrics.sampleLag(connection), Status.make({ connection, resources: shown })),
        SyncStore,
        asked
      )
    })

    const runs = Effect.fn("Sync.runs")((query: Partial<Omit<RunQuery, "connection">> = {}) =>
      asked.runs({ limit: 50, ...query, connection })
    )

    const inspect = Effect.fn("Sync.inspect")(function* (id: string) {
      yield* find(id)
      const found = yield* Effect.provideService(Status.inspect(id), SyncStore, asked)
      return Option.isNone(found) ? yield* new Control.UnknownRun({ run: id }) : found.value
    })

    const aside = Quarantine.make({ resources, store, source, projections })

    return Sync.of({
      ...aside,
      run: (...of) => here(run(...of)),
      start: (...of) => here(start(...of)),
      wait: (...of) => here(wait(...of)),
      refresh: (...of) => here(refresh(...of)),
      plan: (...of) => here(plan(...of)),
      status: (...of) => here(status(...of)),
      runs: (...of) => here(runs(...of)),
      inspect: (...of) => here(inspect(...of)),
      count: (...of) => here(countAll(...of)),
      record: (...of) => here(aside.record(...of)),
      pause: (...of) => here(control.pause(...of)),
      resume: (...of) => here(control.resume(...of)),
      retry: (...of) => here(control.retry(...of)),
      cancel: (...of) => here(control.cancel(...of)),
      skip: (...of) => here(control.skip(...of)),
      events: events.stream
    })
  })

/**
 * What the sync does beside keeping records.
 *
 * @since 0.1.0
 * @category models
 */
export interface LayerOptions<R = never> {
  /**
   * What records become in the host's own tables, in the order in which it is written: what others point at comes first. By
   * default nothing.
   */
  readonly projections?: ReadonlyArray<Projection<R>>
}

/** The sync of one connection, with workflows of its own. */
const workflows = (definitions: Definitions.Definitions, resources: ReadonlySet<string>, connection: string) => {
  const run = SyncConnectionWorkflow.make(connection)
  const branches = SyncBranchesWorkflow.make(connection)
  const window = SyncBranchesWorkflow.makeWindow(connection)
  const resource = SyncResourceWorkflow.make(connection)
  const deletions = SyncDeletionsWorkflow.make(connection)
  const plan = SyncPlanWorkflow.make(connection)
  return Layer.scoped(Sync, make(definitions, resources, run)).pipe(
    Layer.provide(SyncConnectionWorkflow.layer(run, { branches, deletions, plan, resource })),
    Layer.provide(SyncDeletionsWorkflow.layer(deletions)),
    Layer.provide(SyncBranchesWorkflow.layer(branches, window)),
    Layer.provide(SyncBranchesWorkflow.layerWindow(window, resource)),
    Layer.provide(SyncResourceWorkflow.layer(resource)),
    Layer.provide(SyncPlanWorkflow.layer(plan))
  )
}

/**
 * The sync over some described resources, with its workflows registered at the host's engine. What the projections need, the
 * host's own `SqlClient` above all, is asked for by the layer; without any, nothing can be wrong with them.
 *
 * @since 0.1.0
 * @category layers
 */
export const layer = <R = never>(
  definitions: Definitions.Definitions,
  { projections = [] }: LayerOptions<R> = {}
): Layer.Layer<Sync, Ready.InvalidProjection, R | Source | SyncStore | WorkflowEngine.WorkflowEngine> => {
  const resources = new Set(Definitions.index(definitions).keys())
  return Layer.unwrapEffect(Effect.map(Source, ({ connection }) => workflows(definitions, resources, connection))).pipe(
    Layer.provide(Events.layer),
    Layer.provide(CountedStore.layer),
    Layer.provide(Ready.layer(projections, resources))
  )
}

/**
 * The task queue that all workflows of a connection are in: a process executes them only if it has that connection's `Sync`.
 *
 * @since 0.1.0
 * @category combinators
 */
export const taskQueue: (connection: string) => string = OfConnection.taskQueue
