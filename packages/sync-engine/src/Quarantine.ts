/** What a host may do about records that are kept aside, and about one record: see, try again, let go. */
import { type ClientError, Lane } from "@openfaith/client-core"
import * as Arr from "effect/Array"
import * as Chunk from "effect/Chunk"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import * as Lookup from "./internal/deleting/lookup.ts"
import { canSee } from "./internal/deleting/sight.ts"
import * as Account from "./internal/reading/account.ts"
import type { LookupCommit } from "./internal/storing/commit.ts"
import type { Quarantined, Unprojected, UnprojectedPart } from "./internal/storing/storedRecord.ts"
import type { Ready } from "./Projections.ts"
import { Found, type Source } from "./Source.ts"
import type { Above } from "./SourceRecord.ts"
import type { StoreError } from "./StoreError.ts"
import type { OtherAccount } from "./SyncError.ts"
import { SyncStore } from "./SyncStore.ts"

/**
 * The resource is not one of those that are described.
 *
 * @since 0.1.0
 * @category errors
 */
export class NotDescribed extends Schema.TaggedError<NotDescribed>("@openfaith/sync-engine/NotDescribed")(
  "NotDescribed",
  { resource: Schema.String }
) {
  override get message() {
    return `${this.resource} is not described: give its description to Sync.layer and to the source`
  }
}

/**
 * The API cannot be asked for this record alone.
 *
 * @since 0.1.0
 * @category errors
 */
export class NotAddressable extends Schema.TaggedError<NotAddressable>("@openfaith/sync-engine/NotAddressable")(
  "NotAddressable",
  { resource: Schema.String, id: Schema.String }
) {
  override get message() {
    return `${this.resource} ${this.id} cannot be asked for by itself: the API has no such request, or only below what it belongs to, which is not known (above); a run reads it`
  }
}

/**
 * A record that is kept aside: one that does not decode (`Rejected`), with its body as it came; or one that is stored, and
 * that a projection refused (`Unprojected`).
 *
 * @since 0.1.0
 * @category models
 */
export type Kept = Data.TaggedEnum<{ Rejected: Quarantined; Unprojected: Unprojected }>

/** @since 0.1.0 */
export const Kept = Data.taggedEnum<Kept>()

/**
 * Which of what is kept aside; all, if left out.
 *
 * @since 0.1.0
 * @category models
 */
export interface Which {
  readonly resource?: string | undefined
  readonly ids?: ReadonlyArray<string> | undefined
}

/**
 * How many records are kept aside no longer, and how many still are.
 *
 * @since 0.1.0
 * @category models
 */
export interface Retried {
  readonly cured: number
  readonly kept: number
}

/**
 * The result of asking for one record.
 *
 * - `changed`: the copy was out of date and holds the record now.
 * - `unchanged`: the copy held the record already.
 * - `gone`: the API says that there is no such record. It is marked as deleted.
 * - `merged`: the API answers with another record in its place. This one is marked as deleted, and the other one is stored.
 * - `rejected`: the record does not decode. It is in quarantine.
 *
 * @since 0.1.0
 * @category models
 */
export type Looked = "changed" | "unchanged" | "gone" | "merged" | "rejected"

/**
 * The source says that the record is gone, and says the same of records that must be there. It was not marked as deleted: the
 * credentials may have lost the right to see records of this resource.
 *
 * @since 0.1.0
 * @category errors
 */
export class SightLost extends Schema.TaggedError<SightLost>("@openfaith/sync-engine/SightLost")("SightLost", {
  resource: Schema.String,
  id: Schema.String
}) {
  override get message() {
    return `the source says that ${this.resource} ${this.id} is gone, and that others which are stored are gone, too: nothing was marked as deleted; look whether the credentials may still read ${this.resource}, or run an audit`
  }
}

/**
 * Why a record cannot be asked for.
 *
 * @since 0.1.0
 * @category models
 */
export type LookupError =
  | ClientError.ClientError
  | StoreError
  | OtherAccount
  | NotDescribed
  | NotAddressable
  | SightLost

/**
 * Records that are kept aside.
 *
 * @since 0.1.0
 * @category models
 */
export interface Quarantine {
  /** All of them, read as they are asked for; those of one resource by their ids. */
  readonly list: (which?: Which) => Stream.Stream<Kept, StoreError>
  /**
   * Tries them again: what does not decode is asked for at the source, or, where it cannot be, decoded by today's
   * description from what was kept; what was refused is projected from what is stored, with nothing asked.
   */
  readonly retry: (which?: Which) => Effect.Effect<Retried, Exclude<LookupError, NotAddressable>>
  /**
   * Lets go of them, and gives how many they were: until a read meets such a record again, or it changes, nobody is told of
   * it any more.
   */
  readonly discard: (which: {
    readonly resource: string
    readonly ids: ReadonlyArray<string>
  }) => Effect.Effect<number, StoreError>
}

const page = 200

/** Among so many stored records some are live, and can be asked for. */
const witnesses = 20

/**
 * Over one connection.
 *
 * @since 0.1.0
 * @category constructors
 */
