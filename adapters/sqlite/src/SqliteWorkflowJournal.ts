/**
 * `WorkflowJournal` in tables of one SQLite file: `openfaith_workflow_execution` has a row for each execution, with its
 * status and what an operator should read; the steps, signals and timers of each are beside it.
 *
 * An append is one transaction of single statements, each prepared once: on a connection within the process, statements
 * are cheaper than it would be to gather them. Time is the database's.
 */
import * as SqlClient from "@effect/sql/SqlClient"
import type { SqlError } from "@effect/sql/SqlError"
import { type JournalEntry, WorkflowJournal } from "@openfaith/workflow-engine"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as EffectSchedule from "effect/Schedule"
import * as Stream from "effect/Stream"
import type { Ask } from "./internal/asking.ts"
import * as Entries from "./internal/entries.ts"
import * as Executions from "./internal/executions.ts"
import { transactions } from "./internal/journaling.ts"
import * as Schedule from "./internal/schedule.ts"
import * as Terms from "./internal/terms.ts"
import { SqliteOwner } from "./SqliteOwner.ts"

/** The fence of journal and time: read in the transaction that writes, under the database's write lock. */
const present =
  "SELECT epoch, timed_at AS timedAt, ahead, strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AS now FROM openfaith_owner"

interface Present {
  readonly epoch: number
  readonly timedAt: number
  readonly ahead: number
  readonly now: string
}

const keepTime = "UPDATE openfaith_owner SET timed_at = @timed, ahead = @ahead"

/** A clock that goes back within so many milliseconds of the last look delays a timer by no more than that. */
const exact = 1000

/** The time that timers go by, in milliseconds: it never goes back, whatever the clock does. */
const timing = (ask: Ask, { now, ...row }: Present): Effect.Effect<number, SqlError> => {
  const [latest, before, clock] = [Number(row.timedAt), Number(row.ahead), Date.parse(now)]
  const ahead = Math.max(before, latest - clock)
  const timed = clock + ahead
  return ahead === before && timed < latest + exact
    ? Effect.succeed(timed)
    : Effect.as(ask(keepTime, { timed, ahead }), timed)
}

/** How often those who wait for a term look which task queues they want. */
const looks = "1 second"

const nextTerm = "UPDATE openfaith_owner SET term = term + 1 WHERE epoch = @epoch RETURNING term"

/**
 * Half of a character that takes two has no UTF-8, and would come back as something else. What is compared later must be kept
 * as it is; payloads and exits are JSON, which escapes what is broken.
 */
const unstorable = (entries: ReadonlyArray<JournalEntry.JournalEntry>): string | undefined =>
  entries
    .flatMap((entry) => [
      entry.execution,
      ...("name" in entry ? [entry.name] : []),
      ...("workflow" in entry ? [entry.workflow, entry.parent ?? ""] : [])
    ])
    .find((text) => !text.isWellFormed())

