// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const personShape = Resource.make("calendar", "Person", {
  attributes: {
    avatar_url: Attribute.string,
    can_edit_people: Attribute.boolean,
    can_edit_resources: Attribute.boolean,
    can_edit_rooms: Attribute.boolean,
    child: Attribute.boolean,
    contact_data: Attribute.string,
    created_at: Attribute.instant,
    event_permissions_type: Attribute.string,
    first_name: Attribute.string,
    gender: Attribute.string,
    has_access: Attribute.boolean,
    last_name: Attribute.string,
    // sent only where `fields` names it
    member_of_approval_groups: Attribute.boolean,
    middle_name: Attribute.string,
    name: Attribute.string,
    // documented values: Mr., Mrs., Ms., Miss, Dr., Rev.
    name_prefix: Attribute.string,
    // documented values: Jr., Sr., Ph.D., II, III
    name_suffix: Attribute.string,
    pending_request_count: Attribute.integer,
    people_permissions_type: Attribute.string,
    permissions: Attribute.integer,
    resolves_conflicts: Attribute.boolean,
    resources_permissions_type: Attribute.string,
    room_permissions_type: Attribute.string,
    site_administrator: Attribute.boolean,
    // documented values: active, inactive, pending
    status: Attribute.string,
    updated_at: Attribute.instant
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof personShape

/** The type of {@link Person}, by its name. */
export interface Person extends Shape {}

/**
 * Somebody who may use the calendar.
 *
 * @see https://developer.planning.center/docs/#/apps/calendar/2022-07-07/vertices/person
 * @since 0.1.0
 * @category models
 */
export const Person: Person = personShape
