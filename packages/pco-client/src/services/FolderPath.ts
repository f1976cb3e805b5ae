// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { FolderPath } from "./resource/FolderPath.ts"

export {
  /** The folders that lead to a folder. */
  FolderPath
}