const make = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const owner = yield* SqliteOwner
  const { epoch: ownership } = owner
  const terms = Terms.of(owner)
  const { asked, looking, reading, writing, writingAtOnce } = yield* transactions(sql)

  /** The moment of a transaction, if it may write at all. */
  const enter = (ask: Ask, fence: number | undefined): Effect.Effect<Present, SqlError | WorkflowJournal.TermEnded> =>
    Effect.flatMap(ask<Present>(present), ([row]): Effect.Effect<Present, WorkflowJournal.TermEnded> => {
      if (row === undefined) return Effect.dieMessage("openfaith_owner has lost its row; restore a backup")
      return fence === undefined || (terms.lasts(fence) && Number(row.epoch) === ownership)
        ? Effect.succeed(row)
        : Effect.fail(new WorkflowJournal.TermEnded({ epoch: fence }))
    })

  const enterTerm = writing("term", (ask) => ask<{ readonly term: number }>(nextTerm, { epoch: ownership })).pipe(
    Effect.flatMap(([row]) =>
      row === undefined
        ? Effect.fail(
            new WorkflowJournal.JournalError({
              operation: "term",
              reason: "another process owns this file now",
              retryable: false
            })
          )
        : Effect.succeed(Number(row.term))
    )
  )

  return WorkflowJournal.WorkflowJournal.of({
    append: (entries, fence) => {
      const broken = unstorable(entries)
      if (broken !== undefined) {
        return Effect.fail(
          new WorkflowJournal.JournalError({
            operation: "append",
            reason: `${JSON.stringify(broken)} is no well-formed text, and could not be found again`,
            retryable: false
          })
        )
      }
      const transaction = writing("append", (ask) =>
        Effect.gen(function* () {
          const here = yield* enter(ask, fence)
          // only a timer has to know
          const timed = entries.some(({ _tag }) => _tag === "Timer") ? yield* timing(ask, here) : 0
          return yield* Effect.forEach(entries, Entries.applying(ask, here.now, timed))
        })
      )
      const [only] = entries
      if (only?._tag !== "Step" || entries.length > 1 || fence === undefined) return transaction
      return Effect.flatMap(
        writingAtOnce("append", (ask) =>
          terms.lasts(fence) ? Entries.stepping(ask, only, ownership) : Effect.succeed(undefined)
        ),
        (receipts) => (receipts === undefined ? transaction : Effect.succeed(receipts))
      )
    },
    asked,
    histories: (executions) =>
      Effect.map(
        reading("histories", (ask) => Effect.forEach(executions, (id) => Executions.history(ask, id))),
        (found) => new Map(found.flatMap(Option.toArray).map((history) => [history.execution.id, history]))
      ),
    find: (execution) => looking("find", (ask) => Executions.find(ask, execution)),
    list: (query) => looking("list", (ask) => Executions.list(ask, query)),
    due: (limit, fence, taskQueues) =>
      writing("due", (ask) =>
        Effect.gen(function* () {
          const here = yield* enter(ask, fence)
          const timed = yield* timing(ask, here)
          return yield* Schedule.due(ask, { now: here.now, timed }, limit, terms.claim(fence, taskQueues))
        })
      ),
    purge: (olderThan, limit, which = "all") =>
      writing("purge", (ask) =>
        Effect.flatMap(enter(ask, undefined), ({ now }) => Schedule.purge(ask, now, { olderThan, limit, which }))
      ).pipe(
        Effect.catchTag("TermEnded", Effect.die), // nobody is fenced who has no epoch
        // whoever waits for the connection comes before the next batch
        Effect.tap(() => Effect.yieldNow())
      ),
    // the process owns the file: only its own terms can meet
    term: (taskQueues) =>
      Effect.uninterruptibleMask((restore) =>
        Effect.gen(function* () {
          while (true) {
            const wanted = yield* taskQueues
            if (wanted.some(terms.isFree)) {
              const epoch = yield* enterTerm
              // another may have been quicker while the database was asked
              if (wanted.some(terms.isFree)) {
                terms.claim(epoch, wanted)
                yield* Effect.addFinalizer(() => Effect.sync(() => terms.end(epoch)))
                return { epoch, lost: Effect.never }
              }
            }
            yield* restore(Effect.raceFirst(terms.freed, Effect.sleep(looks)))
          }
        })
      ),
    // nobody else writes, unless a host has two engines
    changes: Stream.unwrapScoped(
      Effect.as(
        terms.join,
        Stream.fromSchedule(EffectSchedule.spaced(looks)).pipe(Stream.filter(terms.areSeveral), Stream.as(undefined))
      )
    )
  })
})

/**
 * Keeps executions in tables of the host's SQLite client.
 *
 * A term is one of this process's: its epoch is the count of all terms in this file, and what is written under it is
 * refused once it is over, or another owner of the file has begun. Which task queues it holds is known to this process only,
 * which owns the file.
 *
 * @since 0.1.0
 * @category layers
 */
export const layer: Layer.Layer<WorkflowJournal.WorkflowJournal, never, SqlClient.SqlClient | SqliteOwner> =
  Layer.effect(WorkflowJournal.WorkflowJournal, Effect.orDie(make))
