// Made by `pnpm generate` from the catalog and its overlay: change those, and not this.
import { FolderPath } from "./resource/FolderPath.ts"

export {
  /** The folders that lead to a folder. */
  FolderPath
}
