// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const folderPathShape = Resource.make("services", "FolderPath", { attributes: { path: Attribute.json }, lenient: true })

type Shape = typeof folderPathShape

/** The type of {@link FolderPath}, by its name. */
export interface FolderPath extends Shape {}

/**
 * The folders that lead to a folder.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/folder_path
 * @since 0.1.0
 * @category models
 */
export const FolderPath: FolderPath = folderPathShape
