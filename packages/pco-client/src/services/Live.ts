// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Arrangement } from "./resource/Arrangement.ts"
import { Attachment } from "./resource/Attachment.ts"
import { Email } from "./resource/Email.ts"
import { Item } from "./resource/Item.ts"
import { ItemNote } from "./resource/ItemNote.ts"
import { ItemTime } from "./resource/ItemTime.ts"
import { Key } from "./resource/Key.ts"
import { Live } from "./resource/Live.ts"
import { Media } from "./resource/Media.ts"
import { Person } from "./resource/Person.ts"
import { ServiceType } from "./resource/ServiceType.ts"
import { Song } from "./resource/Song.ts"
import { Tag } from "./resource/Tag.ts"
import { TeamLeader } from "./resource/TeamLeader.ts"
import { TimePreferenceOption } from "./resource/TimePreferenceOption.ts"

export {
  /** A plan as it is carried out, item by item. */
  Live
}

const include = {
  controller: Person,
  "controller.emails": Email,
  "controller.tags": Tag,
  "controller.team_leaders": TeamLeader,
  current_item_time: ItemTime,
  items: Item,
  "items.arrangement": Arrangement,
  "items.item_notes": ItemNote,
  "items.item_times": ItemTime,
  "items.key": Key,
  "items.media": Media,
  "items.selected_attachment": Attachment,
  "items.song": Song,
  next_item_time: ItemTime,
  service_type: ServiceType,
  "service_type.time_preference_options": TimePreferenceOption
}

/**
 * The live of a plan of a series. Documented, though nothing else in the API leads there: it may answer with
 * `NotFound`.
 */
export const getOfPlanOfSeries = Endpoint.get(
  "/services/v2/series/{series_id}/plans/{plan_id}/live",
  Live,
  { include, fields: true },
  { name: "services.Live.getOfPlanOfSeries", below: { series_id: "services.Series", plan_id: "services.Plan" } }
)

/** One live. */
export const get = Endpoint.get(
  "/services/v2/series/{series_id}/plans/{plan_id}/live/{id}",
  Live,
  { include, fields: true },
  { below: { series_id: "services.Series", plan_id: "services.Plan" } }
)

/** The live of a plan, or `NotFound` where there is none. */
export const getOfPlan = Endpoint.get(
  "/services/v2/service_types/{service_type_id}/plans/{plan_id}/live",
  Live,
  { include, fields: true },
  { name: "services.Live.getOfPlan", below: { service_type_id: "services.ServiceType", plan_id: "services.Plan" } }
)

/** Makes a live below a plan. */
export const createBelowPlan = Endpoint.create(
  "/services/v2/series/{series_id}/plans/{plan_id}/live",
  Live,
  {},
  { name: "services.Live.createBelowPlan", below: { series_id: "services.Series", plan_id: "services.Plan" } }
)

/** Changes a live. */
export const update = Endpoint.update(
  "/services/v2/series/{series_id}/plans/{plan_id}/live/{id}",
  Live,
  {},
  { below: { series_id: "services.Series", plan_id: "services.Plan" }, repeatable: true }
)

const destroy = Endpoint.delete("/services/v2/series/{series_id}/plans/{plan_id}/live/{id}", Live, {
  below: { series_id: "services.Series", plan_id: "services.Plan" }
})

export {
  /** Removes a live. */
  destroy as delete
}

/** Goes on to the next item. */
export const goToNextItem = Endpoint.action(
  "/services/v2/series/{series_id}/plans/{plan_id}/live/{live_id}/go_to_next_item",
  {
    name: "services.Live.goToNextItem",
    below: { series_id: "services.Series", plan_id: "services.Plan", live_id: "services.Live" }
  }
)

/** Goes back to the item before. */
export const goToPreviousItem = Endpoint.action(
  "/services/v2/series/{series_id}/plans/{plan_id}/live/{live_id}/go_to_previous_item",
  {
    name: "services.Live.goToPreviousItem",
    below: { series_id: "services.Series", plan_id: "services.Plan", live_id: "services.Live" }
  }
)

/** Takes the lead of a plan, or gives it back. */
export const toggleControl = Endpoint.action(
  "/services/v2/series/{series_id}/plans/{plan_id}/live/{live_id}/toggle_control",
  {
    name: "services.Live.toggleControl",
    below: { series_id: "services.Series", plan_id: "services.Plan", live_id: "services.Live" }
  }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: Live,
  get,
  routes: [{ list: getOfPlan, parent: "services.Plan", covers: "all" }]
}
