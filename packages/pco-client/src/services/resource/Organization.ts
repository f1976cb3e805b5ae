// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const organizationShape = Resource.make("services", "Organization", {
  attributes: {
    allow_mp3_download: Attribute.boolean,
    // only for those with the permission `beta`
    beta: Attribute.boolean,
    calendar_starts_on_sunday: Attribute.boolean,
    ccli: Attribute.string,
    ccli_auto_reporting_enabled: Attribute.boolean,
    ccli_connected: Attribute.boolean,
    ccli_reporting_enabled: Attribute.boolean,
    created_at: Attribute.instant,
    // documented as a whole number whose values are `US` and `EU`: one of the two is wrong
    date_format: Attribute.json,
    extra_file_storage_allowed: Attribute.boolean,
    file_storage_exceeded: Attribute.boolean,
    file_storage_extra_charges: Attribute.integer,
    file_storage_extra_enabled: Attribute.boolean,
    // documented as true or false, which no size is
    file_storage_size: Attribute.json,
    // documented as true or false, which no size is
    file_storage_size_used: Attribute.json,
    legacy_id: Attribute.id,
    music_stand_enabled: Attribute.boolean,
    name: Attribute.string,
    owner_name: Attribute.string,
    people_allowed: Attribute.integer,
    people_remaining: Attribute.integer,
    projector_enabled: Attribute.boolean,
    rehearsal_mix_enabled: Attribute.boolean,
    rehearsal_pack_connected: Attribute.boolean,
    // documented values: editor, administrator, site_administrator
    required_to_set_download_permission: Attribute.string,
    secret: Attribute.string,
    time_zone: Attribute.string,
    twenty_four_hour_time: Attribute.boolean,
    updated_at: Attribute.instant
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof organizationShape

/** The type of {@link Organization}, by its name. */
export interface Organization extends Shape {}

/**
 * The organization, with its settings for services.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/organization
 * @since 0.1.0
 * @category models
 */
export const Organization: Organization = organizationShape
