/**
 * `WorkflowJournal` in tables of the host's own Postgres: `workflow_execution` says how each execution stands,
 * `workflow_step`, `workflow_signal` and `workflow_timer` what its body has come to, `workflow_owner` who executes.
 */
import { randomUUID } from "node:crypto"
import * as PgClient from "@effect/sql-pg/PgClient"
import { Execution, type JournalEntry, WorkflowJournal } from "@openfaith/workflow-engine"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Database from "./internal/database.ts"
import * as Entries from "./internal/entries.ts"
import * as Notices from "./internal/notices.ts"
import * as Queries from "./internal/queries.ts"
import { defaultSchema } from "./PgMigrations.ts"
import * as PgOwner from "./PgOwner.ts"

/**
 * @since 0.1.0
 * @category models
 */
export interface Options extends PgOwner.Options {
  /** The schema our tables are in; default `openfaith`. */
  readonly schema?: string | undefined
}

/**
 * The client's pool is too small for a process that executes: it would wait for itself.
 *
 * @since 0.1.0
 * @category errors
 */
export class PoolTooSmall extends Schema.TaggedError<PoolTooSmall>("@openfaith/adapter-postgres/PoolTooSmall")(
  "PoolTooSmall",
  { maxConnections: Schema.Int }
) {
  override get message() {
    return (
      `the client's pool has ${this.maxConnections} connection, and whoever executes workflows keeps one and writes by ` +
      'another: set maxConnections to 2 or more, or deathBy: "lease", which keeps none'
    )
  }
}

const ReceiptsText = Schema.parseJson(
  Schema.Array(
    Schema.Struct({
      applied: Schema.Boolean,
      standing: Schema.NullOr(
        Schema.Struct({ status: Execution.Status, exit: Schema.NullOr(Schema.String), interrupted: Schema.Boolean })
      ),
      woken: Schema.Array(Schema.Struct({ execution: Schema.String, more: Schema.Boolean }))
    })
  )
)

const DueText = Schema.parseJson(
  Schema.Struct({
    taskQueues: Schema.Array(Schema.String),
    executions: Schema.Array(Schema.String),
    next: Schema.NullOr(Schema.Number)
  })
)

const decodeReceipts = Schema.decodeUnknownOption(ReceiptsText)
const decodeDue = Schema.decodeUnknownOption(DueText)

const isStep = ({ _tag }: JournalEntry.JournalEntry) => _tag === "Step"

/** What becomes of a step nearly always, and so is not said of each: it is kept, and nobody asked for an end. */
const goesOn: JournalEntry.Receipt = {
  applied: true,
  standing: { status: "running", exit: null, interrupted: false },
  woken: []
}

/** More than this is no text that Postgres could hold, and would only cost its connection. */
const largest = 250_000_000

