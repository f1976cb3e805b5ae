/** The journal in this process's memory. */
import * as Clock from "effect/Clock"
import type * as Data from "effect/Data"
import * as Deferred from "effect/Deferred"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as FiberId from "effect/FiberId"
import * as Option from "effect/Option"
import * as PubSub from "effect/PubSub"
import * as Stream from "effect/Stream"
import type { Execution, History } from "../Execution.ts"
import { hasEnded, stepKey } from "../Execution.ts"
import type { Receipt, Woken } from "../JournalEntry.ts"
import { JournalEntry } from "../JournalEntry.ts"
import type { TermEnded, WorkflowJournal } from "../WorkflowJournal.ts"

/** An execution as the memory journal holds it: replaced, never changed. */
interface Row extends Execution {
  readonly sequence: number
  readonly awaited: boolean
  /** Parents beyond the first that wait for it. */
  readonly waiters: ReadonlySet<string>
}

interface Tables {
  /** What is `running`, and who has which children: so that no question looks at every execution. */
  readonly running: Set<string>
  readonly families: Map<string, Set<string>>
  /** How many unfinished executions each waits for. */
  readonly awaited: Map<string, number>
  readonly executions: Map<string, Row>
  readonly steps: Map<string, Map<string, { readonly exit: string; readonly failed: boolean }>>
  readonly signals: Map<string, Map<string, { readonly exit: string; readonly came: number }>>
  readonly timers: Map<string, Map<string, { readonly exit: string; readonly due: number }>>
}

const inner = <A>(tables: Map<string, Map<string, A>>, execution: string): Map<string, A> => {
  const known = tables.get(execution)
  if (known !== undefined) return known
  const made = new Map<string, A>()
  tables.set(execution, made)
  return made
}

/** Keeps the first of a name; says whether this was it. */
const keepFirst = <A>(table: Map<string, A>, name: string, value: A): boolean => {
  if (table.has(name)) return false
  table.set(name, value)
  return true
}

const awaits = (parent: string, row: Row) => (row.parent === parent && row.awaited) || row.waiters.has(parent)

/** What each entry does to the tables; all at the same instant. */
const applying = (
  { awaited, executions, families, running, signals, steps, timers }: Tables,
  now: number,
  /** The time that timers go by. */
  timed: number
) => {
  const keep = (row: Row) => {
    executions.set(row.id, row)
    if (row.status === "running") running.add(row.id)
    else running.delete(row.id)
  }

  const change = (id: string, patch: Partial<Row>) => {
    const row = executions.get(id)
    if (row !== undefined) keep({ ...row, ...patch, updatedAt: now })
  }

  const adopt = (parent: string, child: string) => {
    const family = families.get(parent)
    if (family === undefined) families.set(parent, new Set([child]))
    else family.add(child)
  }

  const awaiting = (row: Row) => [...(row.awaited && row.parent !== null ? [row.parent] : []), ...row.waiters]

  const count = (parent: string, more: number) => awaited.set(parent, (awaited.get(parent) ?? 0) + more)

  const wake = (id: string, more = false): ReadonlyArray<Woken> => {
    const row = executions.get(id)
    if (row === undefined || hasEnded(row)) return []
    change(id, {
      wakes: row.wakes + 1,
      status: "running",
      ...(row.status === "parked" && { parkedFor: null, error: null })
    })
    return [{ execution: id, more }]
  }

  const wakeWaiting = (ended: Row) =>
    awaiting(ended).flatMap((parent) => {
      count(parent, -1)
      return wake(parent, (awaited.get(parent) ?? 0) > 0)
    })

  /** Puts an execution to rest, unless it was woken since. */
  const rest = (id: string, wakes: number, patch: Partial<Row>) => {
    const row = executions.get(id)
    const applied = row?.status === "running" && row.wakes === wakes
    if (applied) change(id, patch)
    return { applied, woken: [] }
  }

  const start = (entry: Data.TaggedEnum.Value<JournalEntry, "Start">, sequence: number) => {
    const { execution: id, parent, payload, taskQueue, workflow } = entry
    const row = executions.get(id)
    if (row !== undefined) {
      if (entry.awaited && parent !== null && !awaits(parent, row)) {
        adopt(parent, id)
        if (!hasEnded(row)) count(parent, 1)
        change(id, { waiters: new Set([...row.waiters, parent]) })
      }
      return { applied: false, woken: [] }
    }
    if (parent !== null) {
      adopt(parent, id)
      if (entry.awaited) count(parent, 1)
    }
    keep({
      id,
      sequence,
      workflow,
      taskQueue,
      parent,
      awaited: entry.awaited,
      waiters: new Set(),
      status: "running",
      payload,
      exit: null,
      parkedFor: null,
      error: null,
      interrupted: false,
      wakes: signals.get(id)?.size ?? 0,
      startedAt: now,
      updatedAt: now
    })
    return { applied: true, woken: [{ execution: id, more: false }] }
  }

  const finish = ({ error, execution: id, exit, status }: Data.TaggedEnum.Value<JournalEntry, "Finish">) => {
    const row = executions.get(id)
    if (row === undefined || hasEnded(row)) return { applied: false, woken: [] }
    change(id, { status, exit, error, parkedFor: null })
    timers.delete(id)
    return { applied: true, woken: wakeWaiting(row) }
  }

  const reopen = (id: string) => {
    const row = executions.get(id)
    if (row?.status !== "failed" && row?.status !== "interrupted") return { applied: false, woken: [] }
    for (const [key, { failed }] of inner(steps, id)) if (failed) inner(steps, id).delete(key)
    for (const parent of awaiting(row)) count(parent, 1)
    change(id, { status: "running", exit: null, error: null, interrupted: false, wakes: row.wakes + 1 })
    return { applied: true, woken: [{ execution: id, more: false }] }
  }

  const woken = (all: ReadonlyArray<Woken>) => ({ applied: all.length > 0, woken: all })

  return (entry: JournalEntry, sequence: number): Receipt => {
    const outcome = JournalEntry.$match(entry, {
      Start: (started) => start(started, sequence),
      Step: ({ attempt, execution, exit, failed, name }) => ({
        applied: keepFirst(inner(steps, execution), stepKey(name, attempt), { exit, failed }),
        woken: []
      }),
      Signal: ({ execution, exit, name, wakes }) => {
        const applied = keepFirst(inner(signals, execution), name, { exit, came: now })
        return { applied, woken: applied && wakes ? wake(execution) : [] }
      },
      Timer: ({ after, execution, exit, name }) => ({
        applied:
          signals.get(execution)?.has(name) !== true &&
          keepFirst(inner(timers, execution), name, { exit, due: timed + Duration.toMillis(after) }),
        woken: []
      }),
      Wake: ({ execution }) => woken(wake(execution)),
      Interrupt: ({ execution }) => {
        const all = wake(execution)
        if (all.length > 0) change(execution, { interrupted: true })
        return woken(all)
      },
      Suspend: ({ execution, wakes }) => rest(execution, wakes, { status: "waiting" }),
      Park: ({ error, execution, parkedFor, wakes }) => rest(execution, wakes, { status: "parked", parkedFor, error }),
      Finish: finish,
      Reopen: ({ execution }) => reopen(execution)
    })
    const row = executions.get(entry.execution)
    return {
      ...outcome,
      standing: row === undefined ? null : { status: row.status, exit: row.exit, interrupted: row.interrupted }
    }
  }
}

