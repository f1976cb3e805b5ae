/** What every port needs of the host's client: answers as text, errors as values, and a modest share of its pool. */

import { TransactionConnection } from "@effect/sql/SqlClient"
import type { Connection } from "@effect/sql/SqlConnection"
import { SqlError } from "@effect/sql/SqlError"
import type { PgClient } from "@effect/sql-pg/PgClient"
import * as Cause from "effect/Cause"
import * as Context from "effect/Context"
import * as Data from "effect/Data"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as FiberId from "effect/FiberId"
import { globalValue } from "effect/GlobalValue"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Runtime from "effect/Runtime"
import * as Schedule from "effect/Schedule"
import * as Scope from "effect/Scope"

/** The database did not do what it was asked. */
export class DatabaseError extends Data.TaggedError("DatabaseError")<{
  readonly reason: string
  /** Whether the same may succeed later. */
  readonly retryable: boolean
}> {
  override get message() {
    return this.reason
  }
}

/** Statements of ours give one column of this name, which no client's renaming changes, and text, which none parses. */
type Row = { readonly answer: string | null }

/**
 * A statement whose plan is the same for ever, as is that of a function's call: a kept connection need not be told it twice.
 */
export interface Prepared {
  readonly name: string
  readonly text: string
}

type Asking<A> = (
  operation: string,
  statement: string | Prepared,
  parameters: ReadonlyArray<unknown>
) => Effect.Effect<A, DatabaseError>

/** Gives the first row's answer; nothing, if there is no row or the answer is null. */
export type Ask = Asking<string | null>

/** Asks within a transaction that has begun. */
export type AskWithin = (
  statement: string,
  parameters: ReadonlyArray<unknown>
) => Effect.Effect<string | null, SqlError>

export interface Database {
  readonly text: Ask
  /** Gives the answer of every row. */
  readonly texts: Asking<ReadonlyArray<string | null>>
  /**
   * Statements of ours, and of whoever else uses the host's client within, on one connection, as one transaction. All of it
   * is done again where another transaction crossed it.
   */
  readonly transaction: <A, E>(
    operation: string,
    work: (ask: AskWithin) => Effect.Effect<A, E | SqlError>
  ) => Effect.Effect<A, Exclude<E, SqlError> | DatabaseError>
  /**
   * Until the scope ends, one connection is kept between statements, and replaced when it is lost: to take one from the
   * pool costs as much again as to send a short statement. It is one of those that are used at a time anyhow. `prepares`: it
   * is one of the server's own, which remembers what was prepared on it.
   */
  readonly keep: (prepares: boolean) => Effect.Effect<void, never, Scope.Scope>
  /** One connection, taken from the pool for as long as the scope lasts. */
  readonly session: Effect.Effect<{ readonly text: Ask }, DatabaseError, Scope.Scope>
}

/** How many of the pool's connections are used at a time, by all ports together, besides a session. */
const share = 3

const shares = globalValue("@openfaith/adapter-postgres/shares", () => new WeakMap<PgClient, Effect.Semaphore>())

const shareOf = (client: PgClient): Effect.Semaphore => {
  const known = shares.get(client) ?? Effect.unsafeMakeSemaphore(share)
  shares.set(client, known)
  return known
}

/** Pools of fewer have none that could be kept: a session, and all others for whoever is next. */
const roomy = 5

/** Past this, whoever should answer is taken for gone. */
const patience = Duration.seconds(30)

/** The database's own error, below the layers it was wrapped in. */
const innermost = (error: unknown): unknown => {
  let inner = error
  while (Predicate.hasProperty(inner, "cause") && inner.cause instanceof Error) inner = inner.cause
  return inner
}

/** SQLSTATE, where the server spoke at all. */
export const codeOf = (error: unknown): string => {
  const inner = innermost(error)
  return Predicate.hasProperty(inner, "code") && typeof inner.code === "string" ? inner.code : ""
}