export const make = (options: {
  readonly resources: ReadonlySet<string>
  readonly store: SyncStore["Type"]
  readonly source: Source["Type"]
  readonly projections: ReadonlyArray<Ready>
}) => {
  const { projections, resources, source, store } = options
  const { connection } = source

  const described = (resource: string) =>
    resources.has(resource) ? Effect.void : Effect.fail(new NotDescribed({ resource }))

  const commit = (found: Omit<LookupCommit, "connection">) => store.commitLookup({ connection, ...found }, projections)

  /** Asks for one record, and keeps what was found; nothing where it cannot be asked for. */
  const ask = Effect.fnUntraced(function* (resource: string, id: string, given: Above | undefined) {
    yield* described(resource)
    const stored = yield* store.record(connection, resource, id)
    const above = given ?? Option.match(stored, { onNone: () => ({}), onSome: ({ above }) => above })
    const readAt = yield* store.draw(connection)
    const nothing = { resource, readAt, records: [], rejected: [], gone: [] }
    const found = yield* source.find(resource, { id, above }).pipe(Lane.within("interactive"))
    const looked = (what: Looked) => Option.some(what)
    const checkAccount = (account: string | undefined) =>
      Effect.provideService(Account.checker(connection)(account), SyncStore, store)
    const mayBeGone = Effect.gen(function* () {
      const others = yield* store.records({ connection, resource, limit: witnesses })
      const live = others.filter((one) => one.id !== id && one.deletedIn === undefined).slice(0, 3)
      if (!(yield* canSee(source, resource, live, checkAccount))) yield* new SightLost({ resource, id })
    })
    return yield* Found.$match(found, {
      There: ({ account, record }) =>
        Effect.map(Effect.zipRight(checkAccount(account), commit({ ...nothing, records: [record] })), ({ changed }) =>
          looked(changed > 0 ? "changed" : "unchanged")
        ),
      Rejected: ({ rejected }) => Effect.as(commit({ ...nothing, rejected: [rejected] }), looked("rejected")),
      Gone: () => Effect.as(Effect.zipRight(mayBeGone, commit({ ...nothing, gone: [id] })), looked("gone")),
      Merged: (survivor) =>
        checkAccount(survivor.account).pipe(
          Effect.zipRight(mayBeGone),
          Effect.zipRight(
            Effect.forEach(Lookup.ofMerged({ resource, readAt }, [id], [survivor]), commit, { discard: true })
          ),
          Effect.as(looked("merged"))
        ),
      Cannot: () => Effect.succeed(Option.none<Looked>())
    })
  })

  const record = Effect.fn("Sync.record")(function* (
    resource: string,
    id: string,
    { above }: { readonly above?: Above | undefined } = {}
  ) {
    const looked = yield* ask(resource, id, above)
    return Option.isSome(looked) ? looked.value : yield* new NotAddressable({ resource, id })
  })

  const rejectedOf = (resource: string) =>
    Stream.paginateChunkEffect<string | undefined, Kept, StoreError, never>(undefined, (after) =>
      Effect.map(store.quarantined({ connection, resource, after, limit: page }), (part) => [
        Chunk.fromIterable(part.map((one) => Kept.Rejected(one))),
        part.length < page ? Option.none() : Option.some(part.at(-1)?.id)
      ])
    )

  const unprojectedOf = (resource: string) =>
    Stream.paginateChunkEffect<UnprojectedPart["after"], Kept, StoreError, never>(undefined, (after) =>
      Effect.map(store.unprojected({ connection, resource, after, limit: page, waiting: false }), (part) => [
        Chunk.fromIterable(part.map((one) => Kept.Unprojected(one))),
        part.length < page ? Option.none() : Option.some(part.at(-1))
      ])
    )

  const list = ({ ids, resource: only }: Which = {}): Stream.Stream<Kept, StoreError> =>
    Stream.fromIterableEffect(store.stored(connection)).pipe(
      Stream.filter(
        ({ rejected, resource, unprojected }) => rejected + unprojected > 0 && (only === undefined || only === resource)
      ),
      Stream.flatMap(({ resource }) => Stream.concat(rejectedOf(resource), unprojectedOf(resource))),
      Stream.filter(({ id }) => ids === undefined || ids.includes(id))
    )

  /** One that does not decode, asked for; or taken apart again, where that is all there is. */
  const retryRejected = Effect.fnUntraced(function* ({ body, id, resource }: Quarantined) {
    const looked = yield* ask(resource, id, undefined).pipe(
      // one record that is refused is no reason to leave the others
      Effect.catchIf(Lookup.saysNothing, () => Effect.succeedSome<Looked>("rejected"))
    )
    if (Option.isSome(looked)) return looked.value !== "rejected"
    const again = yield* source.reread(resource, body)
    if (Either.isLeft(again)) return false
    // as if it had been read before anything else: whatever is stored may be newer
    yield* commit({ resource, readAt: 0, records: [again.right], rejected: [], gone: [] })
    return true
  })

  const retry = Effect.fn("Sync.quarantine.retry")(function* (which: Which = {}) {
    if (which.resource !== undefined) yield* described(which.resource)
    const all = yield* Stream.runCollect(list(which))
    let [cured, kept] = [0, 0]
    const refused = new Map<string, Set<string>>()
    for (const one of all) {
      if (Kept.$is("Unprojected")(one)) {
        refused.set(one.resource, (refused.get(one.resource) ?? new Set()).add(one.id))
      } else if (yield* retryRejected(one)) cured++
      else kept++
    }
    for (const [resource, ids] of refused) {
      for (const some of Arr.chunksOf(ids, page)) {
        const still = yield* store.project({ connection, resource, ids: some }, projections)
        kept += still
        cured += some.length - still
      }
    }
    return { cured, kept }
  })

  const quarantine: Quarantine = {
    list,
    retry,
    discard: ({ ids, resource }) => store.discard({ connection, resource, ids })
  }
  return { record, quarantine }
}
