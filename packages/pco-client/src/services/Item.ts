// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { Arrangement } from "./resource/Arrangement.ts"
import { ArrangementSections } from "./resource/ArrangementSections.ts"
import { Attachment } from "./resource/Attachment.ts"
import { Item } from "./resource/Item.ts"
import { ItemNote } from "./resource/ItemNote.ts"
import { ItemNoteCategory } from "./resource/ItemNoteCategory.ts"
import { ItemTime } from "./resource/ItemTime.ts"
import { Key } from "./resource/Key.ts"
import { Media } from "./resource/Media.ts"
import { Song } from "./resource/Song.ts"
import { Zoom } from "./resource/Zoom.ts"

export {
  /** One line of a plan: a song, a reading, a heading. */
  Item
}

const include = {
  arrangement: Arrangement,
  "arrangement.keys": Key,
  "arrangement.sections": ArrangementSections,
  item_notes: ItemNote,
  "item_notes.item_note_category": ItemNoteCategory,
  item_times: ItemTime,
  key: Key,
  media: Media,
  "media.attachments": Attachment,
  selected_attachment: Attachment,
  "selected_attachment.zooms": Zoom,
  song: Song
}

const capabilities = { include, fields: true, perPage: { default: 25, max: 100 } } as const

/** One item. */
export const get = Endpoint.get(
  "/services/v2/service_types/{service_type_id}/plans/{plan_id}/items/{id}",
  Item,
  { include, fields: true },
  { below: { service_type_id: "services.ServiceType", plan_id: "services.Plan" } }
)

/** The items of a live. */
export const listOfLive = Endpoint.list(
  "/services/v2/series/{series_id}/plans/{plan_id}/live/{live_id}/items",
  Item,
  capabilities,
  {
    name: "services.Item.listOfLive",
    below: { series_id: "services.Series", plan_id: "services.Plan", live_id: "services.Live" }
  }
)

/** The items of a plan. */
export const listOfPlan = Endpoint.list(
  "/services/v2/service_types/{service_type_id}/plans/{plan_id}/items",
  Item,
  capabilities,
  { name: "services.Item.listOfPlan", below: { service_type_id: "services.ServiceType", plan_id: "services.Plan" } }
)

/** The items of a plan template. */
export const listOfPlanTemplate = Endpoint.list(
  "/services/v2/service_types/{service_type_id}/plan_templates/{plan_template_id}/items",
  Item,
  capabilities,
  {
    name: "services.Item.listOfPlanTemplate",
    below: { service_type_id: "services.ServiceType", plan_template_id: "services.PlanTemplate" }
  }
)

/** The `last_scheduled_item` of a song, or `NotFound` where there is none. */
export const getOfSong = Endpoint.get(
  "/services/v2/songs/{song_id}/last_scheduled_item",
  Item,
  { include, fields: true },
  { name: "services.Item.getOfSong", below: { song_id: "services.Song" } }
)

/** Makes an item below a plan. */
export const createBelowPlan = Endpoint.create(
  "/services/v2/service_types/{service_type_id}/plans/{plan_id}/items",
  Item,
  {
    attributes: {
      arrangement_id: Attribute.id,
      custom_arrangement_sequence: Attribute.json,
      description: Attribute.string,
      html_details: Attribute.string,
      item_type: Attribute.string,
      key_id: Attribute.id,
      length: Attribute.integer,
      selected_layout_id: Attribute.id,
      sequence: Attribute.integer,
      service_position: Attribute.string,
      song_id: Attribute.id,
      title: Attribute.string
    },
    relationships: {
      arrangement: { type: "Arrangement" },
      key: { type: "Key" },
      media: { type: "Media", many: true },
      selected_attachment: { type: "Attachment" },
      selected_layout: { type: "Layout" },
      song: { type: "Song" }
    },
    included: true
  },
  {
    name: "services.Item.createBelowPlan",
    below: { service_type_id: "services.ServiceType", plan_id: "services.Plan" }
  }
)

/** Changes an item. */
export const update = Endpoint.update(
  "/services/v2/service_types/{service_type_id}/plans/{plan_id}/items/{id}",
  Item,
  {
    attributes: {
      arrangement_id: Attribute.id,
      custom_arrangement_sequence: Attribute.json,
      description: Attribute.string,
      html_details: Attribute.string,
      key_id: Attribute.id,
      length: Attribute.integer,
      selected_layout_id: Attribute.id,
      service_position: Attribute.string,
      song_id: Attribute.id,
      title: Attribute.string
    },
    relationships: {
      arrangement: { type: "Arrangement" },
      key: { type: "Key" },
      media: { type: "Media", many: true },
      selected_attachment: { type: "Attachment" },
      selected_layout: { type: "Layout" },
      song: { type: "Song" }
    },
    included: true
  },
  { below: { service_type_id: "services.ServiceType", plan_id: "services.Plan" }, repeatable: true }
)

const destroy = Endpoint.delete("/services/v2/service_types/{service_type_id}/plans/{plan_id}/items/{id}", Item, {
  below: { service_type_id: "services.ServiceType", plan_id: "services.Plan" }
})

export {
  /** Removes an item. */
  destroy as delete
}

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: Item,
  get,
  routes: [
    { list: listOfPlan, parent: "services.Plan", covers: "some" },
    { list: listOfPlanTemplate, parent: "services.PlanTemplate", covers: "some" }
  ]
}
