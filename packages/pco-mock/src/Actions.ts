/**
 * What the POSTs below a record do. Those whose effect cannot be seen in any later read, or is not known, are not here: they are listed as
 * not modelled, and answer so.
 */
import * as Answer from "./Answer.ts"
import * as Catalog from "./Catalog.ts"
import { type Json, moment, type Row } from "./Row.ts"
import * as Untrusted from "./Untrusted.ts"
import type { World } from "./World.ts"
import * as Writes from "./Writes.ts"

/** What an action is asked with. */
interface Call {
  readonly world: World
  readonly row: Row
  readonly attributes: Untrusted.JsonObject
  readonly relationships: Untrusted.JsonObject
  /** Now, as rows keep it. */
  readonly at: string
}

/** An answer, or the row that is the answer; nothing means 204. */
type Effect = (call: Call) => Answer.Answer | Row | undefined

const missing = (name: string): Answer.Answer =>
  Answer.errors(400, {
    status: "400",
    title: "Bad Request",
    code: "missing_parameter",
    detail: `${name} is needed`,
    meta: { param: name }
  })

const changes =
  (attributes: (call: Call) => { readonly [name: string]: Json }): Effect =>
  (call) => {
    call.world.update(call.row.key, call.row.id, attributes(call))
    return undefined
  }

/** The steps of a card's workflow, in order, and which one it is at. */
const steps = ({ row, world }: Call) => {
  const workflow = row.relationships.workflow?.id ?? ""
  const all = [...world.children("people.WorkflowStep", "workflow", workflow)].sort(
    (a, b) => Number(a.attributes.sequence) - Number(b.attributes.sequence)
  )
  return { all, at: all.findIndex(({ id }) => id === row.relationships.current_step?.id) }
}

/** Moves a card on or back; past the last step it is completed. */
const moved =
  (by: number): Effect =>
  (call) => {
    const { all, at } = steps(call)
    const next = all[Math.max(0, at + by)]
    const done = at + by >= all.length
    call.world.update(
      call.row.key,
      call.row.id,
      done
        ? { stage: "completed", completed_at: call.at, moved_to_step_at: call.at }
        : { stage: "ready", completed_at: null, moved_to_step_at: call.at },
      { current_step: done || next === undefined ? null : { type: next.type, id: next.id } }
    )
    return undefined
  }

const ids = (json: Json | undefined): ReadonlyArray<string> | undefined =>
  Untrusted.isObject(json) && Array.isArray(json.data)
    ? json.data.flatMap((each) => (Untrusted.isObject(each) ? [String(each.id)] : []))
    : undefined

/** Puts tags in the place of those there were. */
const tagged: Effect = ({ relationships, row, world }) => {
  const tags = ids(relationships.tags)
  if (tags === undefined) return missing("tags")
  Writes.link(world, row, new Map([["tags", tags]]))
  return undefined
}

/** Gives items the order in which their ids are sent. */
const reordered: Effect = ({ attributes, world }) => {
  if (!Array.isArray(attributes.sequence)) return missing("sequence")
  for (const [index, id] of attributes.sequence.entries())
    world.update("services.Item", String(id), { sequence: index + 1 })
  return undefined
}

/** Batches are committed behind the scenes: until then they are `updating`. */
const committed: Effect = ({ row, world }) => {
  world.update(row.key, row.id, { status: "updating" })
  world.later(() => {
    const at = world.stamp()
    const attributes =
      row.type === "Batch" ? { status: "committed", committed_at: at } : { status: "committed", committed: true }
    world.update(row.key, row.id, attributes)
  })
  return world.get(row.key, row.id)
}

const refunded: Effect = ({ at, row, world }) => {
  if (world.children("giving.Refund", "donation", row.id).length > 0) return Answer.duplicate
  const { amount_cents = 0, amount_currency = "USD", fee_currency = "USD" } = row.attributes
  const attributes = { amount_cents, amount_currency, fee_currency, fee_cents: 0, refunded_at: at }
  const refund = world.create("giving.Refund", attributes, { donation: row })
  for (const designation of world.children("giving.Designation", "donation", row.id)) {
    const part = { amount_cents: designation.attributes.amount_cents ?? 0, amount_currency }
    world.create("giving.DesignationRefund", part, { refund, designation })
  }
  return world.get(row.key, row.id)
}

const answered =
  (status: string): Effect =>
  ({ row, world }) => {
    if (row.attributes.status !== "pending") {
      return Answer.errors(422, {
        status: "422",
        title: "Unprocessable Entity",
        code: "unprocessable_entity",
        detail: "It was answered before"
      })
    }
    world.update(row.key, row.id, { status })
    const { group = null, person = null } = row.relationships
    if (status === "approved") {
      world.create("groups.Membership", { role: "member", joined_at: world.stamp() }, { group, person })
    }
    return world.get(row.key, row.id)
  }

/** Somebody answers whether they serve: their place in the plan says so afterwards. */
const responded =
  (status: string): Effect =>
  ({ attributes, at, row, world }) => {
    const place = row.relationships.plan_person?.id ?? ""
    const reason = status === "D" ? { decline_reason: attributes.reason ?? null } : {}
    world.update("services.PlanPerson", place, { status, status_updated_at: at, ...reason })
    return undefined
  }

/** Moves a live plan to an item further on or back. */
const gone =
  (by: number): Effect =>
  ({ row, world }) => {
    const plan = row.relationships.plan?.id ?? ""
    const times = world
      .children("services.Item", "plan", plan)
      .flatMap((item) => world.children("services.ItemTime", "item", item.id).slice(0, 1))
    const at = times.findIndex(({ id }) => id === row.relationships.current_item_time?.id)
    const current = times[Math.max(0, Math.min(times.length - 1, at + by))] ?? null
    const next = current === null ? null : (times[times.indexOf(current) + 1] ?? null)
    world.update(row.key, row.id, {}, { current_item_time: current, next_item_time: next })
    return world.get(row.key, row.id)
  }

