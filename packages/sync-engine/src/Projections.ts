/** The host's projections, ready to be run: how a store runs them within a commit. */
import type { Document } from "@openfaith/client-core"
import * as Arr from "effect/Array"
import * as Cause from "effect/Cause"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import * as Projection from "./Projection.ts"
import { Source } from "./Source.ts"

/**
 * A record as it is stored: exactly as it came.
 *
 * @since 0.1.0
 * @category models
 */
export interface Stored {
  readonly id: string
  readonly body: string
}

/**
 * A projection that has all it needs.
 *
 * @since 0.1.0
 * @category models
 */
export interface Ready {
  readonly name: string
  readonly version: number
  readonly resource: string
  readonly rows: (records: ReadonlyArray<Stored>, origin: Projection.Origin) => Projection.Rows
  readonly remove: Projection.Projection["remove"]
}

/**
 * What is projected, in the order in which it is written.
 *
 * @since 0.1.0
 * @category tags
 */
export class Projections extends Context.Tag("@openfaith/sync-engine/Projections")<
  Projections,
  ReadonlyArray<Ready>
>() {}

/**
 * The projections a host gave do not go together, or with what is read.
 *
 * @since 0.1.0
 * @category errors
 */
export class InvalidProjection extends Schema.TaggedError<InvalidProjection>(
  "@openfaith/sync-engine/InvalidProjection"
)("InvalidProjection", { projection: Schema.String, resource: Schema.String, problem: Schema.String }) {
  override get message() {
    return `the projection ${this.projection} of ${this.resource}: ${this.problem}`
  }
}

/** What is wrong with projections over some resources, if anything is. */
const invalid = (
  projections: ReadonlyArray<Pick<Ready, "name" | "resource">>,
  resources: ReadonlySet<string>
): InvalidProjection | undefined => {
  const names = new Set<string>()
  for (const { name, resource } of projections) {
    const problem = (text: string) => new InvalidProjection({ projection: name, resource, problem: text })
    if (!resources.has(resource)) {
      return problem("this resource is not described: give its description to Sync.layer and to the source")
    }
    if (names.has(JSON.stringify([resource, name]))) {
      return problem("there is another of this name: tell the two apart by `name`")
    }
    names.add(JSON.stringify([resource, name]))
  }
  return undefined
}

/** Takes stored records apart again; those that cannot be are refused like any other. */
const itemsOf = (open: (body: string) => Either.Either<Document.Item, string>, records: ReadonlyArray<Stored>) => {
  const [refused, items] = Arr.partitionMap(records, ({ body, id }) =>
    Either.mapLeft(open(body), (issue) => ({ id, issue }))
  )
  return { items, refused }
}

/**
 * Projections, over some resources, with what they need from here on; in the order in which they are written.
 *
 * @since 0.1.0
 * @category layers
 */
export const layer = <R>(
  projections: ReadonlyArray<Projection.Projection<R>>,
  resources: ReadonlySet<string>
): Layer.Layer<Projections, InvalidProjection, Source | R> =>
  Layer.effect(
    Projections,
    Effect.gen(function* () {
      const problem = invalid(projections, resources)
      if (problem !== undefined) return yield* problem
      const { open } = yield* Source
      const context = yield* Effect.context<R>()
      return projections.map(
        ({ name, remove, resource, rows, version }): Ready => ({
          name,
          version,
          resource,
          rows: (records, origin) => {
            const { items, refused } = itemsOf(open, records)
            const made = rows(items, origin)
            return {
              ...made,
              refused: [...refused, ...made.refused],
              write: (from, to) => Effect.provide(made.write(from, to), context)
            }
          },
          remove: (ids, origin) => Effect.provide(remove(ids, origin), context)
        })
      )
    })
  )

/**
 * What of one resource a commit has changed.
 *
 * @since 0.1.0
 * @category models
 */
export interface Change {
  readonly resource: string
  /** Records that are new or other than before, and were read whole. */
  readonly written: ReadonlyArray<Stored>
  /** The ids of what is marked as deleted. */
  readonly removed: ReadonlyArray<string>
}

/**
 * A record of which the host's own rows do not say what it says.
 *
 * @since 0.1.0
 * @category models
 */
export interface Refusal {
  readonly projection: string
  readonly resource: string
  readonly id: string
  readonly issue: string
  /** Whether it is for something that is not there yet. */
  readonly waits: boolean
}

/**
 * Why a record was refused.
 *
 * `doubt`: the record may be to blame, or the statement itself, as where a table is missing. The store fails with `failure`
 * unless another record of the same projection passes in the same commit. A record that is alone has no other to compare
 * with: `failsAlone` says what becomes of it.
 *
 * @since 0.1.0
 * @category models
 */
export interface Blame<out E> extends Pick<Refusal, "issue" | "waits"> {
  readonly doubt?: { readonly failure: E; readonly failsAlone: boolean } | undefined
}

/**
 * Why a write failed: the record is to blame, which is kept aside; or the store itself, which fails.
 *
 * @since 0.1.0
 * @category models
 */
