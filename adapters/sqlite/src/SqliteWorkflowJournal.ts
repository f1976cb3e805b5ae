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
import * as Stream from "effect/Stream"
import type { Ask } from "./internal/asking.ts"
import * as Entries from "./internal/entries.ts"
import * as Executions from "./internal/executions.ts"
import { transactions } from "./internal/journaling.ts"
import * as Schedule from "./internal/schedule.ts"
import { SqliteOwner } from "./SqliteOwner.ts"

/** The fence of journal and time: read in the transaction that writes, under the database's write lock. */
const present = "SELECT epoch, term, strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AS now FROM openfaith_owner"

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
  const { epoch: ownership } = yield* SqliteOwner
  const { asked, looking, reading, writing, writingAtOnce } = yield* transactions(sql)
  const permit = yield* Effect.makeSemaphore(1)
  /** The epoch of the term that lasts; one that was given back has no successor in the database yet. */
  let lasting: number | undefined

  /** The moment of a transaction, if it may write at all. */
  const enter = (ask: Ask, fence: number | undefined): Effect.Effect<string, SqlError | WorkflowJournal.TermEnded> =>
    Effect.flatMap(
      ask<{ readonly epoch: number; readonly term: number; readonly now: string }>(present),
      ([row]): Effect.Effect<string, WorkflowJournal.TermEnded> => {
        if (row === undefined) return Effect.dieMessage("openfaith_owner has lost its row; restore a backup")
        const lasts = fence === lasting && Number(row.epoch) === ownership && Number(row.term) === fence
        return fence === undefined || lasts
          ? Effect.succeed(row.now)
          : Effect.fail(new WorkflowJournal.TermEnded({ epoch: fence }))
      }
    )

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
        : Effect.sync(() => {
            lasting = Number(row.term)
            return { epoch: lasting, lost: Effect.never }
          })
    )
  )

  const endTerm = Effect.suspend(() => {
    lasting = undefined
    return permit.release(1)
  })

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
        Effect.flatMap(enter(ask, fence), (now) => Effect.forEach(entries, Entries.applying(ask, now)))
      )
      const [only] = entries
      if (only?._tag !== "Step" || entries.length > 1 || fence === undefined || fence !== lasting) return transaction
      return Effect.flatMap(
        writingAtOnce("append", (ask) => Entries.stepping(ask, only, ownership, fence)),
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
    due: (limit, fence) =>
      writing("due", (ask) => Effect.flatMap(enter(ask, fence), (now) => Schedule.due(ask, now, limit))),
    purge: (olderThan, limit, which = "all") =>
      writing("purge", (ask) =>
        Effect.flatMap(enter(ask, undefined), (now) => Schedule.purge(ask, now, { olderThan, limit, which }))
      ).pipe(
        Effect.catchTag("TermEnded", Effect.die), // nobody is fenced who has no epoch
        // whoever waits for the connection comes before the next batch
        Effect.tap(() => Effect.yieldNow())
      ),
    // the process owns the file: only its own terms can meet
    term: Effect.uninterruptibleMask((restore) =>
      restore(permit.take(1)).pipe(Effect.zipRight(Effect.addFinalizer(() => endTerm)), Effect.zipRight(enterTerm))
    ),
    // and nobody else writes
    changes: Stream.never
  })
})

/**
 * Keeps executions in tables of the host's SQLite client.
 *
 * A term is one of this process's: its epoch is the count of all terms in this file, and what is written under it is
 * refused once it is over, or another owner of the file has begun.
 *
 * @since 0.1.0
 * @category layers
 */
export const layer: Layer.Layer<WorkflowJournal.WorkflowJournal, never, SqlClient.SqlClient | SqliteOwner> =
  Layer.effect(WorkflowJournal.WorkflowJournal, Effect.orDie(make))
