/** What every engine promises to the syncs of several connections. */
import { assert, describe, it } from "@effect/vitest"
import type { WorkflowEngine } from "@effect/workflow/WorkflowEngine"
import { Source, Sync, type SyncError, SyncStore } from "@openfaith/sync-engine"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Scope from "effect/Scope"
import { type Account, account, definitions, resource } from "./internal/accounts.ts"

/** A sync of each account, under a name of its own. */
class Syncs extends Context.Tag("@openfaith/adapter-testkit/Syncs")<Syncs, ReadonlyMap<string, Sync.Sync["Type"]>>() {}

/**
 * The syncs of some connections, as one host has them.
 *
 * @since 0.1.0
 * @category testing
 */
export type Connections = Layer.Layer<Syncs, never, SyncStore.SyncStore | WorkflowEngine>

const connections = (...accounts: ReadonlyArray<Account>): Connections =>
  Layer.effect(
    Syncs,
    Effect.map(
      Effect.forEach(accounts, ({ connection, source }) =>
        Layer.build(
          Layer.fresh(Layer.orDie(Sync.layer(definitions))).pipe(Layer.provide(Layer.succeed(Source.Source, source)))
        ).pipe(Effect.map((built) => [connection, Context.get(built, Sync.Sync)] as const))
      ),
      (all) => new Map(all)
    )
  ).pipe((layer) => Layer.scoped(Syncs, Effect.map(Layer.build(layer), Context.get(Syncs))))

/**
 * A process that executes workflows and has these connections. `names` are theirs.
 *
 * @since 0.1.0
 * @category testing
 */
export type Process<E> = (
  connections: Connections,
  names: ReadonlyArray<string>
) => Layer.Layer<Syncs | SyncStore.SyncStore, E>

const syncOf = ({ connection }: Account) =>
  Effect.flatMap(Syncs, (all) => Effect.orDie(Effect.fromNullable(all.get(connection))))

const refreshed = (of: Account) => Effect.flatMap(syncOf(of), (sync) => sync.refresh())

const assertOwn = ({ connection, people }: Account) =>
  Effect.gen(function* () {
    const store = yield* SyncStore.SyncStore
    const records = yield* store.records({ connection, resource, limit: 1000 })
    assert.lengthOf(records, people)
    assert.deepStrictEqual(Array.from(new Set(records.map(({ hash }) => hash))), [connection])
  })

/** Once the account is asked for something: its run is in the middle of a page. */
const asked = (of: Account, before: number) =>
  Effect.repeat(Effect.sleep("5 millis"), { until: () => of.requests() > before })

let tests = 0

/** Accounts nobody has read before. */
const two = () => {
  tests++
  return [account(`alpha ${process.pid} ${tests}`, 34), account(`beta ${process.pid} ${tests}`, 23)] as const
}

type Failure = SyncError.SyncError | Sync.Failure

/**
 * Holds an engine to this: a step runs only with the source of its run's connection, whoever executes it. `together` makes one
 * process; `apart`, where an engine has more than one, gives another process over the same storage each time.
 *
 * @since 0.1.0
 * @category testing
 */
export const suite = <E>(
  name: string,
  processes: { readonly together: Process<E>; readonly apart?: Process<E> | undefined }
): void => {
  const { apart, together } = processes
  describe(`connections (${name})`, () => {
    it.live("keep their records apart in one process", () => {
      const [alpha, beta] = two()
      return Effect.gen(function* () {
        const reports = yield* Effect.all([refreshed(alpha), refreshed(beta)], { concurrency: "unbounded" })
        assert.isTrue(reports.every(({ inSync }) => inSync))
        yield* assertOwn(alpha)
        yield* assertOwn(beta)
      }).pipe(Effect.provide(together(connections(alpha, beta), [alpha.connection, beta.connection])))
    })

    /** A process that lives until it is told to end. */
    const beginAs = (process: Process<E>, ...accounts: ReadonlyArray<Account>) =>
      Effect.gen(function* () {
        const scope = yield* Scope.make()
        const names = accounts.map(({ connection }) => connection)
        const layer = Layer.fresh(process(connections(...accounts), names))
        const context = yield* Scope.extend(Layer.build(layer), scope)
        const within = <A>(work: Effect.Effect<A, Failure | Error, Syncs | SyncStore.SyncStore>) =>
          Effect.provide(work, context)
        yield* Effect.addFinalizer(() => Scope.close(scope, Exit.void))
        return { within, end: Scope.close(scope, Exit.void) }
      })

    it.scopedLive("end every wait of a host for them when their layers close", () =>
      Effect.gen(function* () {
        const [alpha] = two()
        const one = yield* beginAs(together, alpha)
        yield* alpha.close
        // as a host's own fibers wait: none of them ends with the layers by itself
        const waiting = yield* Effect.forkDaemon(one.within(refreshed(alpha)))
        yield* asked(alpha, 0)
        yield* one.end
        assert.isTrue(Exit.isFailure(yield* Fiber.await(waiting)))
        assert.isTrue(Exit.isFailure(yield* Effect.exit(one.within(refreshed(alpha)))))
      })
    )

    if (apart === undefined) return

    const begin = (...accounts: ReadonlyArray<Account>) => beginAs(apart, ...accounts)

    it.scopedLive("keep their records apart in two processes, each of which has one of them", () =>
      Effect.gen(function* () {
        const [alpha, beta] = two()
        const one = yield* begin(alpha)
        const other = yield* begin(beta)
        yield* Effect.all([one.within(refreshed(alpha)), other.within(refreshed(beta))], { concurrency: "unbounded" })
        yield* one.within(Effect.zipRight(assertOwn(alpha), assertOwn(beta)))
      })
    )

    it.scopedLive("leave a run to the process that has its connection, and to the next one when that is gone", () =>
      Effect.gen(function* () {
        const [alpha, beta] = two()
        const one = yield* begin(alpha)
        const other = yield* begin(beta)
        yield* alpha.close
        const { run } = yield* one.within(Effect.flatMap(syncOf(alpha), (sync) => sync.start("full")))
        yield* asked(alpha, 0)
        // it ends in the middle of a page, and the other goes on with its own
        yield* Effect.all([one.end, alpha.open], { concurrency: "unbounded" })
        yield* other.within(refreshed(beta))
        yield* other.within(assertOwn(beta))
        const store = yield* other.within(SyncStore.SyncStore)
        const standing = yield* store.findRun(run.id)
        assert.strictEqual(Option.getOrThrow(standing).status, "running")
        const next = yield* begin(alpha)
        const waiting = yield* Effect.fork(next.within(Effect.flatMap(syncOf(alpha), (sync) => sync.wait(run.id))))
        assert.isTrue((yield* Fiber.join(waiting)).inSync)
        yield* next.within(assertOwn(alpha))
      })
    )
  })
}
