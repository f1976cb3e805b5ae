/**
 * Waiting for workflows, but not for ever: what is parked goes on only when a person has mended it, and whoever waits for
 * its result would wait for that person.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { Awaited } from "./internal/stuck.ts"
import { JournalEngine } from "./JournalEngine.ts"

/**
 * A workflow that is waited for cannot go on by itself. It has not ended: it goes on when that is mended, and retried.
 *
 * @since 0.1.0
 * @category errors
 */
export class Stuck extends Schema.TaggedError<Stuck>("@openfaith/workflow-engine/Stuck")("Stuck", {
  /** What is parked, and says why and what to do: the workflow itself, or those it waits for. */
  executions: Schema.Array(
    Schema.Struct({ id: Schema.String, workflow: Schema.String, error: Schema.NullOr(Schema.String) })
  )
}) {
  override get message() {
    return this.executions
      .map(({ error, id, workflow }) => error ?? `${workflow} ${id} is parked, and does not say why`)
      .join("\n")
  }
}

/** What is parked as a process begins is tried again by it; only what is stuck for as long as this is stuck. */
const looks = "2 seconds"

/** Whoever is still stuck by the second look. */
const twice = (engine: JournalEngine["Type"], ids: ReadonlySet<string>, before: ReadonlySet<string>) =>
  Effect.gen(function* () {
    const now = new Map(
      yield* Effect.forEach(ids, (id) =>
        Effect.map(
          Effect.orElseSucceed(engine.stuckOn(id), () => []),
          (on) => [id, on] as const
        )
      )
    )
    const stuck = new Set(Array.from(now).flatMap(([id, on]) => (on.length > 0 ? [id] : [])))
    const still = Array.from(now).flatMap(([id, on]) => (before.has(id) ? on : []))
    return { stuck, still }
  })

/**
 * Fails with `Stuck` as soon as a workflow is stuck that `work` waits for, in `execute`, directly or in whatever it calls.
 * The workflow is left as it is. Within a few seconds; a journal that does not answer is waited for.
 *
 * @since 0.1.0
 * @category combinators
 */
export const orFail = <A, E, R>(work: Effect.Effect<A, E, R>): Effect.Effect<A, E | Stuck, R | JournalEngine> =>
  Effect.flatMap(JournalEngine, (engine) => {
    const awaited = new Set<string>()
    const watch = Effect.gen(function* () {
      let before: ReadonlySet<string> = new Set()
      while (true) {
        yield* Effect.sleep(looks)
        const { still, stuck } = yield* twice(engine, awaited, before)
        if (still.length > 0) {
          return yield* new Stuck({ executions: still.map(({ error, id, workflow }) => ({ id, workflow, error })) })
        }
        before = stuck
      }
    })
    return Effect.raceFirst(Effect.provideService(work, Awaited, awaited), watch)
  })