const make = ({ schema = defaultSchema, ...ownership }: Options) =>
  Effect.gen(function* () {
    const client = yield* PgClient.PgClient
    const { maxConnections } = client.config
    if (maxConnections !== undefined && maxConnections < 2 && ownership.deathBy !== "lease") {
      return yield* new PoolTooSmall({ maxConnections })
    }
    const database = Database.make(client)
    const self = randomUUID()
    const notices = yield* Notices.make(client, schema, self)
    const queries = Queries.make(schema)

    const failing =
      (operation: string) =>
      ({ reason, retryable }: Database.DatabaseError) =>
        new WorkflowJournal.JournalError({ operation, reason, retryable })

    const ask = (operation: string, statement: string | Database.Prepared, parameters: ReadonlyArray<unknown>) =>
      Effect.mapError(database.text(operation, statement, parameters), failing(operation))

    const read = <A>(operation: string, decode: (text: string) => Option.Option<A>, text: string | null) =>
      Effect.mapError(Database.decoded(decode)(text), failing(operation))

    /** Nothing is answered to who is not the owner. */
    const fenced = (
      operation: string,
      statement: Database.Prepared,
      epoch: number | undefined,
      parameters: ReadonlyArray<unknown>
    ) =>
      Effect.flatMap(ask(operation, statement, [epoch ?? null, ...parameters]), (text) =>
        text === null && epoch !== undefined
          ? Effect.fail(new WorkflowJournal.TermEnded({ epoch }))
          : Effect.succeed(text)
      )

    const goingOn = (entries: ReadonlyArray<JournalEntry.JournalEntry>, answer: string | null) =>
      answer === "" ? Effect.succeed(entries.map(() => goesOn)) : read("append", decodeReceipts, answer)

    /** What one text cannot hold, can never be written. */
    const written = (entries: ReadonlyArray<JournalEntry.JournalEntry>) =>
      Effect.try({
        try: () => Entries.toText(entries),
        catch: (cause) =>
          new WorkflowJournal.JournalError({ operation: "append", reason: String(cause), retryable: false })
      }).pipe(
        Effect.filterOrFail(
          (text) => text.length <= largest,
          (text) =>
            new WorkflowJournal.JournalError({
              operation: "append",
              reason: `${text.length} characters are more than Postgres holds in one text`,
              retryable: false
            })
        )
      )

    return WorkflowJournal.WorkflowJournal.of({
      // it writes on connections of its own, whatever the asking fiber has open
      asked: Effect.void,
      // no span of its own: it would cost more than all else here, and lie within that of the step
      append: Effect.fnUntraced(function* (entries, epoch) {
        const one = Entries.toParameters(entries)
        if (one !== undefined) return yield* goingOn(entries, yield* fenced("append", queries.step, epoch, one))
        const text = yield* written(entries)
        return entries.every(isStep)
          ? yield* goingOn(entries, yield* fenced("append", queries.steps, epoch, [text]))
          : yield* read("append", decodeReceipts, yield* fenced("append", queries.append, epoch, [text, self]))
      }),
      histories: Effect.fn("PgWorkflowJournal.histories")(function* (executions) {
        const texts = yield* Effect.mapError(
          database.texts("histories", queries.histories, [executions]),
          failing("histories")
        )
        const found = yield* Effect.forEach(texts, (text) => read("histories", Queries.decodeHistory, text))
        return new Map(
          found.map(({ children, execution, signals, steps }) => [
            execution.id,
            {
              execution,
              steps: new Map(steps.map(({ attempt, exit, name }) => [Execution.stepKey(name, attempt), exit])),
              signals: new Map(signals.map(({ exit, name }) => [name, exit])),
              children: new Map(children.map(({ id, ...child }) => [id, child]))
            }
          ])
        )
      }),
      find: Effect.fn("PgWorkflowJournal.find")(function* (execution) {
        const text = yield* ask("find", queries.find, [execution])
        return text === null ? Option.none() : Option.some(yield* read("find", Queries.decodeExecution, text))
      }),
      list: Effect.fn("PgWorkflowJournal.list")(function* (query) {
        const { parameters, statement } = queries.list(query)
        return yield* read("list", Queries.decodeExecutions, yield* ask("list", statement, parameters))
      }),
      due: Effect.fn("PgWorkflowJournal.due")(function* (limit, epoch, taskQueues) {
        const parameters = [limit, taskQueues]
        const { next, ...due } = yield* read("due", decodeDue, yield* fenced("due", queries.due, epoch, parameters))
        return { ...due, next: Option.map(Option.fromNullable(next), Duration.millis) }
      }),
      purge: Effect.fn("PgWorkflowJournal.purge")(function* (olderThan, limit, which = "all") {
        yield* ask("purge", queries.orphans, [Queries.lasting(olderThan)])
        return Number(yield* ask("purge", queries.purge, [Queries.lasting(olderThan), limit, which]))
      }),
      term: (taskQueues) =>
        Effect.mapError(
          Effect.tap(PgOwner.term(database, schema, ownership, notices.heard, taskQueues), ({ session }) =>
            database.keep(session)
          ),
          failing("term")
        ),
      changes: notices.changes
    })
  })

/**
 * Keeps executions in the host's own Postgres, in tables that `PgMigrations` makes.
 *
 * Uses at most two connections of the client's pool at a time, one more while it executes, and one beside the pool, to
 * hear of other processes' writes. A pool of one is refused; a pool of the host's own, which does not tell its size, fails
 * the term by name. What it does takes part in no transaction of the host's.
 *
 * @since 0.1.0
 * @category layers
 */
export const layer = (
  options: Options = {}
): Layer.Layer<WorkflowJournal.WorkflowJournal, PoolTooSmall, PgClient.PgClient> =>
  Layer.scoped(WorkflowJournal.WorkflowJournal, make(options))
