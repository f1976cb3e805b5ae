/** How the answers to one endpoint are read without missing anything. */
import { Endpoint } from "@openfaith/client-core"
import * as Schema from "effect/Schema"

/**
 * What a run is for.
 *
 * `full` reads everything; `delta` what changed since the last run; `audit` enumerates everything again, in an order that
 * edits cannot disturb, so that whatever is missing was deleted.
 *
 * @since 0.1.0
 * @category schemas
 */
export const Mode = Schema.Literal("full", "delta", "audit")

/** @since 0.1.0 */
export type Mode = typeof Mode.Type

/**
 * How a listing is read.
 *
 * - `Keyset` asks for what comes at or after the last one seen, in the order of `by`.
 * - `Descending` begins with the newest and ends where the last run ended.
 * - `Filtered` asks for what changed since the last run, in no order of that, and counts it.
 * - `Offset` counts records, and checks that they did not move.
 * - `One` is no listing: each request answers with one record.
 *
 * @since 0.1.0
 * @category schemas
 */
export const Strategy = Schema.Union(
  Schema.TaggedStruct("Keyset", { by: Schema.String }),
  Schema.TaggedStruct("Descending", { by: Schema.String }),
  Schema.TaggedStruct("Filtered", { by: Schema.String }),
  Schema.TaggedStruct("Offset", {}),
  Schema.TaggedStruct("One", {})
)

/** @since 0.1.0 */
export type Strategy = typeof Strategy.Type

/**
 * What a run sees of a resource: `everything` there is, and so every change; only what `changed` since the last run; or
 * only what was `created` since, so that an edit waits for the next audit.
 *
 * @since 0.1.0
 * @category schemas
 */
export const Sees = Schema.Literal("everything", "changed", "created")

/** @since 0.1.0 */
export type Sees = typeof Sees.Type

/**
 * A strategy, and what it sees.
 *
 * @since 0.1.0
 * @category models
 */
export interface Reading {
  readonly strategy: Strategy
  readonly sees: Sees
}

/** An edit comes up again at the end of a walk by `changedAt`, and disturbs none by `createdAt`. */
const keysetBy = (endpoint: Endpoint.AnyList, mode: Mode): string | undefined => {
  const { changedAt, createdAt } = endpoint.resource
  const preferred = mode === "audit" ? [createdAt, changedAt] : [changedAt, createdAt]
  return preferred.find((attribute) => attribute !== undefined && Endpoint.isKeyset(endpoint, attribute))
}

const whole = (endpoint: Endpoint.AnyList, mode: Mode): Reading => {
  const by = keysetBy(endpoint, mode)
  return { strategy: by === undefined ? { _tag: "Offset" } : { _tag: "Keyset", by }, sees: "everything" }
}

const changes = (endpoint: Endpoint.AnyList): Reading => {
  const delta = Endpoint.delta(endpoint)
  switch (delta._tag) {
    case "Keyset":
    case "Descending":
    case "Filtered":
      return { strategy: delta, sees: "changed" }
    case "Created":
      return { strategy: { _tag: "Keyset", by: delta.by }, sees: "created" }
    case "None":
      return { strategy: { _tag: "Offset" }, sees: "everything" }
  }
}

/**
 * The strongest strategy an endpoint supports in a mode.
 *
 * @since 0.1.0
 * @category constructors
 */
export const of = (endpoint: Endpoint.AnyList | Endpoint.AnyGet, mode: Mode): Reading => {
  if (endpoint._tag === "Get") return { strategy: { _tag: "One" }, sees: "everything" }
  return mode === "delta" ? changes(endpoint) : whole(endpoint, mode)
}

/**
 * In words, as a plan prints it.
 *
 * @since 0.1.0
 * @category combinators
 */
export const words = (strategy: Strategy): string => {
  switch (strategy._tag) {
    case "Keyset":
      return `by ${strategy.by}`
    case "Descending":
      return `newest ${strategy.by} first`
    case "Filtered":
      return `filtered by ${strategy.by}`
    case "Offset":
      return "by offset"
    case "One":
      return "one by one"
  }
}