/** How often those who wait for a term look which task queues they want. */
const looks = Duration.seconds(1)

/** Given the error of a term that is over. */
export const make = (ended: (epoch: number) => TermEnded): Effect.Effect<WorkflowJournal["Type"]> =>
  Effect.gen(function* () {
    const tables: Tables = {
      running: new Set(),
      families: new Map(),
      awaited: new Map(),
      executions: new Map(),
      steps: new Map(),
      signals: new Map(),
      timers: new Map()
    }
    const { awaited, executions, families, running, signals, steps, timers } = tables
    let sequence = 0
    let epoch = 0
    /** The epochs of the terms that last, with their task queues. */
    const terms = new Map<number, ReadonlySet<string>>()
    /** Done, and made anew, whenever a task queue is given back. */
    let freed = Deferred.unsafeMake<void>(FiberId.none)
    const hub = yield* PubSub.sliding<void>(1)
    /** How many engines would hear of a change. */
    let listeners = 0
    /** The time that timers go by: how far it is ahead of the clock, and when it was last told. */
    let ahead = 0
    let latest = Number.NEGATIVE_INFINITY

    const timed = (now: number) => {
      ahead = Math.max(ahead, latest - now)
      latest = now + ahead
      return latest
    }

    const tellFreed = () => {
      const before = freed
      freed = Deferred.unsafeMake<void>(FiberId.none)
      Deferred.unsafeDone(before, Effect.void)
    }

    const isFree = (taskQueue: string) => !Array.from(terms.values()).some((held) => held.has(taskQueue))

    /** The term holds of these what it held and what is free. */
    const claim = (of: number, taskQueues: ReadonlyArray<string>) => {
      const before = terms.get(of)
      const held = new Set(taskQueues.filter((one) => before?.has(one) === true || isFree(one)))
      terms.set(of, held)
      if (before !== undefined && Array.from(before).some((one) => !held.has(one))) tellFreed()
      return held
    }

    const fenced = <A>(fence: number | undefined, write: (now: number) => A): Effect.Effect<A, TermEnded> =>
      Effect.flatMap(Clock.currentTimeMillis, (now) =>
        fence === undefined || terms.has(fence) ? Effect.sync(() => write(now)) : Effect.fail(ended(fence))
      )

    const fire = (now: number) => {
      const moment = timed(now)
      const apply = applying(tables, now, moment)
      for (const [execution, named] of timers) {
        for (const [name, { due, exit }] of named) {
          if (due > moment) continue
          named.delete(name)
          if (named.size === 0) timers.delete(execution)
          apply(JournalEntry.Signal({ execution, name, exit, wakes: true }), sequence)
        }
      }
    }

    const nextTimer = () => {
      const dues = Array.from(timers.values()).flatMap((named) => Array.from(named.values(), ({ due }) => due))
      return dues.length === 0
        ? Option.none()
        : Option.some(Duration.millis(dues.reduce((first, due) => Math.min(first, due), Infinity) - latest))
    }

    const forget = (id: string) => {
      for (const table of [executions, steps, signals, timers, families, awaited]) table.delete(id)
      running.delete(id)
    }

    /** Signals whose execution never came. */
    const forgetOrphans = (until: number) => {
      for (const [id, named] of signals) {
        if (executions.has(id)) continue
        for (const [name, { came }] of named) if (came <= until) named.delete(name)
        if (named.size === 0) signals.delete(id)
      }
    }

    const historyOf = (id: string): ReadonlyArray<readonly [string, History]> => {
      const execution = executions.get(id)
      if (execution === undefined) return []
      const history = {
        execution,
        steps: new Map(Array.from(inner(steps, id), ([key, { exit }]) => [key, exit])),
        signals: new Map(Array.from(inner(signals, id), ([name, { exit }]) => [name, exit])),
        children: new Map(
          Array.from(families.get(id) ?? []).flatMap((child) => {
            const row = executions.get(child)
            return row === undefined ? [] : [[child, { ...row, awaited: awaits(id, row) }] as const]
          })
        )
      }
      return [[id, history]]
    }

    const newestFirst = () => Array.from(executions.values()).sort((one, other) => other.sequence - one.sequence)

    return {
      append: (entries, fence) =>
        fenced(fence, (now) => {
          const apply = applying(tables, now, timed(now))
          const receipts = entries.map((entry) => apply(entry, ++sequence))
          if (listeners > 1 && receipts.some(({ woken }) => woken.length > 0)) hub.unsafeOffer(undefined)
          return receipts
        }),
      histories: (ids) => Effect.sync(() => new Map(ids.flatMap(historyOf))),
      asked: Effect.void,
      find: (id) => Effect.sync(() => Option.fromNullable(executions.get(id))),
      list: ({ limit = 100, parent, status, workflow }) =>
        Effect.sync(() =>
          newestFirst()
            .filter(
              (row) =>
                (status?.includes(row.status) ?? true) &&
                (workflow ?? row.workflow) === row.workflow &&
                (parent ?? row.parent) === row.parent
            )
            .slice(0, limit)
        ),
      due: (limit, fence, taskQueues) =>
        fenced(fence, (now) => {
          const held = claim(fence, taskQueues)
          fire(now)
          const oldest = Array.from(running)
            .flatMap((id) => executions.get(id) ?? [])
            .filter(({ taskQueue }) => held.has(taskQueue))
            .sort((one, other) => one.sequence - other.sequence)
          return {
            taskQueues: Array.from(held),
            executions: oldest.slice(0, limit).map(({ id }) => id),
            next: nextTimer()
          }
        }),
      purge: (olderThan, limit, which = "all") =>
        Effect.map(Clock.currentTimeMillis, (now) => {
          const old = newestFirst()
            .reverse()
            .filter((row) => {
              const parent = row.parent === null ? undefined : executions.get(row.parent)
              return (
                hasEnded(row) &&
                row.updatedAt <= now - Duration.toMillis(olderThan) &&
                (parent === undefined || hasEnded(parent)) &&
                (which === "all" ||
                  (row.parent !== null &&
                    row.status === "succeeded" &&
                    (parent === undefined || parent.status === "succeeded"))) &&
                Array.from(row.waiters).every((id) => !executions.has(id) || hasEnded(executions.get(id) ?? row))
              )
            })
            .slice(0, limit)
          for (const { id } of old) forget(id)
          forgetOrphans(now - Duration.toMillis(olderThan))
          return old.length
        }),
      // waiting may be given up; having a term may not
      term: (taskQueues) =>
        Effect.uninterruptibleMask((restore) =>
          Effect.gen(function* () {
            let wanted = yield* taskQueues
            while (!wanted.some(isFree)) {
              yield* restore(Effect.raceFirst(Deferred.await(freed), Effect.sleep(looks)))
              wanted = yield* taskQueues
            }
            const own = ++epoch
            claim(own, wanted)
            yield* Effect.addFinalizer(() =>
              Effect.sync(() => {
                terms.delete(own)
                tellFreed()
              })
            )
            return { epoch: own, lost: Effect.never }
          })
        ),
      changes: Stream.unwrapScoped(
        Effect.gen(function* () {
          listeners++
          yield* Effect.addFinalizer(() => Effect.sync(() => listeners--))
          return Stream.fromQueue(yield* PubSub.subscribe(hub))
        })
      )
    }
  })