const me = (world: World) => {
  const { slots, table } = world.view("services.Person")
  const [first] = slots
  return first === undefined ? null : table.row(first)
}

const opened: Effect = ({ at, row, world }) =>
  world.create("services.AttachmentActivity", {
    date: at.slice(0, 10),
    attachment_url: row.attributes.url ?? null,
    activity_type: "open"
  })

const effects: { readonly [action: string]: Effect } = {
  "people.List/run": changes(({ at }) => ({ refreshed_at: at, batch_completed_at: at, status: "success" })),
  "people.CustomSender/send_verification": changes(({ at }) => ({ verification_requested_at: at })),
  "people.WorkflowCard/promote": moved(1),
  "people.WorkflowCard/skip_step": moved(1),
  "people.WorkflowCard/go_back": moved(-1),
  "people.WorkflowCard/remove": changes(({ at }) => ({ stage: "removed", removed_at: at })),
  "people.WorkflowCard/restore": changes(() => ({ stage: "ready", removed_at: null, completed_at: null })),
  "people.WorkflowCard/snooze": ({ at, attributes, row, world }) => {
    const days = Number(attributes.duration)
    if (!Number.isFinite(days) || attributes.duration === undefined) return missing("duration")
    const until = moment(Date.parse(at) / 1000 + days * 86_400)
    world.update(row.key, row.id, { stage: "snoozed", snooze_until: until })
    return undefined
  },
  "people.WorkflowCard/unsnooze": changes(() => ({ stage: "ready", snooze_until: null })),
  "people.WorkflowCard/send_email": ({ attributes, row, world }) => {
    if (attributes.subject === undefined) return missing("subject")
    const content = { type: "email", subject: attributes.subject, content: attributes.note ?? null }
    world.create("people.WorkflowCardActivity", content, {
      workflow_card: row,
      workflow_step: row.relationships.current_step ?? null
    })
    return undefined
  },
  "giving.Batch/commit": committed,
  "giving.BatchGroup/commit": committed,
  "giving.Donation/issue_refund": refunded,
  "groups.Group/enable_chat": changes(() => ({ chat_enabled: true })),
  "groups.Group/disable_chat": changes(() => ({ chat_enabled: false })),
  // in which form the campuses are sent is not documented: both that are usual are taken
  "groups.Group/assign_campuses": ({ attributes, relationships, row, world }) => {
    const sent = Array.isArray(attributes.campus_ids) ? attributes.campus_ids.map(String) : ids(relationships.campuses)
    if (sent === undefined) return missing("campus_ids")
    Writes.link(world, row, new Map([["campuses", sent]]))
    return undefined
  },
  "groups.GroupApplication/approve": answered("approved"),
  "groups.GroupApplication/reject": answered("rejected"),
  "services.Arrangement/assign_tags": tagged,
  "services.Media/assign_tags": tagged,
  "services.Person/assign_tags": tagged,
  "services.Song/assign_tags": tagged,
  "services.Media/archive": changes(() => ({ "~archived": true })),
  "services.Media/unarchive": changes(() => ({ "~archived": false })),
  "services.Attachment/open": opened,
  "services.Attachment/preview": opened,
  "services.Plan/item_reorder": reordered,
  "services.PlanTemplate/item_reorder": reordered,
  "services.Schedule/accept": responded("C"),
  "services.Schedule/decline": responded("D"),
  "services.SignupSheet/accept": ({ row, world }) => {
    const signup = world.get("services.AvailableSignup", row.relationships.available_signup?.id ?? "")
    const person = world.get("services.Person", signup?.relationships.person?.id ?? "") ?? null
    const content = { full_name: person?.attributes.full_name ?? null, status: "C" }
    world.create("services.ScheduledPerson", content, { person, signup_sheet: row })
    return undefined
  },
  "services.Live/go_to_next_item": gone(1),
  "services.Live/go_to_previous_item": gone(-1),
  "services.Live/toggle_control": ({ row, world }) => {
    world.update(row.key, row.id, {}, { controller: row.relationships.controller ? null : me(world) })
    return world.get(row.key, row.id)
  }
}

/** The actions of the product `webhooks`, which are done by the deliveries themselves. */
const elsewhere = new Set([
  "webhooks.Event/ignore",
  "webhooks.Event/redeliver",
  "webhooks.WebhookSubscription/rotate_secret"
])

/** The documented actions that do nothing here yet, as `{key}/{name}`; they answer 501. */
export const unmodelled: ReadonlyArray<string> = Catalog.resources
  .flatMap(({ actions, key }) => [...actions.keys()].map((name) => `${key}/${name}`))
  .filter((name) => !Object.hasOwn(effects, name) && !elsewhere.has(name))

/** Does an action; the row it answers with, or an answer. */
export const run = (world: World, row: Row, name: string, body: string): Row | Answer.Answer => {
  const key = `${row.key}/${name}`
  const effect = Object.hasOwn(effects, key) ? effects[key] : undefined
  if (effect === undefined) return Answer.notModelled(`the action ${name} of ${row.key}`)
  // an action may be asked with no body at all
  const given = body === "" ? { data: {} } : Writes.data(body)
  if ("refused" in given) return given.refused
  const { attributes, relationships }: Untrusted.JsonObject = given.data
  const call = {
    world,
    row,
    attributes: Untrusted.isObject(attributes) ? attributes : {},
    relationships: Untrusted.isObject(relationships) ? relationships : {},
    at: world.stamp()
  }
  return effect(call) ?? Answer.noContent
}
