/** On whose behalf something is done: said on every span and every log line within. */
import * as Effect from "effect/Effect"
import type { Run } from "../storing/run.ts"
import { kindOf } from "./ofConnection.ts"

/** The same keys on spans and in logs. */
interface About {
  readonly workflow?: string
  readonly step?: string
  readonly resource?: string
}

export const within =
  ({ connection, id: run }: Run, about: About) =>
  <A, E, R>(work: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> => {
    const said = { connection, run, ...about }
    return work.pipe(Effect.annotateSpans(said), Effect.annotateLogs(said))
  }

/** A workflow's body: a span each time it runs, be it a replay. */
export const body = (workflow: { readonly name: string }, run: Run, resource?: string) => {
  const name = kindOf(workflow)
  return <A, E, R>(work: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    work.pipe(
      Effect.withSpan(name, { captureStackTrace: false }),
      within(run, { workflow: name, ...(resource === undefined ? {} : { resource }) })
    )
}