/** What the server said as it refused a statement; nothing, where it did not speak. */
export const refusalOf = (
  error: unknown
): { readonly code: string; readonly issue: string; readonly routine: string } | undefined => {
  const inner = innermost(error)
  if (!(inner instanceof Error) || !Predicate.hasProperty(inner, "severity")) return undefined
  const routine = Predicate.hasProperty(inner, "routine") && typeof inner.routine === "string" ? inner.routine : ""
  return { code: codeOf(error), issue: inner.message, routine }
}

/** Classes that tell of the data, not of the hour: what is malformed, forbidden by a constraint, or too large. */
const neverFits = /^(22|23|54)/

/** Tables or indices whose pages do not make sense: `data_corrupted`, `index_corrupted`. */
const damaged = /^XX00[12]/

/** The innermost sentence; a host of several addresses fails with one for each, and none of its own. */
export const reasonOf = (error: unknown): string => {
  const inner = innermost(error)
  if (inner instanceof AggregateError && inner.message === "") {
    return Array.from(new Set(inner.errors.map(reasonOf))).join(", ")
  }
  return inner instanceof Error && inner.message !== "" ? inner.message : String(inner)
}

const failed = (error: unknown) => {
  const code = codeOf(error)
  const reason = reasonOf(error)
  return damaged.test(code)
    ? new DatabaseError({
        reason: `${reason} (${code}): the database is damaged: stop this process, and REINDEX or restore a backup`,
        retryable: false
      })
    : new DatabaseError({ reason, retryable: !neverFits.test(code) })
}

const silent = (operation: string) =>
  new DatabaseError({
    reason: `no answer to ${operation} within ${Duration.format(patience)}`,
    retryable: true
  })

/** Deadlocks and serialization failures: the statement was undone, and may well succeed at once. */
const isCrossed = (error: unknown) => error instanceof SqlError && /^40(001|P01)$/.test(codeOf(error))

const again = Schedule.exponential("10 millis", 3).pipe(Schedule.jittered, Schedule.intersect(Schedule.recurs(4)))

/** How long a statement that nobody waits for any more may take to its end, in milliseconds; then it is cancelled. */
const grace = 2000

/**
 * Lets a statement come to its end. One that is interrupted is still executing when its connection goes to the next, who
 * would then ask a busy client, which the driver is going to forbid.
 */
const outlived = <A, E>(fiber: Fiber.RuntimeFiber<A, E>): Effect.Effect<void> =>
  Effect.async<boolean>((resume) => {
    const timer = setTimeout(() => resume(Effect.succeed(false)), grace)
    fiber.addObserver(() => {
      clearTimeout(timer)
      resume(Effect.succeed(true))
    })
  }).pipe(Effect.flatMap((ended) => (ended ? Effect.void : Effect.asVoid(Fiber.interrupt(fiber)))))

/** As `Effect.timeoutFail`, for work that is mostly short: one fiber and no clock, where that takes four fibers. */
const inTime = <A, E>(
  operation: string,
  work: Effect.Effect<A, E | DatabaseError>,
  isStatement: boolean
): Effect.Effect<A, E | DatabaseError> =>
  Effect.flatMap(Effect.runtime(), (runtime) =>
    Effect.async<A, E | DatabaseError>((resume) => {
      const fiber = Runtime.runFork(runtime)(work)
      const timer = setTimeout(() => {
        resume(Effect.fail(silent(operation)))
        fiber.unsafeInterruptAsFork(FiberId.none)
      }, Duration.toMillis(patience))
      fiber.addObserver((exit) => {
        clearTimeout(timer)
        resume(exit)
      })
      return Effect.zipRight(
        Effect.sync(() => clearTimeout(timer)),
        isStatement ? outlived(fiber) : Fiber.interrupt(fiber)
      )
    })
  )

export const isSqlError = (error: unknown): error is SqlError => error instanceof SqlError

