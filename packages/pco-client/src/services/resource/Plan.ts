// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const planShape = Resource.make("services", "Plan", {
  attributes: {
    // only for those with the permission `current_person`
    can_view_order: Attribute.boolean,
    created_at: Attribute.instant,
    dates: Attribute.string,
    // in the organization's own time zone, unlike other moments
    files_expire_at: Attribute.instant,
    // only for those with the permission `current_person`
    items_count: Attribute.integer,
    // in the organization's own time zone, unlike other moments
    last_time_at: Attribute.instant,
    multi_day: Attribute.boolean,
    needed_positions_count: Attribute.integer,
    other_time_count: Attribute.integer,
    // only for those with the permission `current_person`
    permissions: Attribute.string,
    plan_notes_count: Attribute.integer,
    plan_people_count: Attribute.integer,
    planning_center_url: Attribute.string,
    // only for those with the permission `current_person`
    prefers_order_view: Attribute.boolean,
    public: Attribute.boolean,
    // since the documentation of 2025-10 (OpenAPI 2018-11-01)
    public_by_schedule: Attribute.boolean,
    // only for those with the permission `current_person`
    rehearsable: Attribute.boolean,
    rehearsal_time_count: Attribute.integer,
    // only for those with the permission `service_type_scheduler`
    reminders_disabled: Attribute.boolean,
    series_title: Attribute.string,
    service_time_count: Attribute.integer,
    short_dates: Attribute.string,
    // documented as a moment; it is the organization's local time, labelled as UTC (recordings): sort by it, and never
    // compare it with a moment
    sort_date: Attribute.string,
    title: Attribute.string,
    total_length: Attribute.integer,
    updated_at: Attribute.instant
  },
  relationships: {
    attachment_types: { to: "services.AttachmentType", required: false, many: true },
    created_by: { to: "services.Person", required: false },
    linked_publishing_episode: { to: "publishing.Episode", required: false, roles: ["LinkedPublishingEpisode"] },
    next_plan: { to: "services.Plan", required: false },
    previous_plan: { to: "services.Plan", required: false },
    series: { to: "services.Series", required: false },
    service_type: { to: "services.ServiceType", required: true },
    updated_by: { to: "services.Person", required: false }
  },
  webhooks: {
    created: "services.v2.events.plan.created",
    updated: "services.v2.events.plan.updated",
    destroyed: "services.v2.events.plan.destroyed"
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof planShape

/** The type of {@link Plan}, by its name. */
export interface Plan extends Shape {}

/**
 * One service: when it is, what happens, who helps.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/plan
 * @since 0.1.0
 * @category models
 */
export const Plan: Plan = planShape
