/** One journal on a server: the same one for as long as this process asks, and whatever it answers as a value. */
import { randomUUID } from "node:crypto"
import { WorkflowJournal } from "@openfaith/workflow-engine"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schedule from "effect/Schedule"
import * as Schema from "effect/Schema"
import type { Cluster, Redis } from "ioredis"
import { tagged } from "./names.ts"
import { identify } from "./ownerScripts.ts"
import * as Script from "./script.ts"

/** What a script that follows `opening` says first. */
const Answer = Schema.decodeUnknownOption(
  Schema.Union(
    Schema.Tuple(Schema.Literal("forgotten", "ended")),
    Schema.Tuple(Schema.Literal("behind"), Schema.Int),
    // where there is nothing more to say, the rest is missing
    Schema.Tuple(Schema.Literal("ok"), Schema.Int, Schema.optionalElement(Schema.Unknown))
  )
)

const Identity = Schema.decodeUnknownOption(Schema.Tuple(Schema.String, Schema.NumberFromString))

/** Complaints about what was asked, or about what lies under our names: asked again, they would be the same. */
const hopeless = /^WRONGTYPE|^ERR .*(user_script|Protocol error|unknown command)/

/** The server's own, in capitals; what ioredis says of a connection begins otherwise. */
const replied = /^[A-Z]{3,}\b/

/** What passes by itself: a server that starts, has no master, or is no master just now. */
const passing = /^(LOADING|BUSY|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|READONLY|NOREPLICAS|MISCONF|OOM|UNKILLABLE)\b/

/** Whether the server has answered, and will not answer otherwise. */
export const isDefinite = ({ reason }: Script.RedisError): boolean => replied.test(reason) && !passing.test(reason)

export interface Journal {
  /** Writes and reads by one script. Fails with the port's error, which says whether the same may succeed later. */
  readonly ask: (
    operation: string,
    script: Script.Script,
    parameters: ReadonlyArray<string>
  ) => Effect.Effect<unknown, WorkflowJournal.JournalError>
  /** The same, only while the term lasts. */
  readonly fenced: (
    operation: string,
    script: Script.Script,
    epoch: number,
    parameters: ReadonlyArray<string>
  ) => Effect.Effect<unknown, WorkflowJournal.JournalError | WorkflowJournal.TermEnded>
  /** Why a term ended, if the server had lost writes of it. */
  readonly setback: (epoch: number) => string | undefined
  /** On which channel processes tell each other. */
  readonly channel: string
  /** What this process calls itself there. */
  readonly self: string
}

const patience = Schedule.exponential("50 millis", 2).pipe(Schedule.union(Schedule.spaced("5 seconds")))

/** Waits for a server that is away, and says so once. */
export const waitedFor = <A>(work: Effect.Effect<A, Script.RedisError>): Effect.Effect<A, Script.RedisError> =>
  Effect.catchAll(work, (error) =>
    isDefinite(error)
      ? Effect.fail(error)
      : Effect.zipRight(
          Effect.logWarning(`the workflow journal's Redis is waited for: ${error.reason}`),
          Effect.retry(work, { schedule: patience, while: (again) => !isDefinite(again) })
        )
  )

/** The journal of this prefix, and the identity by which another in its place is told from it. */
export const make = (client: Redis | Cluster, prefix: string): Effect.Effect<Journal, Script.RedisError> =>
  Effect.gen(function* () {
    const root = tagged(prefix, "workflow", "journal")
    const answer = yield* waitedFor(Script.run(client, identify, [root], [randomUUID()]))
    const [identity, written] = yield* Option.match(Identity(answer), {
      onNone: () =>
        Effect.fail(new Script.RedisError({ reason: `what lies under ${root} is no journal of ours`, silent: false })),
      onSome: Effect.succeed
    })
    /** How many writes the server is known to hold. */
    let seen = written
    let setback: { readonly epoch: number; readonly reason: string } | undefined

    const failing = (operation: string) => (reason: string, retryable: boolean) =>
      new WorkflowJournal.JournalError({ operation, reason, retryable })

    const run = (
      operation: string,
      script: Script.Script,
      epoch: number | undefined,
      parameters: ReadonlyArray<string>
    ): Effect.Effect<unknown, WorkflowJournal.JournalError | WorkflowJournal.TermEnded> => {
      const fail = failing(operation)
      const all = [epoch === undefined ? "" : String(epoch), identity, String(seen), ...parameters]
      return Effect.flatMap(
        Effect.mapError(Script.run(client, script, [root], all), ({ reason }) =>
          fail(`Redis: ${reason}`, !hopeless.test(reason))
        ),
        (said): Effect.Effect<unknown, WorkflowJournal.JournalError | WorkflowJournal.TermEnded> => {
          const found = Option.getOrUndefined(Answer(said))
          if (found === undefined) return Effect.fail(fail("Redis gave an answer of an unknown form", false))
          switch (found[0]) {
            case "forgotten":
              return Effect.fail(
                fail(
                  `Redis has forgotten the journal under ${root}: it was flushed, or lost its memory. What was in it is gone; ` +
                    "restore it, or start this process anew to begin with an empty one",
                  false
                )
              )
            case "behind": {
              const lost = seen - found[1]
              const reason = `Redis has lost the last ${lost} writes to the journal, as after a fail-over; what they were about is done again`
              seen = found[1]
              setback = { epoch: epoch ?? 0, reason }
              return Effect.fail(new WorkflowJournal.TermEnded({ epoch: epoch ?? 0 }))
            }
            case "ended":
              return Effect.fail(new WorkflowJournal.TermEnded({ epoch: epoch ?? 0 }))
            case "ok":
              seen = Math.max(seen, found[1])
              return Effect.succeed(found[2])
          }
        }
      )
    }

    return {
      ask: (operation, script, parameters) =>
        run(operation, script, undefined, parameters).pipe(
          // nobody is fenced who asks without an epoch
          Effect.catchTag("TermEnded", Effect.die)
        ),
      fenced: run,
      setback: (epoch) => (setback?.epoch === epoch ? setback.reason : undefined),
      channel: `${root}:changes`,
      self: randomUUID()
    }
  })

/** Reads an answer, or says that it is of another release, or of another hand. */
export const decoded =
  <A>(operation: string, decode: (answer: unknown) => Option.Option<A>) =>
  (answer: unknown): Effect.Effect<A, WorkflowJournal.JournalError> =>
    Option.match(decode(answer), {
      onNone: () =>
        Effect.fail(
          new WorkflowJournal.JournalError({
            operation,
            reason: "what Redis holds is of an unknown form: it was written by another release, or by another hand",
            retryable: false
          })
        ),
      onSome: Effect.succeed
    })

/** Milliseconds that the server can add to its own time: three thousand years are for ever. */
export const lasting = (duration: Duration.Duration): string => String(Math.min(Duration.toMillis(duration), 1e14))
