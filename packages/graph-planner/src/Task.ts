/** What is asked of an API to read one resource, and what comes along. Plain data, as a journal keeps it. */
import * as Schema from "effect/Schema"
import * as Strategy from "./Strategy.ts"

/**
 * Whether `all` records are reached, or only `some`: those that hang from what is asked. Where it is `some`, what was not
 * met may be there all the same.
 *
 * @since 0.1.0
 * @category schemas
 */
export const Covers = Schema.Literal("all", "some")

/** @since 0.1.0 */
export type Covers = typeof Covers.Type

/** Requests, where the number of records is known. */
const Requests = Schema.NullOr(Schema.Int)

/**
 * One endpoint to ask: once, or once for each record of a parent.
 *
 * @since 0.1.0
 * @category schemas
 */
export const Route = Schema.Struct({
  /** The endpoint by its name: `groups.Membership.listOfGroup`. */
  endpoint: Schema.String,
  /** The `key` of the parent; null where the endpoint asks for everything at once. */
  below: Schema.NullOr(Schema.String),
  strategy: Strategy.Strategy,
  covers: Covers,
  sees: Strategy.Sees,
  requests: Requests
})

/** @since 0.1.0 */
export type Route = typeof Route.Type

/**
 * What a resource could be read by as well, and why it is not.
 *
 * @since 0.1.0
 * @category schemas
 */
export const Alternative = Schema.Struct({
  routes: Schema.Array(Route),
  sideLoads: Schema.Array(Schema.Struct({ include: Schema.String, on: Schema.String, covers: Covers })),
  requests: Requests,
  /** Why it lost, for people. */
  lost: Schema.String
})

/** @since 0.1.0 */
export type Alternative = typeof Alternative.Type

/** What is said of each resource, however it is read. */
const decision = {
  resource: Schema.String,
  covers: Covers,
  /** How many records there are, where that is known. */
  records: Schema.NullOr(Schema.Int),
  /** All requests that reading it takes, corrected by what earlier runs took. */
  requests: Requests,
  /** Why it is read so, for people. */
  why: Schema.String,
  alternatives: Schema.Array(Alternative)
}

/**
 * A resource that comes along with another's pages.
 *
 * @since 0.1.0
 * @category schemas
 */
export const SideLoad = Schema.Struct({
  include: Schema.String,
  ...decision,
  /** How it is read by itself, should the pages leave something out; empty where it cannot be. */
  instead: Schema.Array(Route)
})

/** @since 0.1.0 */
export type SideLoad = typeof SideLoad.Type

/**
 * One resource to read, by requests of its own.
 *
 * @since 0.1.0
 * @category schemas
 */
export const Task = Schema.Struct({
  ...decision,
  /** What is asked. There are several where only all of them together reach what can be reached. */
  routes: Schema.NonEmptyArray(Route),
  /** What its pages bring along. */
  sideLoads: Schema.Array(SideLoad),
  /** What has to be there before: hard dependencies, and the parents it is asked past. */
  needs: Schema.Array(Schema.String)
})

/** @since 0.1.0 */
export type Task = typeof Task.Type
