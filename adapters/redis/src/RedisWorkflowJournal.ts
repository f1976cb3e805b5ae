/**
 * `WorkflowJournal` in Redis: a hash for each execution, for its steps and its signals, and sorted sets of what is running,
 * due and ended. Every write is one script, which compares the epoch of whoever executes; time is the server's.
 *
 * A journal is data, and the only copy. It is kept only by a server that has written to disk whatever it has answered:
 * `appendonly yes` with `appendfsync always`. Any other is refused, unless the host insists.
 */
import { type Execution, WorkflowJournal } from "@openfaith/workflow-engine"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { worries } from "./internal/durability.ts"
import * as Journal from "./internal/journal.ts"
import * as Entries from "./internal/journalEntries.ts"
import * as Reads from "./internal/journalReads.ts"
import * as Scripts from "./internal/journalScripts.ts"
import { defaultPrefix } from "./internal/names.ts"
import * as Notices from "./internal/notices.ts"
import type * as Script from "./internal/script.ts"
import { RedisClient } from "./RedisClient.ts"
import * as RedisOwner from "./RedisOwner.ts"

/**
 * @since 0.1.0
 * @category models
 */
export interface Options extends RedisOwner.Options {
  /** What all our keys begin with; default `openfaith`. */
  readonly prefix?: string | undefined
  /**
   * What is done with a server that may lose what it has answered, or does not say: `refuse`, the default; or `accept`, and
   * `JournalEngine.status` says what may be lost.
   */
  readonly whenForgetful?: "refuse" | "accept" | undefined
}

/**
 * The server may lose what it has answered, and the host did not insist.
 *
 * @since 0.1.0
 * @category errors
 */
export class RedisForgetful extends Schema.TaggedError<RedisForgetful>("@openfaith/adapter-redis/RedisForgetful")(
  "RedisForgetful",
  { worries: Schema.Array(Schema.String) }
) {
  override get message() {
    return (
      `this Redis may lose workflows: ${this.worries.join("; ")}. Set appendonly yes and appendfsync always, keep the journal ` +
      'elsewhere, or insist with whenForgetful: "accept"'
    )
  }
}

/**
 * The server has answered, and not as a Redis of ours does: no access, or other things under our names.
 *
 * @since 0.1.0
 * @category errors
 */
export class RedisUnusable extends Schema.TaggedError<RedisUnusable>("@openfaith/adapter-redis/RedisUnusable")(
  "RedisUnusable",
  { reason: Schema.String }
) {
  override get message() {
    return `no workflow journal can be kept in this Redis: ${this.reason}`
  }
}

/**
 * Why a journal does not begin.
 *
 * @since 0.1.0
 * @category models
 */
export type Failure = RedisForgetful | RedisUnusable

/** More than this would only cost the connection. */
const largest = 250_000_000

const newest = "+inf"

