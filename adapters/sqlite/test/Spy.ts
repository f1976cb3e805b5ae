/** What somebody who watches a process gets to see of it: its spans and its log lines. */
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as HashMap from "effect/HashMap"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as LogLevel from "effect/LogLevel"
import * as Tracer from "effect/Tracer"

/** One log line, with what is beside it. */
export interface Line {
  readonly level: string
  readonly message: string
  readonly about: Readonly<Record<string, unknown>>
}

export type Spy = Effect.Effect.Success<typeof make>

/** Watches whatever is built over its layer. */
export const make = Effect.gen(function* () {
  const spans: Array<Tracer.Span> = []
  const lines: Array<Line> = []
  const native = yield* Effect.tracer
  const tracer = Tracer.make({
    span: (...options) => {
      const span = native.span(...options)
      spans.push(span)
      return span
    },
    context: (work, fiber) => native.context(work, fiber)
  })
  const logger = Logger.make(({ annotations, cause, logLevel, message }) => {
    const words = Array.isArray(message) ? message : [message]
    const said = Cause.isEmpty(cause) ? words : [...words, Cause.pretty(cause)]
    lines.push({
      level: logLevel.label,
      message: said.join(" "),
      about: Object.fromEntries(HashMap.toEntries(annotations))
    })
  })
  const layer = Layer.mergeAll(
    Logger.replace(Logger.defaultLogger, logger),
    Logger.minimumLogLevel(LogLevel.All),
    Layer.setTracer(tracer)
  )
  return { spans, lines, layer }
})