export type Verdict<E> = Either.Either<Blame<E>, E>

/**
 * What a store lends to projections.
 *
 * @since 0.1.0
 * @category models
 */
export interface Means<E> extends Projection.Origin {
  /** Does something as a whole or, where it fails, not at all: a savepoint. */
  readonly attempt: <A, F>(work: Effect.Effect<A, F>) => Effect.Effect<A, E | F>
  readonly judge: (cause: Cause.Cause<unknown>) => Verdict<E>
}

/**
 * The verdict over failures that no database is to blame for: those of the host's own code.
 *
 * @since 0.1.0
 * @category combinators
 */
export const blame = (cause: Cause.Cause<unknown>): Pick<Refusal, "issue" | "waits"> => {
  const error = Cause.squash(cause)
  return {
    issue: error instanceof Error ? error.message : String(error),
    waits: error instanceof Projection.MissingParent
  }
}

/** Issues are read by people. */
const readable = (issue: string) => (issue.length > 1000 ? `${issue.slice(0, 1000)}…` : issue)

/** Rows of one statement at most: drivers take a limited number of values, and a host's event loop waits for each. */
const portion = 1000

/** So many doubtful refusals without a record that passes are the statement's fault. */
const manyDoubts = 32

/**
 * Runs projections over what a commit has changed, one after another: removes first, in the reverse order, then writes, in
 * portions of 1,000 rows. A portion that fails is tried in halves, until only the records to blame are left. Returns what
 * was refused.
 *
 * To be called by a store, within the transaction of the commit.
 *
 * @since 0.1.0
 * @category combinators
 */
export const run = <E>(
  projections: ReadonlyArray<Ready>,
  changes: ReadonlyArray<Change>,
  { attempt, connection, judge }: Means<E>
): Effect.Effect<ReadonlyArray<Refusal>, E> =>
  Effect.gen(function* () {
    const refusals: Array<Refusal> = []
    const origin = { connection }

    const refuse = ({ name, resource }: Ready, id: string, why: Pick<Refusal, "issue" | "waits">) => {
      refusals.push({ projection: name, resource, id, issue: readable(why.issue), waits: why.waits })
    }

    /** Does the work over all the ids, in portions and halves. */
    const isolate = (
      projection: Ready,
      ids: ReadonlyArray<string>,
      work: (from: number, to: number) => Effect.Effect<unknown, unknown>
    ): Effect.Effect<void, E> => {
      const doubts: Array<{ readonly id: string; readonly why: Blame<E> }> = []
      let passed = false

      const halves = (from: number, to: number): Effect.Effect<void, E> =>
        Effect.matchCauseEffect(attempt(work(from, to)), {
          onSuccess: () =>
            Effect.sync(() => {
              passed = true
            }),
          onFailure: (cause): Effect.Effect<void, E> => {
            if (Cause.isInterruptedOnly(cause)) return Effect.interrupt
            const verdict = judge(cause)
            if (Either.isLeft(verdict)) return Effect.fail(verdict.left)
            if (to - from > 1) {
              const middle = Math.ceil((from + to) / 2)
              return Effect.zipRight(halves(from, middle), halves(middle, to))
            }
            const why = verdict.right
            for (const id of ids.slice(from, to)) {
              if (why.doubt === undefined) refuse(projection, id, why)
              else doubts.push({ id, why })
            }
            return !passed && doubts.length >= manyDoubts ? settle : Effect.void
          }
        })

      /** Whom the doubtful refusals are laid to, by now. */
      const settle = Effect.suspend((): Effect.Effect<void, E> => {
        const doubt = doubts[0]?.why.doubt
        if (doubt !== undefined && !passed && (doubts.length > 1 || doubt.failsAlone)) return Effect.fail(doubt.failure)
        for (const { id, why } of doubts.splice(0)) refuse(projection, id, why)
        return Effect.void
      })

      const portions = Array.from({ length: Math.ceil(ids.length / portion) }, (_, index) => index * portion)
      return Effect.zipRight(
        Effect.forEach(portions, (from) => halves(from, Math.min(from + portion, ids.length)), { discard: true }),
        settle
      )
    }

    const remove = (projection: Ready, ids: ReadonlyArray<string>) =>
      isolate(projection, ids, (from, to) => {
        const some = ids.slice(from, to)
        return Arr.isNonEmptyReadonlyArray(some) ? projection.remove(some, origin) : Effect.void
      })

    const all = projections.flatMap((projection) =>
      changes.flatMap((change) =>
        change.resource === projection.resource
          ? [{ projection, rows: projection.rows(change.written, origin), removed: change.removed }]
          : []
      )
    )
    for (const { projection, removed, rows } of all.toReversed()) {
      yield* remove(projection, [...removed, ...rows.without])
    }
    for (const { projection, rows } of all) {
      for (const { id, issue } of rows.refused) refuse(projection, id, { issue, waits: false })
      yield* isolate(projection, rows.ids, rows.write)
    }
    return refusals
  })
