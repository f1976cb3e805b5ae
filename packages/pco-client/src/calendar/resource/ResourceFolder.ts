// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const resourceFolderShape = Resource.make("calendar", "ResourceFolder", {
  attributes: {
    ancestry: Attribute.string,
    created_at: Attribute.instant,
    kind: Attribute.string,
    name: Attribute.string,
    path_name: Attribute.string,
    updated_at: Attribute.instant
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof resourceFolderShape

/** The type of {@link ResourceFolder}, by its name. */
export interface ResourceFolder extends Shape {}

/**
 * A folder of rooms or of other resources.
 *
 * @see https://developer.planning.center/docs/#/apps/calendar/2022-07-07/vertices/resource_folder
 * @since 0.1.0
 * @category models
 */
export const ResourceFolder: ResourceFolder = resourceFolderShape
