// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { SongbookStatus } from "./resource/SongbookStatus.ts"

export {
  /** How far the making of a songbook has got. */
  SongbookStatus
}
