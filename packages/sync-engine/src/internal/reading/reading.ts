/** One listing to read: that of a resource as a whole, or what one record of another resource has below it. */
import { Task } from "@openfaith/graph-planner"
import * as Arr from "effect/Array"
import * as Schema from "effect/Schema"
import { Place } from "../../SourceRecord.ts"
import type { Branch } from "../storing/listing.ts"

/** What a page brings along. */
const SideLoad = Schema.Struct({
  include: Schema.String,
  resource: Schema.String,
  covers: Task.Covers,
  /** How it is read by itself, should the pages leave something out; empty where it cannot be. */
  instead: Schema.Array(Task.Route)
})

/**
 * What is asked, and what comes along. It is what a plan decided, without the reasons.
 *
 * @since 0.1.0
 * @category schemas
 */
export const Reading = Schema.Struct({
  resource: Schema.String,
  covers: Task.Covers,
  route: Task.Route,
  sideLoads: Schema.Array(SideLoad),
  /** The record it is below; null where the route asks for everything at once. */
  parent: Schema.NullOr(Place)
})

/** @since 0.1.0 */
export type Reading = typeof Reading.Type

/**
 * What all branches of a resource have in common: how it is asked for below each of its parents.
 *
 * @since 0.1.0
 * @category schemas
 */
export const Fan = Schema.Struct({
  resource: Schema.String,
  covers: Task.Covers,
  routes: Schema.NonEmptyArray(Schema.Struct({ ...Task.Route.fields, below: Schema.String })),
  sideLoads: Schema.Array(SideLoad)
})

/** @since 0.1.0 */
export type Fan = typeof Fan.Type

const sideLoadsOf = ({ sideLoads }: Task.Task) =>
  sideLoads.map(({ covers, include, instead, resource }) => ({ include, resource, covers, instead }))

/**
 * What a task asks: once, or below each record of others.
 *
 * @since 0.1.0
 * @category constructors
 */
export const fromTask = (task: Task.Task): Reading | Fan => {
  const { covers, resource } = task
  const sideLoads = sideLoadsOf(task)
  const routes = task.routes.flatMap(({ below, ...route }) => (below === null ? [] : [{ ...route, below }]))
  return Arr.isNonEmptyReadonlyArray(routes)
    ? { resource, covers, routes, sideLoads }
    : { resource, covers, route: task.routes[0], sideLoads, parent: null }
}

/** Whether there is a branch for each record of other resources. */
export const isFan = (what: Reading | Fan): what is Fan => "routes" in what

/** The branch of its resource that is read; none where it is read as a whole. */
export const branch = ({ parent, route }: Reading): Branch | undefined =>
  parent === null ? undefined : { endpoint: route.endpoint, parent: parent.id }
