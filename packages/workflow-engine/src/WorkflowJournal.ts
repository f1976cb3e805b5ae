/**
 * The port under durable execution: what has been asked for, which steps are done, what is waited for, and who may
 * execute.
 *
 * A journal keeps what it is told and interprets nothing: payloads and exits are JSON texts of the engine's. All writes go
 * through `append`. The entries of one append were asked for at the same time by executions that know nothing of each
 * other, so a journal may apply them in whatever order is cheapest, in one transaction.
 */
import * as Context from "effect/Context"
import type * as Duration from "effect/Duration"
import type * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import type * as Scope from "effect/Scope"
import type * as Stream from "effect/Stream"
import type { Execution, History, Query } from "./Execution.ts"
import type { JournalEntry, Receipt } from "./JournalEntry.ts"

/**
 * The journal could not do what it was asked; nothing of the request was kept, unless the answer to a commit was lost,
 * which the engine's repetition then finds out.
 *
 * @since 0.1.0
 * @category errors
 */
export class JournalError extends Schema.TaggedError<JournalError>("@openfaith/workflow-engine/JournalError")(
  "JournalError",
  {
    /** The operation of the port: `append`. */
    operation: Schema.String,
    reason: Schema.String,
    /** Whether the same may succeed later; not so for what the journal can never hold. */
    retryable: Schema.Boolean
  }
) {
  override get message() {
    return `the workflow journal failed in ${this.operation}: ${this.reason}`
  }
}

/**
 * Another process executes now, or this one did under an earlier term: whoever gets this error stops. Nothing of the
 * request was kept.
 *
 * @since 0.1.0
 * @category errors
 */
export class TermEnded extends Schema.TaggedError<TermEnded>("@openfaith/workflow-engine/TermEnded")("TermEnded", {
  epoch: Schema.Int
}) {
  override get message() {
    return `term ${this.epoch} of executing workflows has ended; another process may have taken over`
  }
}

/**
 * What is to be done now.
 *
 * @since 0.1.0
 * @category models
 */
export interface Due {
  /** The task queues that the term holds. */
  readonly taskQueues: ReadonlyArray<string>
  /** `running` executions in these task queues, oldest first. */
  readonly executions: ReadonlyArray<string>
  /** How long until the next timer. */
  readonly next: Option.Option<Duration.Duration>
}

/**
 * The right to execute what is in some task queues, for as long as the scope in which it was acquired lasts, or until it is
 * lost. Several terms may last at a time; each task queue is held by one of them at most.
 *
 * @since 0.1.0
 * @category models
 */
export interface Term {
  /** Higher than that of every term before: the fence all writes of this term carry. */
  readonly epoch: number
  /** Ends, with the reason, when the term is lost. */
  readonly lost: Effect.Effect<string>
}

/**
 * Where executions are kept. A journal that passes the suite of `@openfaith/adapter-testkit` is safe to run on.
 *
 * @since 0.1.0
 * @category tags
 */
export class WorkflowJournal extends Context.Tag("@openfaith/workflow-engine/WorkflowJournal")<
  WorkflowJournal,
  {
    /**
     * Writes all entries or none, and says of each, in their order, what became of it. With an epoch, it is refused unless
     * that term is the one that lasts, checked in the transaction that writes.
     */
    readonly append: (
      entries: ReadonlyArray<JournalEntry>,
      epoch?: number
    ) => Effect.Effect<ReadonlyArray<Receipt>, JournalError | TermEnded>
    /**
     * Run in the fiber of a host that asks for something to be written, before it waits for that. A journal that writes on a
     * connection which the asking fiber may itself hold, within a transaction of its own, dies here rather than wait for
     * ever.
     */
    readonly asked: Effect.Effect<void>
    /** What an operator should know of where this is kept, such as that it may be lost; absent, where that is never anything. */
    readonly worries?: Effect.Effect<ReadonlyArray<string>>
    /**
     * All that is known of each of these executions, by its id, and nothing of those that are not there. What is said of one
     * is one consistent picture; two of them may be of different moments.
     */
    readonly histories: (executions: ReadonlyArray<string>) => Effect.Effect<ReadonlyMap<string, History>, JournalError>
    /** One execution. */
    readonly find: (execution: string) => Effect.Effect<Option.Option<Execution>, JournalError>
    /** Executions an operator asks for. */
    readonly list: (query: Query) => Effect.Effect<ReadonlyArray<Execution>, JournalError>
    /**
     * Takes those of the task queues that are free, gives back all others that the term holds, fires the timers that are due,
     * and says what is to be executed. The time that timers go by never goes back: where the clock does, they are late by no
     * more than the time since this was last asked.
     */
    readonly due: (
      limit: number,
      epoch: number,
      taskQueues: ReadonlyArray<string>
    ) => Effect.Effect<Due, JournalError | TermEnded>
    /**
     * Forgets executions that ended longer ago, with all that belongs to them, at most so many at a time, and says how many.
     * A child stays for as long as its parent may yet ask for it. Signals that came longer ago for an execution that is not
     * there go as well, some thousands at a time, and are not counted.
     *
     * `which`: `"all"`, the default; or `"children"`, which forgets only executions that have a parent and succeeded, and
     * whose parent succeeded or is not there any more: nobody asks for those again, and `retry` needs none of them.
     */
    readonly purge: (
      olderThan: Duration.Duration,
      limit: number,
      which?: "all" | "children"
    ) => Effect.Effect<number, JournalError>
    /**
     * Waits until one of the task queues is free, and takes all that are. At the end of the scope they are given back, so
     * that another can go on at once. Which are wanted is asked again with each look.
     */
    readonly term: (taskQueues: Effect.Effect<ReadonlyArray<string>>) => Effect.Effect<Term, JournalError, Scope.Scope>
    /** Tells that another process may have written; may be early, late or for nothing. Ends only with the journal. */
    readonly changes: Stream.Stream<void>
  }
>() {}
