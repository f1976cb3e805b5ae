/**
 * Which changes are told to whoever subscribed, and under which name.
 *
 * The names are those that users of Planning Center saw or subscribe to. Left out, because they were found in one unverified list
 * only: check-ins, and plan people and needed positions of services.
 */
import { type Row, value } from "./Row.ts"
import type { Change } from "./World.ts"

/** An event as `available_events` lists it. */
export interface Available {
  /** `people.v2.events.email.created`. */
  readonly name: string
  readonly app: string
  readonly version: string
  readonly resource: string
  readonly action: string
}

type Actions = string

const all = "created updated destroyed"

/** Actions by the name of the thing, by product. */
const actions: { readonly [product: string]: { readonly [resource: string]: Actions } } = {
  people: {
    address: all,
    email: all,
    field_datum: all,
    field_definition: all,
    form_submission: "created",
    household: all,
    list: `${all} refreshed`,
    list_result: "created destroyed",
    note: "created destroyed",
    person: all,
    person_merger: "created",
    phone_number: all,
    workflow: all,
    workflow_card: `${all} step_ready`,
    workflow_card_activity: all,
    workflow_share: all,
    workflow_step: all
  },
  giving: { batch: "created updated", donation: all, fund: all, recurring_donation: all },
  groups: { group: all, membership: all },
  "groups.church_center": { group_application: all },
  services: {
    arrangement: all,
    key: all,
    plan: all,
    "plan.live": "updated",
    plan_item: all,
    plan_note: all,
    song: all
  },
  publishing: { episode: all, episode_time: all },
  calendar: { event_request: `${all} approved` }
}

/** Every event one may subscribe to. */
export const available: ReadonlyArray<Available> = Object.entries(actions).flatMap(([app, resources]) =>
  Object.entries(resources).flatMap(([resource, names]) =>
    names.split(" ").map((action) => ({
      name: `${app}.v2.events.${resource}.${action}`,
      app,
      version: "v2",
      resource,
      action
    }))
  )
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

/** The types whose events are not called as the type is, and not of the product's own application. */
const spellings: { readonly [type: string]: string } = {
  "services.Item": "services/plan_item",
  "groups.GroupApplication": "groups.church_center/group_application"
}

const ending = { create: "created", update: "updated", delete: "destroyed" } as const

/** The names of the events that a change causes, in the order they are sent. */
export const causedBy = ({ after, before, op, type }: Change): ReadonlyArray<string> => {
  const key = type.includes(".") ? type : `people.${type}`
  const [product = "", name = ""] = key.split(".")
  const [app = "", resource = ""] = (spellings[key] ?? `${product}/${snake(name)}`).split("/")
  // a parent that was only touched did not change: those who watch its children are told
  if (op === "update" && before !== undefined && after !== undefined && isSame(before, after)) return []
  return [ending[op], ...more(key, before, after)]
    .map((action) => `${app}.v2.events.${resource}.${action}`)
    .filter(isAvailable)
}

/** When a list counts as refreshed, and a step of a workflow as ready, is not documented; this is what the names say. */
const more = (key: string, before: Row | undefined, after: Row | undefined): ReadonlyArray<string> => {
  if (before === undefined || after === undefined) return []
  if (key === "people.List" && value(before, "refreshed_at") !== value(after, "refreshed_at")) return ["refreshed"]
  const [was, is] = [before.relationships.current_step?.id, after.relationships.current_step?.id]
  return key === "people.WorkflowCard" && was !== is ? ["step_ready"] : []
}

const snake = (name: string): string => name.replace(/(?<=[a-z])[A-Z]/g, (letter) => `_${letter}`).toLowerCase()

const isSame = (one: Row, other: Row): boolean =>
  JSON.stringify([one.attributes, one.relationships]) === JSON.stringify([other.attributes, other.relationships])
