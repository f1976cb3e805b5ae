/**
 * What the POSTs below a record do. Those whose effect cannot be seen in any later read, or is not known, are not here: they are listed as
 * not modelled, and answer so.
 */

import { type Json, moment, type Row } from "../../Row.ts"
import type { World } from "../../World.ts"
import * as Untrusted from "../control/untrusted.ts"
import type * as Catalog from "../facts/catalog.ts"
import * as Answer from "./answer.ts"
import * as Me from "./me.ts"
import * as PlanActions from "./planActions.ts"
import * as Writes from "./writes.ts"

/** What an action is asked with. */
interface Call {
  readonly world: World
  readonly row: Row
  readonly attributes: Untrusted.JsonObject
  readonly relationships: Untrusted.JsonObject
  /** All that was sent as `data`. */
  readonly sent: Untrusted.JsonObject
  /** Now, as rows keep it. */
  readonly at: string
}

/** An answer, or the row or the rows that are the answer; nothing means 204, and the card itself for actions on cards. */
type Effect = (call: Call) => Answer.Answer | Row | ReadonlyArray<Row> | undefined

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

const opened: Effect = ({ at, row, world }) =>
  world.create("services.AttachmentActivity", {
    date: at.slice(0, 10),
    attachment_url: row.attributes.url ?? null,
    activity_type: "open"
  })

/** The record a relationship of the body names; 422 when it is not there. */
const named = (
  { relationships, sent, world }: Call,
  name: string,
  key: string
): { readonly row: Row } | { readonly refused: Answer.Answer } => {
  // the documentation writes `relationship` in one place
  const among = Untrusted.isObject(sent.relationship) ? { ...sent.relationship, ...relationships } : relationships
  const linkage = among[name]
  const data = Untrusted.isObject(linkage) ? linkage.data : undefined
  if (!Untrusted.isObject(data)) return { refused: missing(name) }
  const row = world.get(key, String(data.id))
  return row === undefined ? { refused: Writes.resourceNotFound(name) } : { row }
}

/** Closes or opens the service types that are sent, for one person. */
const collapsed =
  (closed: boolean): Effect =>
  ({ relationships, row, world }) => {
    const sent = ids(relationships.service_type)
    if (sent === undefined) return missing("service_type")
    for (const id of sent) {
      const other = world.get("services.ServiceType", id)
      if (other === undefined) return Writes.resourceNotFound("service_type")
      for (const link of world.children("services.~Collapsed", "one", row.id)) {
        if (link.relationships.other?.id === id) world.delete(link.key, link.id)
      }
      if (closed) world.create("services.~Collapsed", {}, { one: row, other })
    }
    return undefined
  }

/** Which marks of a template stand for what is not documented: here the names of the person's attributes, in two pairs of braces. */
const rendered: Effect = (call) => {
  const { attributes, row, world } = call
  const found = named(call, "person", "services.Person")
  if ("refused" in found) return found.refused
  const person = found.row
  const filled = (text: Json | undefined) =>
    String(text ?? "").replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => String(person.attributes[name] ?? ""))
  const html = filled(row.attributes.html_body)
  const body = attributes.format === "text" ? html.replace(/<[^>]*>/g, "") : html
  const content = { body, subject: filled(row.attributes.subject) }
  return world.create("services.EmailTemplateRenderedResponse", content, { person, email_template: row })
}

/** The list is sent off at once and has arrived behind the scenes; which words `status` has is not documented. */
const synced: Effect = ({ row, world }) => {
  const [known] = world.children("people.MailchimpSyncStatus", "list", row.id)
  const begun = { status: "pending", progress: 0, completed_at: null, error: null }
  const status =
    known === undefined
      ? world.create("people.MailchimpSyncStatus", begun, { list: row })
      : world.update(known.key, known.id, begun)
  world.later(() => {
    if (status === undefined) return
    world.update(status.key, status.id, { status: "complete", progress: 100, completed_at: world.stamp() })
  })
  return undefined
}

const effects: { readonly [action: string]: Effect } = {
  "people.List/mailchimp_sync": synced,
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
  "services.EmailTemplate/render": rendered,
  "services.Person/collapse_service_types": collapsed(true),
  "services.Person/expand_service_types": collapsed(false),
  "services.ServiceType/create_plans": ({ attributes, relationships, row, world }) =>
    PlanActions.create(world, row, attributes, relationships),
  // documented as an id of a template, whatever its name says
  "services.Plan/import_template": ({ attributes, row, world }) => {
    if (attributes.plan_id === undefined) return missing("plan_id")
    const template = world.get("services.PlanTemplate", String(attributes.plan_id))
    if (template === undefined) return Writes.resourceNotFound("plan_id")
    PlanActions.copy(world, template, row, PlanActions.copied(attributes))
    return undefined
  },
  // documented as records of a type of their own, of which nothing is said: they are places in the plan
  "services.Plan/autoschedule": (call) => {
    const found = named(call, "team", "services.Team")
    return "refused" in found ? found.refused : PlanActions.autoschedule(call.world, call.row, found.row)
  },
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
    world.update(
      row.key,
      row.id,
      {},
      { controller: row.relationships.controller ? null : Me.as(world, "services.Person") }
    )
    return world.get(row.key, row.id)
  }
}

/** The actions of the product `webhooks`, which are done by the deliveries themselves. */
const elsewhere = new Set([
  "webhooks.Event/ignore",
  "webhooks.Event/redeliver",
  "webhooks.WebhookSubscription/rotate_secret"
])

/** Whether it is known what a documented action does. */
export const modelled = ({ key }: Catalog.Resource, name: string): boolean =>
  Object.hasOwn(effects, `${key}/${name}`) || elsewhere.has(`${key}/${name}`)

/** The documented actions that do nothing here, as `{key}/{name}`, and why; they answer 501. */
export const unmodelled: { readonly [action: string]: string } = {
  "people.Person/staff_only_reset_age_checks": "for the staff of Planning Center: what an age check is, is in no record"
}

/** Does an action; the row or the rows it answers with, or an answer. */
export const run = (world: World, row: Row, name: string, body: string): Row | ReadonlyArray<Row> | Answer.Answer => {
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
    sent: given.data,
    at: world.stamp()
  }
  const done = effect(call)
  if (done !== undefined) return done
  // tried at the real API: actions on cards answer 201 with the card
  return row.key === "people.WorkflowCard" ? (world.get(row.key, row.id) ?? Answer.noContent) : Answer.noContent
}
