/** The quickstart as a command: arguments in, a display while it runs, a table and an exit code at the end. */
import { writeFileSync } from "node:fs"
import { NodeRuntime } from "@effect/platform-node"
import type { SqliteAdapter } from "@openfaith/adapter-sqlite"
import type { Endpoint } from "@openfaith/client-core"
import { Estimates, Explain, Plan } from "@openfaith/graph-planner"
import { Pco } from "@openfaith/pco-client"
import { Progress, type Projections, type Report, type RunSummary, Source, Sync } from "@openfaith/sync-engine"
import { Cause, type ConfigError, Effect, Exit, type Layer, Logger, LogLevel } from "effect"
import * as Arguments from "./Arguments.ts"
import * as Complaint from "./Complaint.ts"
import * as Ending from "./Ending.ts"
import * as Table from "./Table.ts"

/** What the host composed: see `main.ts`. */
export interface Composition {
  readonly readables: ReadonlyArray<Endpoint.Readable>
  readonly source: Layer.Layer<Source.Source, ConfigError.ConfigError>
  readonly sync: Layer.Layer<Sync.Sync, ConfigError.ConfigError | SqliteAdapter.Failure | Projections.InvalidProjection>
}

const screen = Progress.screen(process.stdout)

const say = (text: string) => Effect.sync(() => screen.write(`${text}\n`))

/** One small request before anything is opened: whether the source answers, and accepts the credentials. */
const check = (readables: ReadonlyArray<Endpoint.Readable>, resources: ReadonlyArray<string> | undefined) =>
  Effect.gen(function* () {
    const source = yield* Source.Source
    const plan = yield* Plan.make({ definitions: { readables }, mode: "full", selection: resources })
    const [first] = Plan.resources(plan)
    for (const { neededBy, resource } of plan.added) yield* say(`${resource} comes in too: ${neededBy} needs it`)
    if (first === undefined) return
    // a single closed door is the run's to report: it leaves that resource out
    yield* source.probe(first).pipe(Effect.catchTag("Forbidden", () => Effect.void))
  })

/** What scripts read: a report, a plan or a failure, each as its schema describes it. */
const tell = (
  { json, report }: Pick<Arguments.Arguments, "json" | "report">,
  outcome: Report.Report | Plan.Plan | Failed
) =>
  Effect.gen(function* () {
    const line = JSON.stringify(outcome)
    if (report !== undefined) yield* Effect.sync(() => writeFileSync(report, `${line}\n`))
    if (json) yield* say(line)
  })

/** Why there is no report. */
interface Failed {
  readonly error: RunSummary.Failure
}

const finish = (args: Arguments.Arguments, report: Report.Report) =>
  Effect.gen(function* () {
    yield* say(`\n${Table.render(report)}`)
    yield* tell(args, report)
    process.exitCode = Ending.of(report).code
  })

/** What a run would read and take. The source is asked how many there are, and nothing else; no file is opened. */
const explain = (readables: ReadonlyArray<Endpoint.Readable>, args: Arguments.Arguments) =>
  Effect.gen(function* () {
    const { mode = "full", resources } = args
    const source = yield* Source.Source
    const options = { definitions: { readables }, mode, selection: resources, quota: Pco.api.quota.assumed }
    const counts = yield* Effect.forEach(Plan.resources(yield* Plan.make(options)), (resource) =>
      source.probe(resource).pipe(
        Effect.map(({ total }) => (total === undefined ? [] : [[resource, total] as const])),
        // what the credentials do not reach, nobody can count
        Effect.catchTag("Forbidden", () => Effect.succeed([]))
      )
    )
    const estimates = Estimates.fromCounts(Object.fromEntries(counts.flat()))
    const plan = yield* Plan.make({ ...options, estimates })
    if (!args.json) yield* say(Explain.table(plan))
    yield* tell(args, plan)
  })

const work = (args: Arguments.Arguments) =>
  Effect.gen(function* () {
    const sync = yield* Sync.Sync
    const { acceptDeletions, mode, resources } = args
    const options = { resources, acceptDeletions }
    const running = mode === undefined ? sync.refresh(options) : sync.run(mode, options)
    yield* finish(args, yield* Progress.during(screen)(running))
  })

const main = ({ readables, source, sync }: Composition, args: Arguments.Arguments) =>
  Effect.gen(function* () {
    if (args.help) return yield* say(Arguments.usage)
    yield* Effect.provide(check(readables, args.resources), source)
    if (args.plan) return yield* Effect.provide(explain(readables, args), source)
    yield* Effect.provide(work(args), sync)
  })

const complain = (failure: Complaint.Failure) =>
  Effect.sync(() => {
    process.stderr.write(`${Complaint.line(failure)}\n`)
    process.exitCode = 1
  })

/**
 * Runs the command to its end. Whatever stops it is said in one line, on standard error, with exit code 1. The codes of all
 * other ends are in `Ending`.
 */
export const run = (composition: Composition): void =>
  Arguments.parse(process.argv.slice(2)).pipe(
    Effect.flatMap((args) =>
      main(composition, args).pipe(
        Effect.catchAll((failure) =>
          Effect.zipRight(complain(failure), tell(args, { error: Complaint.failureOf(failure) }))
        )
      )
    ),
    Effect.catchAll(complain),
    // what a log would say, the display says, and the complaint
    Logger.withMinimumLogLevel(LogLevel.None),
    NodeRuntime.runMain({
      disablePrettyLogger: true,
      teardown: (exit, onExit) => {
        if (Exit.isSuccess(exit)) onExit(Number(process.exitCode ?? 0))
        else onExit(Cause.isInterruptedOnly(exit.cause) ? 130 : 1)
      }
    })
  )
