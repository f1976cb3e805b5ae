/** Everything that somebody may come to see of a piece of work: its logs, spans, metrics, and what is printed. */
import { inspect } from "node:util"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as LogLevel from "effect/LogLevel"
import * as Metric from "effect/Metric"
import * as Schema from "effect/Schema"
import type * as Scope from "effect/Scope"
import * as Tracer from "effect/Tracer"
import { ClientError } from "../src/ClientError.ts"

export const show = (value: unknown): string =>
  inspect(value, { depth: 20, showHidden: true, maxStringLength: null, maxArrayLength: null, getters: true })

const json = (value: unknown): string => {
  try {
    return JSON.stringify(value) ?? ""
  } catch {
    return ""
  }
}

const isClientError = Schema.is(ClientError)

/** An error in every form it can be printed in, and what lies below it. */
export const printError = (error: unknown): ReadonlyArray<string> => [
  String(error),
  show(error),
  json(error),
  ...(error instanceof Error ? [error.message, String(error.stack), show(error.cause)] : []),
  ...(isClientError(error) ? [JSON.stringify(Schema.encodeSync(ClientError)(error))] : [])
]

/** The end of a piece of work in every form it can be printed in. */
export const printExit = (exit: Exit.Exit<unknown, unknown>): ReadonlyArray<string> => {
  if (Exit.isSuccess(exit)) return []
  return [
    String(exit),
    show(exit),
    json(exit),
    Cause.pretty(exit.cause),
    Cause.pretty(exit.cause, { renderErrorCause: true }),
    ...[...Cause.failures(exit.cause), ...Cause.defects(exit.cause), Cause.squash(exit.cause)].flatMap(printError)
  ]
}

const printSpan = (span: Tracer.Span): ReadonlyArray<string> => [
  span.name,
  show([...span.attributes]),
  show(span.links),
  ...(span.status._tag === "Ended" ? printExit(span.status.exit) : [])
]

const methods = ["log", "info", "warn", "error", "debug", "trace"] as const

/** Prints that bypass the logger: those of the libraries below us. */
const overhear = (heard: Array<string>) =>
  Effect.acquireRelease(
    Effect.sync(() => {
      const before = methods.map((method) => [method, console[method]] as const)
      for (const method of methods) console[method] = (...words: ReadonlyArray<unknown>) => void heard.push(show(words))
      const warned = (warning: Error) => void heard.push(show(warning))
      process.on("warning", warned)
      return { before, warned }
    }),
    ({ before, warned }) =>
      Effect.sync(() => {
        for (const [method, original] of before) console[method] = original
        process.off("warning", warned)
      })
  )

export interface Spy {
  readonly spans: ReadonlyArray<Tracer.Span>
  readonly logs: ReadonlyArray<string>
  readonly printed: ReadonlyArray<string>
  /** All that could be seen so far, metrics among it. */
  readonly everything: () => ReadonlyArray<string>
  /** Lets what is done inside be seen. */
  readonly on: <A, E, R>(work: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
}

/** Watches for the scope of a test. */
export const make: Effect.Effect<Spy, never, Scope.Scope> = Effect.gen(function* () {
  const spans: Array<Tracer.Span> = []
  const events: Array<string> = []
  const logs: Array<string> = []
  const printed: Array<string> = []
  yield* overhear(printed)
  const native = yield* Effect.tracer
  const tracer = Tracer.make({
    span: (...options) => {
      const span = native.span(...options)
      const event = span.event.bind(span)
      span.event = (name, time, attributes) => {
        events.push(show([name, attributes]))
        event(name, time, attributes)
      }
      spans.push(span)
      return span
    },
    context: (f, fiber) => native.context(f, fiber)
  })
  const logger = Logger.make(({ annotations, cause, logLevel, message, spans }) => {
    logs.push(
      show([logLevel.label, message, [...annotations], [...spans]]),
      Cause.pretty(cause, { renderErrorCause: true }),
      ...[...Cause.failures(cause), ...Cause.defects(cause)].flatMap(printError)
    )
  })
  const seen = Layer.mergeAll(Logger.replace(Logger.defaultLogger, logger), Logger.minimumLogLevel(LogLevel.All))
  return {
    spans,
    logs,
    printed,
    everything: () => [
      ...logs,
      ...printed,
      ...events,
      ...spans.flatMap(printSpan),
      ...Metric.unsafeSnapshot().map((pair) => show([pair.metricKey, pair.metricState]))
    ],
    on: (work) => work.pipe(Effect.withTracer(tracer), Effect.provide(seen))
  }
})
