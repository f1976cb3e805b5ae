// Made by `pnpm generate` from the catalog and its overlay: change those, and not this.
import { SongbookStatus } from "./resource/SongbookStatus.ts"

export {
  /** How far the making of a songbook has got. */
  SongbookStatus
}
