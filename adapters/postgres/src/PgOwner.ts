/**
 * One process executes what is in a task queue, all others stand by, and take over when it is gone.
 *
 * A row for each process says who executes what: its epoch is the fence that every write of a term carries. The owner renews
 * a lease on it, and holds an advisory lock on a connection of its own. A standby takes over when the owner has given up the
 * row, when the server no longer knows the owner's connection to hold the lock (its process is dead), or when the lease has
 * run out (its process is frozen, or cut off): it deletes the row, and all its task queues are free.
 */
import { hostname } from "node:os"
import * as Clock from "effect/Clock"
import * as Deferred from "effect/Deferred"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Scope from "effect/Scope"
import { type Ask, bounded, type Database, DatabaseError, decoded } from "./internal/database.ts"
import { holdsLock, isGone } from "./internal/functions.ts"
import { channel, literal, lockKeys, quoted } from "./internal/names.ts"
import type { Notice } from "./internal/notices.ts"

/**
 * @since 0.1.0
 * @category models
 */
export interface Options {
  /** For how long an owner that is not heard of keeps its right; default 15 seconds. */
  readonly lease?: Duration.DurationInput | undefined
  /** How often the owner renews it; default a third of it. */
  readonly renew?: Duration.DurationInput | undefined
  /** How often all look who the owner is; default one second. */
  readonly look?: Duration.DurationInput | undefined
  /**
   * By what a dead owner is recognised. `session`, the default: by the loss of a connection that it keeps for as long as it
   * is the owner, within a second or so. `lease`: only by its lease, and no connection is kept; the one that works through a
   * pooler in transaction mode, where a session says nothing about a process. There, `session` comes to the same,
   * with a warning.
   */
  readonly deathBy?: "session" | "lease" | undefined
}

/**
 * The right to execute.
 *
 * @since 0.1.0
 * @category models
 */
export interface Term {
  readonly epoch: number
  /** Whether this process has connections of the server's own, and not those of a pooler. */
  readonly session: boolean
  /** Ends, with the reason, when the right is lost. */
  readonly lost: Effect.Effect<string>
}

const Successor = Schema.decodeUnknownOption(
  Schema.parseJson(Schema.Struct({ epoch: Schema.Int, holder: Schema.String }))
)

const Held = Schema.decodeUnknownOption(Schema.parseJson(Schema.Struct({ epoch: Schema.Int, session: Schema.Boolean })))

const statements = (schema: string) => {
  const of = quoted(schema)
  const owner = `${of}.workflow_owner`
  const [high, low] = lockKeys(schema).owner
  // a pooler may have given this statement another backend than the one that took the lock
  const session = `CASE WHEN ${holdsLock(schema, "pg_backend_pid()")} THEN pg_backend_pid() END`
  const held = "json_build_object('epoch', o.epoch, 'session', o.backend_pid IS NOT NULL)::text AS answer"
  const tell = (what: Notice) => `pg_notify(${literal(channel(schema))}, ${literal(what)})::text`
  return {
    look: `SELECT (EXISTS (
        SELECT FROM unnest($1::text[]) w WHERE NOT EXISTS (
          SELECT FROM ${owner} o WHERE w = ANY (o.task_queues) AND NOT ${isGone(schema)}
        )
      ))::text AS answer`,
    // shared: that of an owner who is frozen must not stand in the way of the next
    lock: `SELECT pg_try_advisory_lock_shared(${high}, ${low})::text AS answer`,
    unlock: `SELECT pg_advisory_unlock_shared(${high}, ${low})::text AS answer`,
    take: `SELECT ${of}.workflow_take($1::text[], $2::float8, $3::text) AS answer`,
    renew: `UPDATE ${owner} o SET
        lease_until = clock_timestamp() + $2::float8 * interval '1 millisecond', backend_pid = ${session}
      WHERE o.epoch = $1::bigint RETURNING ${held}, ${tell("alive")} AS told`,
    remains: `SELECT ${held} FROM ${owner} o WHERE o.epoch = $1::bigint`,
    successor: `SELECT json_build_object('epoch', o.epoch, 'holder', o.holder)::text AS answer
      FROM ${owner} o WHERE o.epoch > $1::bigint ORDER BY o.epoch DESC LIMIT 1`,
    release: `UPDATE ${owner} o SET lease_until = NULL, backend_pid = NULL WHERE o.epoch = $1::bigint
      RETURNING ${tell("released")} AS answer`
  }
}

/** Where a term's own statements go: to a connection of its own, or to the pool. */
interface Line {
  readonly text: Ask
  readonly close: Effect.Effect<void>
}

interface Taken {
  readonly epoch: number
  readonly session: boolean
  /** When the lease was asked for. */
  readonly at: number
  /** Nothing while a lost connection has not been replaced. */
  line: Line | undefined
}

/** How long a statement of ownership may take; what takes longer is gone. */
const patience = Duration.seconds(5)

/** How long the end of a term waits for a database that may be gone. */
const farewell = Duration.seconds(2)

/**
 * Waits for the right to execute any of some task queues; it ends with the scope, so that another process can take over at
 * once. `heard` ends when something may have changed.
 *
 * @since 0.1.0
 * @category constructors
 */
