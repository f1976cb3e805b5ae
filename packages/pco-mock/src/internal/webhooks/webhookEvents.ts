/**
 * Which changes are told to whoever subscribed, and under which name.
 *
 * The names are those that users of Planning Center saw or subscribe to. Left out, because they were found in one unverified list
 * only: check-ins, and plan people and needed positions of services.
 */

import { type Row, value } from "../../Row.ts"
import type { Change } from "../../World.ts"
import { events } from "../facts/generated.ts"

/** An event as `available_events` lists it. */
export interface Available {
  /** `people.v2.events.email.created`. */
  readonly name: string
  readonly app: string
  readonly version: string
  readonly resource: string
  readonly action: string
}

/** Every event one may subscribe to. */
export const available: ReadonlyArray<Available> = events.flatMap(([, beginning, actions]) =>
  actions.map((ending) => {
    const name = `${beginning}.${ending}`
    // `plan.live.updated` is an update of `plan.live`
    const [, app = "", resource = "", action = ""] = /^(.+)\.v2\.events\.(.+)\.(\w+)$/.exec(name) ?? []
    return { name, app, version: "v2", resource, action }
  })
)

/** The events that no change of this world causes; `Webhooks.fire` sends them by hand. */
export const neverCaused: ReadonlyArray<string> = available
  .filter(({ app, resource }) => app === "calendar" || resource === "plan.live")
  .map(({ name }) => name)

const names: ReadonlySet<string> = new Set(available.map(({ name }) => name))

/** Whether one may subscribe to that name. */
export const isAvailable = (name: string): boolean => names.has(name)

/** The product whose rights decide who may see the event. */
export const productOf = (name: string): string => name.split(".")[0] ?? ""

/** How the names of events begin, by the key of their records. */
const beginnings: ReadonlyMap<string, string> = new Map(events.map(([key, beginning]) => [key, beginning]))

const ending = { create: "created", update: "updated", delete: "destroyed" } as const

/** The names of the events that a change causes, in the order they are sent. */
export const causedBy = ({ after, before, op, type }: Change): ReadonlyArray<string> => {
  const key = type.includes(".") ? type : `people.${type}`
  // a parent that was only touched did not change: those who watch its children are told
  if (op === "update" && before !== undefined && after !== undefined && isSame(before, after)) return []
  return [ending[op], ...more(key, before, after)]
    .map((action) => `${beginnings.get(key)}.${action}`)
    .filter(isAvailable)
}

/** When a list counts as refreshed, and a step of a workflow as ready, is not documented; this is what the names say. */
const more = (key: string, before: Row | undefined, after: Row | undefined): ReadonlyArray<string> => {
  if (before === undefined || after === undefined) return []
  if (key === "people.List" && value(before, "refreshed_at") !== value(after, "refreshed_at")) return ["refreshed"]
  const [was, is] = [before.relationships.current_step?.id, after.relationships.current_step?.id]
  return key === "people.WorkflowCard" && was !== is ? ["step_ready"] : []
}

const isSame = (one: Row, other: Row): boolean =>
  JSON.stringify([one.attributes, one.relationships]) === JSON.stringify([other.attributes, other.relationships])
