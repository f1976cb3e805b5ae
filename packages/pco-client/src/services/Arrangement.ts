// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { Arrangement } from "./resource/Arrangement.ts"
import { ArrangementSections } from "./resource/ArrangementSections.ts"
import { Key } from "./resource/Key.ts"

export {
  /** One way to play a song. */
  Arrangement
}

const include = { keys: Key, sections: ArrangementSections }

/** One arrangement. */
export const get = Endpoint.get(
  "/services/v2/songs/{song_id}/arrangements/{id}",
  Arrangement,
  { include, fields: true },
  { below: { song_id: "services.Song" } }
)

/** The arrangement of an item, or `NotFound` where there is none. */
export const getOfItem = Endpoint.get(
  "/services/v2/service_types/{service_type_id}/plans/{plan_id}/items/{item_id}/arrangement",
  Arrangement,
  { include, fields: true },
  {
    name: "services.Arrangement.getOfItem",
    below: { service_type_id: "services.ServiceType", plan_id: "services.Plan", item_id: "services.Item" }
  }
)

/** The arrangements of a song. */
export const listOfSong = Endpoint.list(
  "/services/v2/songs/{song_id}/arrangements",
  Arrangement,
  { include, fields: true, perPage: { default: 25, max: 100 } },
  { name: "services.Arrangement.listOfSong", below: { song_id: "services.Song" } }
)

/** Makes an arrangement below a song. */
export const createBelowSong = Endpoint.create(
  "/services/v2/songs/{song_id}/arrangements",
  Arrangement,
  {
    attributes: {
      bpm: Attribute.decimal,
      chord_chart: Attribute.string,
      chord_chart_chord_color: Attribute.integer,
      chord_chart_columns: Attribute.integer,
      chord_chart_font: Attribute.string,
      chord_chart_font_size: Attribute.integer,
      chord_chart_key: Attribute.string,
      length: Attribute.integer,
      lyrics_enabled: Attribute.boolean,
      meter: Attribute.string,
      name: Attribute.string,
      notes: Attribute.string,
      number_chart_enabled: Attribute.boolean,
      numeral_chart_enabled: Attribute.boolean,
      print_margin: Attribute.string,
      print_orientation: Attribute.string,
      print_page_size: Attribute.string,
      sequence: Attribute.json
    }
  },
  { name: "services.Arrangement.createBelowSong", below: { song_id: "services.Song" } }
)

/** Changes an arrangement. */
export const update = Endpoint.update(
  "/services/v2/songs/{song_id}/arrangements/{id}",
  Arrangement,
  {
    attributes: {
      bpm: Attribute.decimal,
      chord_chart: Attribute.string,
      chord_chart_chord_color: Attribute.integer,
      chord_chart_columns: Attribute.integer,
      chord_chart_font: Attribute.string,
      chord_chart_font_size: Attribute.integer,
      chord_chart_key: Attribute.string,
      length: Attribute.integer,
      lyrics_enabled: Attribute.boolean,
      meter: Attribute.string,
      name: Attribute.string,
      notes: Attribute.string,
      number_chart_enabled: Attribute.boolean,
      numeral_chart_enabled: Attribute.boolean,
      print_margin: Attribute.string,
      print_orientation: Attribute.string,
      print_page_size: Attribute.string,
      sequence: Attribute.json
    }
  },
  { below: { song_id: "services.Song" }, repeatable: true }
)

const destroy = Endpoint.delete("/services/v2/songs/{song_id}/arrangements/{id}", Arrangement, {
  below: { song_id: "services.Song" }
})

export {
  /** Removes an arrangement. */
  destroy as delete
}

/** Replaces all tags of an arrangement. */
export const assignTags = Endpoint.action("/services/v2/songs/{song_id}/arrangements/{arrangement_id}/assign_tags", {
  name: "services.Arrangement.assignTags",
  below: { song_id: "services.Song", arrangement_id: "services.Arrangement" },
  type: "TagAssignment",
  writable: { relationships: { tags: { type: "Tag", many: true } } },
  repeatable: true
})

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: Arrangement,
  get,
  routes: [{ list: listOfSong, parent: "services.Song", covers: "all" }]
}
