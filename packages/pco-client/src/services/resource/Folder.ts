// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const folderShape = Resource.make("services", "Folder", {
  attributes: {
    container: Attribute.string,
    created_at: Attribute.instant,
    name: Attribute.string,
    updated_at: Attribute.instant
  },
  relationships: {
    ancestors: { to: "services.Folder", required: false },
    campus: { to: "people.Campus", required: false, roles: ["Campus"] },
    parent: { to: "services.Folder", required: false }
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof folderShape

/** The type of {@link Folder}, by its name. */
export interface Folder extends Shape {}

/**
 * A folder of service types or of other folders.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/folder
 * @since 0.1.0
 * @category models
 */
export const Folder: Folder = folderShape
