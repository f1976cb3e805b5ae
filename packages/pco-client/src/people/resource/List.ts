// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const listShape = Resource.make("people", "List", {
  attributes: {
    // since the documentation of 2025-10 (OpenAPI 2026-06-04)
    active_automations_count: Attribute.integer,
    // since the documentation of 2025-10 (OpenAPI 2026-06-04)
    auto_generated_name: Attribute.boolean,
    auto_refresh: Attribute.boolean,
    auto_refresh_frequency: Attribute.string,
    automations_active: Attribute.boolean,
    automations_count: Attribute.integer,
    batch_completed_at: Attribute.instant,
    created_at: Attribute.instant,
    description: Attribute.string,
    has_inactive_results: Attribute.boolean,
    include_inactive: Attribute.boolean,
    invalid: Attribute.boolean,
    name: Attribute.string,
    name_or_description: Attribute.string,
    paused_automations_count: Attribute.integer,
    recently_viewed: Attribute.boolean,
    refreshed_at: Attribute.instant,
    return_original_if_none: Attribute.boolean,
    returns: Attribute.string,
    starred: Attribute.boolean,
    status: Attribute.string,
    subset: Attribute.string,
    total_people: Attribute.integer,
    updated_at: Attribute.instant
  },
  webhooks: {
    created: "people.v2.events.list.created",
    updated: "people.v2.events.list.updated",
    destroyed: "people.v2.events.list.destroyed"
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof listShape

/** The type of {@link List}, by its name. */
export interface List extends Shape {}

/**
 * People found by rules, as they were when the list was last run.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/list
 * @since 0.1.0
 * @category models
 */
export const List: List = listShape
