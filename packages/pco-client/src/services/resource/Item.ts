// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const itemShape = Resource.make("services", "Item", {
  attributes: {
    // since the documentation of 2025-10 (OpenAPI 2018-11-01)
    assigned_leader_ids: Attribute.json,
    // since the documentation of 2025-10 (OpenAPI 2018-11-01)
    assigned_unfilled_position_ids: Attribute.json,
    created_at: Attribute.instant,
    custom_arrangement_sequence: Attribute.json,
    custom_arrangement_sequence_full: Attribute.json,
    custom_arrangement_sequence_short: Attribute.json,
    description: Attribute.string,
    html_details: Attribute.string,
    // documented values: song, header, media, item
    item_type: Attribute.string,
    key_name: Attribute.string,
    length: Attribute.integer,
    sequence: Attribute.integer,
    // documented values: pre, post, during
    service_position: Attribute.string,
    title: Attribute.string,
    updated_at: Attribute.instant
  },
  relationships: {
    arrangement: { to: "services.Arrangement", required: false },
    key: { to: "services.Key", required: false },
    plan: { to: "services.Plan", required: false },
    selected_background: { to: "services.Attachment", required: false },
    selected_layout: { to: "services.Layout", required: false },
    song: { to: "services.Song", required: false }
  },
  webhooks: {
    created: "services.v2.events.plan_item.created",
    updated: "services.v2.events.plan_item.updated",
    destroyed: "services.v2.events.plan_item.destroyed"
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof itemShape

/** The type of {@link Item}, by its name. */
export interface Item extends Shape {}

/**
 * One line of a plan: a song, a reading, a heading.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/item
 * @since 0.1.0
 * @category models
 */
export const Item: Item = itemShape
