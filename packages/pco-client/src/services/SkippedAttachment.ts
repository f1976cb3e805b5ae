// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { SkippedAttachment } from "./resource/SkippedAttachment.ts"

export {
  /** That somebody did not want to hear an attachment in the player. */
  SkippedAttachment
}
