// Made by `pnpm generate` from the catalog and its overlay: change those, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const personShape = Resource.make("services", "Person", {
  attributes: {
    access_media_attachments: Attribute.boolean,
    access_plan_attachments: Attribute.boolean,
    access_song_attachments: Attribute.boolean,
    // a day that is documented as a moment: kept as whatever text it is
    anniversary: Attribute.string,
    archived: Attribute.boolean,
    archived_at: Attribute.instant,
    assigned_to_rehearsal_team: Attribute.boolean,
    // a day that is documented as a moment: kept as whatever text it is
    birthdate: Attribute.string,
    can_edit_all_people: Attribute.boolean,
    can_view_all_people: Attribute.boolean,
    created_at: Attribute.instant,
    // deprecated
    facebook_id: Attribute.id,
    first_name: Attribute.string,
    full_name: Attribute.string,
    given_name: Attribute.string,
    ical_code: Attribute.string,
    last_name: Attribute.string,
    legacy_id: Attribute.id,
    logged_in_at: Attribute.instant,
    max_permissions: Attribute.string,
    max_plan_permissions: Attribute.string,
    me_tab: Attribute.string,
    media_permissions: Attribute.string,
    media_tab: Attribute.string,
    middle_name: Attribute.string,
    name_prefix: Attribute.string,
    name_suffix: Attribute.string,
    nickname: Attribute.string,
    notes: Attribute.string,
    onboardings: Attribute.json,
    passed_background_check: Attribute.boolean,
    people_tab: Attribute.string,
    permissions: Attribute.string,
    photo_thumbnail_url: Attribute.string,
    photo_url: Attribute.string,
    plans_tab: Attribute.string,
    praise_charts_enabled: Attribute.boolean,
    preferred_app: Attribute.string,
    preferred_max_plans_per_day: Attribute.integer,
    preferred_max_plans_per_month: Attribute.integer,
    // since the documentation of 2025-10 (OpenAPI 2018-11-01)
    profile_name: Attribute.string,
    // since the documentation of 2025-10 (OpenAPI 2018-11-01)
    signature: Attribute.string,
    site_administrator: Attribute.boolean,
    song_permissions: Attribute.string,
    songs_tab: Attribute.string,
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
