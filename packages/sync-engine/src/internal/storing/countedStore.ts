/** A store that counts what is committed to it. */
import type { Usage } from "@openfaith/client-core"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Metrics from "../../Metrics.ts"
import { type Numbers, nothing } from "../../RunSummary.ts"
import { SyncStore } from "../../SyncStore.ts"
import type { PageCommit } from "./commit.ts"
import type { Listing } from "./listing.ts"
import type { Run } from "./run.ts"

/** What only the store knows: how much of a page was news, and how much of it was kept aside, by projections too. */
type News = Pick<Listing, "changed" | "deleted" | "rejected">

const usedBy = ({ requests, waited }: Usage.Usage) => ({ requests, waitedMillis: Duration.toMillis(waited) })

/** What a page brings of each resource, as the store will count it. */
const brought = ({ pages, records, rejected, resource, sideLoaded, usage }: PageCommit) => {
  const bad = (of: string) => rejected.filter((one) => one.resource === of).length
  const own = {
    resource,
    numbers: { ...usedBy(usage), pages, seen: records.length + bad(resource) }
  }
  const riding = sideLoaded.map((one) => ({
    resource: one.resource,
    numbers: { pages, seen: one.records.length }
  }))
  return [own, ...riding]
}

const make = Effect.map(SyncStore, (store) => {
  /** By run, then by resource: what was counted of it so far. */
  const ledger = new Map<string, Map<string, News>>()

  const pageOf = (run: string) => {
    const known = ledger.get(run) ?? new Map<string, News>()
    ledger.set(run, known)
    return known
  }

  /**
   * Looks up what was news before, where this process has counted nothing of a listing yet: before anything is written, so
   * that nothing of its own is in it.
   */
  const open = (run: Run, resources: ReadonlyArray<string>) =>
    Effect.forEach(
      resources.filter((resource) => !pageOf(run.id).has(resource)),
      (resource) =>
        Effect.map(Effect.option(store.listing(run, resource)), (found) => {
          const before = Option.flatten(found)
          if (Option.isSome(before) && !pageOf(run.id).has(resource)) pageOf(run.id).set(resource, before.value)
        }),
      { discard: true }
    )

  /** What is news since: totals only grow, so that answers may come in any order. */
  const news = ({ changed, deleted, rejected, resource, run }: Listing): News => {
    const before = pageOf(run).get(resource) ?? { changed, deleted, rejected }
    const after = {
      changed: Math.max(changed, before.changed),
      deleted: Math.max(deleted, before.deleted),
      rejected: Math.max(rejected, before.rejected)
    }
    pageOf(run).set(resource, after)
    return {
      changed: after.changed - before.changed,
      deleted: after.deleted - before.deleted,
      rejected: after.rejected - before.rejected
    }
  }

  const count = ({ connection }: Run, resource: string, numbers: Partial<Numbers>) =>
    Metrics.count(connection, resource, { ...nothing, ...numbers })

  const used = (run: Run, resource: string, usage: Usage.Usage) => count(run, resource, usedBy(usage))

  /** A listing that was read to its end has made its resource more current. */
  const sample = (run: Run, listings: ReadonlyArray<Listing>) =>
    listings.some(({ branch, status }) => branch === undefined && status === "done")
      ? Effect.ignore(Effect.flatMap(store.freshness(run.connection), (found) => Metrics.show(run.connection, found)))
      : Effect.void

  return SyncStore.of({
    ...store,
    begin: (beginning) =>
      Effect.tap(store.begin(beginning), () => used(beginning.run, beginning.resource, beginning.usage)),
    noteUsage: (run, resource, usage) =>
      Effect.tap(store.noteUsage(run, resource, usage), () => used(run, resource, usage)),
    commitPage: (entry, projections) =>
      Effect.gen(function* () {
        const parts = brought(entry)
        yield* open(
          entry.run,
          parts.map(({ resource }) => resource)
        )
        const committed = yield* store.commitPage(entry, projections)
        const listings = [committed.listing, ...committed.sideLoads]
        for (const { numbers, resource } of parts) {
          const listing = listings.find((one) => one.resource === resource)
          yield* count(entry.run, resource, { ...numbers, ...(listing === undefined ? {} : news(listing)) })
        }
        yield* sample(entry.run, listings)
        return committed
      }),
    commitAbsences: (entry, projections) =>
      Effect.gen(function* () {
        yield* open(entry.run, [entry.resource])
        const listing = yield* store.commitAbsences(entry, projections)
        yield* count(entry.run, entry.resource, { ...usedBy(entry.usage), ...news(listing) })
        yield* sample(entry.run, [listing])
        return listing
      }),
    closeRun: (run, failure, kind) =>
      Effect.tap(store.closeRun(run, failure, kind), () => Effect.sync(() => ledger.delete(run.id)))
  })
})

/** Counts what this process commits, each commit once, also one that is sent again because its answer was lost. */
export const layer: Layer.Layer<SyncStore, never, SyncStore> = Layer.effect(SyncStore, make)
