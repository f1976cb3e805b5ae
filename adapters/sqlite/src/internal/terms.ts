/** Which terms of executing workflows last in this process, and which task queues each holds. */
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as FiberId from "effect/FiberId"
import { globalValue } from "effect/GlobalValue"
import type * as Scope from "effect/Scope"
import type { SqliteOwner } from "../SqliteOwner.ts"

export interface Terms {
  /** Whether any term has begun since this process owns the file: if not, the journal is elsewhere. */
  readonly areHere: () => boolean
  readonly lasts: (term: number) => boolean
  /** Another engine in this process may write as well. */
  readonly areSeveral: () => boolean
  /** An engine is there, for as long as the scope lasts. */
  readonly join: Effect.Effect<void, never, Scope.Scope>
  /** Whether no term holds the task queue. */
  readonly isFree: (taskQueue: string) => boolean
  /** The term holds of these from now on what it has held and what is free. */
  readonly claim: (term: number, taskQueues: ReadonlyArray<string>) => ReadonlySet<string>
  readonly end: (term: number) => void
  /** Waits until a task queue is given back. */
  readonly freed: Effect.Effect<void>
}

const make = (): Terms => {
  const terms = new Map<number, ReadonlySet<string>>()
  let areHere = false
  let engines = 0
  let freed = Deferred.unsafeMake<void>(FiberId.none)

  const tell = () => {
    const before = freed
    freed = Deferred.unsafeMake<void>(FiberId.none)
    Deferred.unsafeDone(before, Effect.void)
  }

  const isFree = (taskQueue: string) => !Array.from(terms.values()).some((held) => held.has(taskQueue))

  return {
    areHere: () => areHere,
    lasts: (term) => terms.has(term),
    areSeveral: () => engines > 1,
    join: Effect.acquireRelease(
      Effect.sync(() => {
        engines++
      }),
      () =>
        Effect.sync(() => {
          engines--
        })
    ),
    isFree,
    claim: (term, taskQueues) => {
      const before = terms.get(term)
      const held = new Set(taskQueues.filter((one) => before?.has(one) === true || isFree(one)))
      areHere = true
      terms.set(term, held)
      if (before !== undefined && Array.from(before).some((one) => !held.has(one))) tell()
      return held
    },
    end: (term) => {
      if (terms.delete(term)) tell()
    },
    freed: Effect.suspend(() => Deferred.await(freed))
  }
}

const all = globalValue("@openfaith/adapter-sqlite/terms", () => new WeakMap<SqliteOwner["Type"], Terms>())

/** The terms under one ownership of a file, for all who write to it. */
export const of = (owner: SqliteOwner["Type"]): Terms => {
  const known = all.get(owner) ?? make()
  all.set(owner, known)
  return known
}