const make = ({ prefix = defaultPrefix, whenForgetful = "refuse", ...ownership }: Options) =>
  Effect.gen(function* () {
    const client = yield* RedisClient
    const unusable = ({ reason }: Script.RedisError) => new RedisUnusable({ reason })

    let known = yield* Effect.mapError(Journal.waitedFor(worries(client)), unusable)
    if (known.length > 0) {
      const error = new RedisForgetful({ worries: known })
      if (whenForgetful === "refuse") return yield* error
      yield* Effect.logWarning(`workflows are kept in a Redis that may lose them: ${known.join("; ")}`)
    }
    const journal = yield* Effect.mapError(Journal.make(client, prefix), unusable)
    const notices = yield* Notices.make(client, journal)

    /**
     * A server may be replaced, or be told otherwise, while we use it. One that does not answer just now says nothing new:
     * of a cluster, it may be another than ours.
     */
    const fit = Effect.option(Effect.timeout(worries(client), "1 second")).pipe(
      Effect.flatMap((now) => {
        known = Option.getOrElse(now, () => known)
        return known.length === 0 || whenForgetful === "accept"
          ? Effect.void
          : Effect.fail(
              new WorkflowJournal.JournalError({
                operation: "term",
                reason: new RedisForgetful({ worries: known }).message,
                retryable: false
              })
            )
      })
    )

    const ask = <A>(
      operation: string,
      script: Script.Script,
      parameters: ReadonlyArray<string>,
      decode: (answer: unknown) => Option.Option<A>
    ) => Effect.flatMap(journal.ask(operation, script, parameters), Journal.decoded(operation, decode))

    const write = (script: Script.Script, parameters: ReadonlyArray<string>, epoch: number | undefined) =>
      epoch === undefined
        ? journal.ask("append", script, parameters)
        : journal.fenced("append", script, epoch, parameters)

    const refused = (reason: string) =>
      new WorkflowJournal.JournalError({ operation: "append", reason, retryable: false })

    return WorkflowJournal.WorkflowJournal.of({
      // it writes on a connection that holds no transaction of the host's
      asked: Effect.void,
      worries: Effect.sync(() => known),
      // no span of its own: it would cost more than all else here, and lie within that of the step
      append: Effect.fnUntraced(function* (entries, epoch) {
        const broken = Entries.unstorable(entries)
        if (broken !== undefined) {
          return yield* refused(`${JSON.stringify(broken)} has half of a character, which Redis would keep as another`)
        }
        const steps = Entries.fromSteps(entries)
        const parameters = steps ?? Entries.fromEntries(entries)
        const size = parameters.reduce((sum, { length }) => sum + length, 0)
        if (size > largest) return yield* refused(`${size} characters are more than Redis takes at once`)
        const answer = yield* steps === undefined
          ? write(Scripts.append, [journal.channel, journal.self, ...parameters], epoch)
          : write(Scripts.steps, steps, epoch)
        return answer === undefined
          ? entries.map(() => Entries.goesOn)
          : yield* Journal.decoded("append", Entries.toReceipts)(answer)
      }),
      // sent together, answered one by one
      histories: Effect.fn("RedisWorkflowJournal.histories")((executions) =>
        Effect.map(
          Effect.forEach(executions, (id) => ask("histories", Reads.history, [id], Entries.toHistory(id)), {
            concurrency: "unbounded"
          }),
          (found) => new Map(found.flatMap(Option.toArray).map((history) => [history.execution.id, history]))
        )
      ),
      find: Effect.fn("RedisWorkflowJournal.find")((execution) =>
        ask("find", Reads.find, [execution], Entries.toExecution(execution))
      ),
      list: Effect.fn("RedisWorkflowJournal.list")(function* ({ limit = 100, parent, status, workflow }) {
        const found: Array<Execution.Execution> = []
        if (status?.length === 0) return found
        const conditions = [
          ...[workflow, parent].map((each) => (each === undefined ? "" : `=${each}`)),
          ...(status ?? [])
        ]
        let before: string | null = newest
        while (before !== null && found.length < limit) {
          const part: Entries.Part = yield* ask(
            "list",
            Reads.list,
            [before, String(limit - found.length), ...conditions],
            Entries.toPart
          )
          found.push(...part.executions)
          before = part.next
        }
        return found
      }),
      due: Effect.fn("RedisWorkflowJournal.due")((limit, epoch, taskQueues) =>
        Effect.flatMap(
          journal.fenced("due", Scripts.due, epoch, [String(limit), ...taskQueues]),
          Journal.decoded("due", Entries.toDue)
        )
      ),
      purge: Effect.fn("RedisWorkflowJournal.purge")(function* (olderThan, limit, which = "all") {
        const age = Journal.lasting(olderThan)
        yield* journal.ask("purge", Reads.forgetEarly, [age])
        let total = 0
        let passed = 0
        while (total < limit) {
          const parameters = [age, String(limit - total), String(passed), which]
          const [forgotten, kept, all] = yield* ask("purge", Reads.forget, parameters, Entries.toForgotten)
          total += forgotten
          passed += kept
          if (all) break
        }
        return total
      }),
      term: (taskQueues) => RedisOwner.term(journal, ownership, notices.heard, fit, taskQueues),
      changes: notices.changes
    })
  })

/**
 * Keeps executions in the host's Redis, or refuses a server that may lose them. One that is away is waited for.
 *
 * It uses the host's connection, and one more to hear of other processes' writes.
 *
 * @since 0.1.0
 * @category layers
 */
export const layer = (options: Options = {}): Layer.Layer<WorkflowJournal.WorkflowJournal, Failure, RedisClient> =>
  Layer.scoped(WorkflowJournal.WorkflowJournal, make(options))