/** Whatever the SQL layer fails or dies with, as a value. */
const settled = <A, E = never>(
  operation: string,
  work: Effect.Effect<A, E | SqlError>,
  /** Whether it is one statement, and not also code of the host's, which may never end. */
  isStatement = true
): Effect.Effect<A, Exclude<E, SqlError> | DatabaseError> =>
  inTime(
    operation,
    Effect.catchAllCause(
      // a schedule costs something even where nothing fails
      Effect.catchIf(work, isCrossed, () => Effect.retry(work, { while: isCrossed, schedule: again })),
      (cause): Effect.Effect<never, Exclude<E, SqlError> | DatabaseError> => {
        if (Cause.isInterruptedOnly(cause)) return Effect.interrupt
        const failure = Cause.failureOption(cause)
        return Option.isSome(failure) && !isSqlError(failure.value)
          ? Effect.fail(failure.value as Exclude<E, SqlError>) // as it is no SqlError
          : Effect.fail(failed(Cause.squash(cause)))
      }
    ),
    isStatement
  )

/** A host's open transaction is neither used nor waited for. */
const apart: <A, E>(work: Effect.Effect<A, E>) => Effect.Effect<A, E> = Effect.mapInputContext(
  (context: Context.Context<never>) => Context.omit(TransactionConnection)(context)
)

/**
 * Ends within the limit whatever becomes of the work, even where interruption does not reach: what is still under way by
 * then is left to itself.
 */
export const bounded = <A, E>(
  work: Effect.Effect<A, E>,
  limit: Duration.Duration
): Effect.Effect<A, E | DatabaseError> =>
  Effect.disconnect(work).pipe(
    Effect.timeoutFail({
      duration: limit,
      onTimeout: () => new DatabaseError({ reason: `no answer within ${Duration.format(limit)}`, retryable: true })
    }),
    Effect.interruptible,
    Effect.forkDaemon,
    Effect.flatMap(Fiber.join)
  )

const answer = (rows: ReadonlyArray<Row>) => rows[0]?.answer ?? null

/** As `sql.reserve`, but what is granted to somebody who no longer waits goes back to the pool. */
const reserve = (client: PgClient): Effect.Effect<Connection, SqlError, Scope.Scope> =>
  Effect.gen(function* () {
    const own = yield* Scope.make()
    const giveBack = Scope.close(own, Exit.void)
    return yield* Effect.uninterruptibleMask((restore) =>
      Effect.gen(function* () {
        const asked = yield* Effect.forkDaemon(Scope.extend(client.reserve, own))
        const connection = yield* Effect.onInterrupt(restore(Fiber.join(asked)), () =>
          Effect.forkDaemon(Effect.zipRight(Fiber.await(asked), giveBack))
        )
        yield* Effect.addFinalizer(() => giveBack)
        return connection
      })
    )
  })

const textOf = (statement: string | Prepared) => (typeof statement === "string" ? statement : statement.text)

/** The client hands over to the driver whatever it is given, and the driver takes names: a new object each time. */
const prepared = (statement: string | Prepared) =>
  typeof statement === "string" ? statement : ({ ...statement } as unknown as string)

/** Whether it was the server that refused: if not, a statement may still be under way, or the connection be dead. */
const isHeard = (cause: Cause.Cause<SqlError>) =>
  Option.exists(Cause.failureOption(cause), (error) => /^(?!08|57P)./.test(codeOf(error)))

/** It knows nothing of what was prepared, or of what was not: one statement was not where the last one was. */
const isForgetful = (error: unknown) => error instanceof SqlError && /^(26000|42P05)$/.test(codeOf(error))

/** A connection between statements. */
interface Kept {
  readonly connection: Connection
  readonly close: Effect.Effect<void>
  busy: boolean
}

