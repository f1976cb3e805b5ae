/** Tells the outage of one listing from the outage of the whole source. */
import * as Arr from "effect/Array"
import * as Effect from "effect/Effect"
import * as Cursor from "../../Cursor.ts"
import { Source } from "../../Source.ts"
import { SyncStore } from "../../SyncStore.ts"
import type { Run } from "../storing/run.ts"
import type { Reading } from "./reading.ts"

/** The part of an API that a resource belongs to: `people` of `people.Person`. */
const productOf = (resource: string): string => resource.split(".", 1).join()

/** How the reason of a listing begins that was skipped because it did not answer. */
const unavailable = "it does not answer, though the source answers for others: "

/** The reason of a listing that is skipped because it does not answer. {@link isKnownDown} recognizes it. */
export const reasonOf = (message: string): string => `${unavailable}${message}`

/** Whether another listing of the same product, or below another parent, was skipped in this run because it did not answer. */
export const isKnownDown = Effect.fnUntraced(function* (run: Run, reading: Reading) {
  const store = yield* SyncStore
  if (reading.parent !== null) {
    const { reason } = yield* store.branches(run, reading.resource)
    if (reason?.startsWith(unavailable) === true) return true
  }
  const listings = yield* store.listings(run)
  return listings.some(
    ({ reason, resource, status }) =>
      status === "skipped" &&
      reason?.startsWith(unavailable) === true &&
      productOf(resource) === productOf(reading.resource)
  )
})

/** Other resources that the source is asked for, to tell the outage of one listing from that of the whole source. */
const maxOthers = 5

/** Whether the source answers for another resource of this run, or for one that is stored; other products are asked first. */
export const answersForOther = Effect.fnUntraced(function* (run: Run, resource: string) {
  const store = yield* SyncStore
  const source = yield* Source
  const listings = yield* store.listings(run)
  const known = new Set([
    ...listings
      .filter(({ cursor, status }) => status !== "skipped" && !Cursor.isOpen(cursor))
      .map((one) => one.resource),
    ...(yield* store.stored(run.connection)).filter(({ live }) => live > 0).map((one) => one.resource)
  ])
  known.delete(resource)
  const isOfOther = (one: string) => productOf(one) !== productOf(resource)
  const ofOthers = Arr.dedupeWith([...known].filter(isOfOther), (one, other) => productOf(one) === productOf(other))
  const ofOwn = [...known].filter((one) => !isOfOther(one))
  const others = [...ofOthers.slice(0, maxOthers - 1), ...ofOwn].slice(0, maxOthers)
  return yield* Effect.exists(others, (other) =>
    source.probe(other).pipe(
      // a resource without a listing of its own is not asked for
      Effect.map(({ latest, total }) => total !== undefined || latest !== undefined),
      Effect.orElseSucceed(() => false)
    )
  )
})
