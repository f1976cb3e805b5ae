// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const personShape = Resource.make("services", "Person", {
  attributes: {
    // only for those with the permission `scheduler_or_current`
    access_media_attachments: Attribute.boolean,
    // only for those with the permission `scheduler_or_current`
    access_plan_attachments: Attribute.boolean,
    // only for those with the permission `scheduler_or_current`
    access_song_attachments: Attribute.boolean,
    // a day that is documented as a moment: kept as whatever text it is; only for those with the permission
    // `viewable_by_me`
    anniversary: Attribute.string,
    // only for those with the permission `scheduler`
    archived: Attribute.boolean,
    archived_at: Attribute.instant,
    assigned_to_rehearsal_team: Attribute.boolean,
    // a day that is documented as a moment: kept as whatever text it is; only for those with the permission
    // `viewable_by_me`
    birthdate: Attribute.string,
    // only for those with the permission `current`
    can_edit_all_people: Attribute.boolean,
    // only for those with the permission `current`
    can_view_all_people: Attribute.boolean,
    created_at: Attribute.instant,
    // only for those with the permission `viewer_or_current`; deprecated
    facebook_id: Attribute.id,
    first_name: Attribute.string,
    // only for those with the permission `viewer_or_current`
    full_name: Attribute.string,
    // only for those with the permission `viewer_or_current`
    given_name: Attribute.string,
    // only for those with the permission `scheduler_or_current`
    ical_code: Attribute.string,
    last_name: Attribute.string,
    legacy_id: Attribute.id,
    // only for those with the permission `scheduler`
    logged_in_at: Attribute.instant,
    // only for those with the permission `viewer_or_current`
    max_permissions: Attribute.string,
    // only for those with the permission `viewer_or_current`
    max_plan_permissions: Attribute.string,
    // only for those with the permission `current`
    me_tab: Attribute.string,
    // only for those with the permission `viewer_or_current`
    media_permissions: Attribute.string,
    // only for those with the permission `current`
    media_tab: Attribute.string,
    // only for those with the permission `viewer_or_current`
    middle_name: Attribute.string,
    name_prefix: Attribute.string,
    name_suffix: Attribute.string,
    // only for those with the permission `viewer_or_current`
    nickname: Attribute.string,
    // only for those with the permission `scheduler`
    notes: Attribute.string,
    // only for those with the permission `current`
    onboardings: Attribute.json,
    // only for those with the permission `scheduler`
    passed_background_check: Attribute.boolean,
    // only for those with the permission `current`
    people_tab: Attribute.string,
    // only for those with the permission `viewer_or_current`
    permissions: Attribute.string,
    photo_thumbnail_url: Attribute.string,
    photo_url: Attribute.string,
    // only for those with the permission `current`
    plans_tab: Attribute.string,
    // only for those with the permission `editor`
    praise_charts_enabled: Attribute.boolean,
    preferred_app: Attribute.string,
    // only for those with the permission `scheduler_or_current`
    preferred_max_plans_per_day: Attribute.integer,
    // only for those with the permission `scheduler_or_current`
    preferred_max_plans_per_month: Attribute.integer,
    // since the documentation of 2025-10 (OpenAPI 2018-11-01)
    profile_name: Attribute.string,
    // since the documentation of 2025-10 (OpenAPI 2018-11-01)
    signature: Attribute.string,
    // only for those with the permission `scheduler`
    site_administrator: Attribute.boolean,
    // only for those with the permission `viewer_or_current`
    song_permissions: Attribute.string,
    // only for those with the permission `current`
    songs_tab: Attribute.string,
    // only for those with the permission `viewer_or_current`
    status: Attribute.string,
    updated_at: Attribute.instant
  },
  relationships: {
    created_by: { to: "services.Person", required: false },
    current_folder: { to: "services.Folder", required: false },
    updated_by: { to: "services.Person", required: false }
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof personShape

/** The type of {@link Person}, by its name. */
export interface Person extends Shape {}

/**
 * Somebody who helps with services.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/person
 * @since 0.1.0
 * @category models
 */
export const Person: Person = personShape