export const make = (client: PgClient): Database => {
  const permits = shareOf(client)
  const isRoomy = (client.config.maxConnections ?? roomy) >= roomy
  let keeping = 0
  let preparing = false
  let opening = false
  let kept: Kept | undefined

  const permit = Effect.uninterruptibleMask((restore) =>
    Effect.zipRight(
      restore(permits.take(1)),
      Effect.addFinalizer(() => permits.release(1))
    )
  )

  const open = Effect.flatMap(Scope.make(), (scope) => {
    const close = Scope.close(scope, Exit.void)
    return Effect.gen(function* () {
      yield* Scope.extend(permit, scope)
      const connection = yield* Scope.extend(reserve(client), scope)
      // a pool of the host's own does not tell its size; if that was its last connection, nobody must keep it
      const other = Effect.scoped(Effect.zipRight(permit, reserve(client)))
      const another = yield* Effect.option(bounded(other, Duration.seconds(1)))
      if (keeping === 0 || Option.isNone(another)) return yield* close
      kept = { connection, close, busy: false }
    }).pipe(Effect.onError(() => close))
  }).pipe(
    (opened) => bounded(opened, patience),
    Effect.ignore,
    Effect.ensuring(
      Effect.sync(() => {
        opening = false
      })
    )
  )

  const drop = Effect.suspend(() => {
    const dropped = kept
    kept = undefined
    return dropped === undefined ? Effect.void : dropped.close
  })

  /** Opens one beside what is under way, for the next statements. */
  const reopen = Effect.suspend(() => {
    if (keeping === 0 || opening || kept !== undefined) return Effect.void
    opening = true
    return Effect.forkDaemon(open)
  })

  const byKept = (line: Kept, statement: string | Prepared, parameters: ReadonlyArray<unknown>) => {
    line.busy = true
    const text = preparing ? prepared(statement) : textOf(statement)
    // rows of ours, which the client has no type for
    const rows: Effect.Effect<ReadonlyArray<Row>, SqlError> = line.connection.execute(text, parameters, undefined)
    return Effect.onExit(rows, (exit) => {
      line.busy = false
      return Exit.isSuccess(exit) || line !== kept || isHeard(exit.cause) ? Effect.void : drop
    }).pipe(
      Effect.catchIf(isForgetful, () => {
        // nothing was done; what is behind a pooler after all is told everything each time
        preparing = false
        return Effect.zipRight(drop, byPool(statement, parameters))
      })
    )
  }

  const byPool = (statement: string | Prepared, parameters: ReadonlyArray<unknown>) =>
    Effect.zipRight(
      reopen,
      permits.withPermits(1)(apart(client.unsafe<Row>(textOf(statement), parameters).withoutTransform))
    )

  const rows = (statement: string | Prepared, parameters: ReadonlyArray<unknown>) =>
    Effect.suspend(() =>
      kept === undefined || kept.busy ? byPool(statement, parameters) : byKept(kept, statement, parameters)
    )

  return {
    text: (operation, statement, parameters) => settled(operation, Effect.map(rows(statement, parameters), answer)),
    texts: (operation, statement, parameters) =>
      settled(
        operation,
        Effect.map(rows(statement, parameters), (found) => found.map((row) => row.answer))
      ),
    transaction: (operation, work) =>
      settled(
        operation,
        Effect.zipRight(
          reopen,
          permits.withPermits(1)(
            apart(
              client.withTransaction(
                work((statement, parameters) =>
                  // what undoes the transaction comes when this has ended
                  Effect.uninterruptible(Effect.map(client.unsafe<Row>(statement, parameters).withoutTransform, answer))
                )
              )
            )
          )
        ),
        false
      ),
    keep: (prepares) =>
      Effect.acquireRelease(
        Effect.suspend(() => {
          if (!isRoomy) return Effect.void
          preparing = prepares
          keeping++
          return reopen
        }),
        () =>
          Effect.suspend(() => {
            if (!isRoomy || --keeping > 0) return Effect.void
            return drop
          })
      ),
    session: Effect.gen(function* () {
      const scope = yield* Effect.scope
      const connection = yield* settled("reserve a connection", Scope.extend(reserve(client), scope))
      // who gives something back may not wait for who still asks: one after another
      const turn = yield* Effect.makeSemaphore(1)
      return {
        text: (operation: string, statement: string | Prepared, parameters: ReadonlyArray<unknown>) =>
          turn.withPermits(1)(
            settled(operation, Effect.map(connection.execute(textOf(statement), parameters, undefined), answer))
          )
      }
    })
  }
}

/** A decoded answer, or the complaint that it has another form than this release gives it. */
export const decoded =
  <A>(decode: (text: string) => Option.Option<A>) =>
  (text: string | null): Effect.Effect<A, DatabaseError> =>
    Option.match(text === null ? Option.none() : decode(text), {
      onNone: () =>
        Effect.fail(new DatabaseError({ reason: "the database gave an answer of an unknown form", retryable: false })),
      onSome: Effect.succeed
    })