export const term = (
  database: Database,
  schema: string,
  { deathBy = "session", lease = "15 seconds", look = "1 second", renew }: Options,
  heard: Effect.Effect<void>,
  taskQueues: Effect.Effect<ReadonlyArray<string>>
): Effect.Effect<Term, DatabaseError, Scope.Scope> => {
  const sql = statements(schema)
  const leased = Duration.toMillis(lease)
  const renewed = renew === undefined ? leased / 3 : Duration.toMillis(renew)
  const holder = `process ${process.pid} on ${hostname()}`
  // whether this process is cut off is not for the clock to tell that others judge by
  const monotonic = Effect.map(Clock.currentTimeNanos, (nanos) => Number(nanos) / 1_000_000)

  const byPool: Line = {
    text: (operation, statement, parameters) => bounded(database.text(operation, statement, parameters), patience),
    close: Effect.void
  }

  const bySession: Effect.Effect<Line, DatabaseError> = Effect.gen(function* () {
    const scope = yield* Scope.make()
    const closing = Scope.close(scope, Exit.void)
    return yield* Effect.gen(function* () {
      const session = yield* Scope.extend(database.session, scope)
      const text: Ask = (operation, statement, parameters) =>
        bounded(session.text(operation, statement, parameters), patience)
      // work is done on others than this: where there are none, all of it would wait for ever
      yield* Effect.mapError(
        bounded(database.text("look for a second connection", "SELECT NULL::text AS answer", []), Duration.seconds(3)),
        ({ reason }) =>
          new DatabaseError({
            reason: `the pool gave no second connection beside the one that whoever executes keeps; it needs at least 2 (${reason})`,
            retryable: true
          })
      )
      yield* text("lock", sql.lock, [])
      // the connection goes back to the pool, where nobody is to hold the lock by it
      const unlocking = Effect.ignore(bounded(session.text("unlock", sql.unlock, []), farewell))
      return { text, close: Effect.ensuring(unlocking, closing) }
    }).pipe(Effect.onError(() => closing))
  })

  const open = deathBy === "lease" ? Effect.succeed(byPool) : bounded(bySession, patience)

  const warnOfPooler = Effect.logWarning(
    "the connection of whoever executes workflows does not keep its session, as if it went through a pooler in " +
      'transaction mode: a dead process is recognised by its lease only. Say so with deathBy: "lease"'
  )

  const giveBack = ({ epoch, line }: Taken) =>
    Effect.zipRight(
      Effect.ignore(bounded((line ?? database).text("release", sql.release, [epoch]), farewell)),
      line?.close ?? Effect.void
    )

  /** Nothing, if another was quicker. What is taken is given back with the scope. */
  const take = (wanted: ReadonlyArray<string>): Effect.Effect<Option.Option<Taken>, DatabaseError, Scope.Scope> =>
    Effect.flatMap(open, (line) =>
      Effect.gen(function* () {
        const at = yield* monotonic
        const answer = yield* line.text("term", sql.take, [wanted, leased, holder])
        if (answer === null) {
          yield* line.close
          return Option.none()
        }
        const held = yield* decoded(Held)(answer)
        if (deathBy === "session" && !held.session) yield* warnOfPooler
        const taken: Taken = { line, epoch: held.epoch, session: held.session, at }
        yield* Effect.addFinalizer(() => giveBack(taken))
        return Option.some(taken)
      }).pipe(Effect.onError(() => line.close))
    )

  const acquire = Effect.gen(function* () {
    while (true) {
      const wanted = yield* taskQueues
      if ((yield* database.text("term", sql.look, [wanted])) === "true") {
        const taken = yield* Effect.uninterruptible(take(wanted))
        if (Option.isSome(taken)) return taken.value
      }
      yield* Effect.raceFirst(heard, Effect.sleep(look))
    }
  })

  const successorOf = ({ epoch }: Taken) =>
    database.text("term", sql.successor, [epoch]).pipe(
      Effect.flatMap(decoded(Successor)),
      Effect.map((next) => `${next.holder} has taken over, in term ${next.epoch}`),
      Effect.orElseSucceed(() => "another process has taken over")
    )

  /** Whether the row still says so; nothing, if it does not answer. */
  const ask = (taken: Taken, renewing: boolean) =>
    Effect.gen(function* () {
      if (taken.line === undefined) {
        taken.line = yield* Effect.uninterruptible(open)
      }
      const answer = yield* renewing
        ? taken.line.text("renew", sql.renew, [taken.epoch, leased])
        : taken.line.text("renew", sql.remains, [taken.epoch])
      return answer === null ? Option.none() : Option.some(yield* decoded(Held)(answer))
    })

  /** Another connection may answer where this one does not. */
  const drop = (taken: Taken) =>
    Effect.suspend(() => {
      const { line } = taken
      taken.line = undefined
      return line === undefined ? Effect.void : Effect.asVoid(Effect.forkDaemon(line.close))
    })

  /** Renews the lease, and ends with the reason when that is no longer possible. */
  const keep = (taken: Taken) =>
    Effect.gen(function* () {
      let { at } = taken
      let warned = false
      while (true) {
        yield* Effect.sleep(Math.min(Duration.toMillis(look), renewed))
        const now = yield* monotonic
        const left = at + leased * 0.9 - now
        if (left <= 0) return "its lease could not be renewed in time"
        const renewing = taken.line === undefined || now >= at + renewed
        const answer = yield* Effect.option(Effect.timeout(ask(taken, renewing), left))
        if (Option.isNone(answer)) yield* drop(taken)
        else if (Option.isNone(answer.value)) return yield* successorOf(taken)
        else {
          if (renewing) at = now
          if (deathBy === "session" && !answer.value.value.session && !warned) yield* warnOfPooler
          warned = !answer.value.value.session
        }
      }
    })

  return Effect.gen(function* () {
    const taken = yield* acquire
    const lost = yield* Deferred.make<string>()
    yield* Effect.forkScoped(Effect.flatMap(keep(taken), (reason) => Deferred.succeed(lost, reason)))
    return { epoch: taken.epoch, session: taken.session, lost: Deferred.await(lost) }
  })
}
