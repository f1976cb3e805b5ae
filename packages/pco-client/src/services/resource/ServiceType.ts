// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const serviceTypeShape = Resource.make("services", "ServiceType", {
  attributes: {
    // set where others are deleted: the record stays
    archived_at: Attribute.instant,
    attachment_types_enabled: Attribute.boolean,
    // only for those with the permission `scheduler`
    background_check_permissions: Attribute.string,
    // only for those with the permission `scheduler`
    comment_permissions: Attribute.string,
    created_at: Attribute.instant,
    custom_item_types: Attribute.json,
    deleted_at: Attribute.instant,
    // only for those with the permission `scheduler`
    frequency: Attribute.string,
    // only for those with the permission `scheduler`
    last_plan_from: Attribute.string,
    name: Attribute.string,
    permissions: Attribute.string,
    scheduled_publish: Attribute.boolean,
    sequence: Attribute.integer,
    standard_item_types: Attribute.json,
    updated_at: Attribute.instant
  },
  relationships: { parent: { to: "services.Folder", required: false } },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof serviceTypeShape

/** The type of {@link ServiceType}, by its name. */
export interface ServiceType extends Shape {}

/**
 * A kind of service, with its plans and teams.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/service_type
 * @since 0.1.0
 * @category models
 */
export const ServiceType: ServiceType = serviceTypeShape
