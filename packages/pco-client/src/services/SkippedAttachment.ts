// Made by `pnpm generate` from the catalog and its overlay: change those, and not this.
import { SkippedAttachment } from "./resource/SkippedAttachment.ts"

export {
  /** That somebody did not want to hear an attachment in the player. */
  SkippedAttachment
}
