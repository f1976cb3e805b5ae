// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { AttachmentActivity } from "./resource/AttachmentActivity.ts"

export {
  /** That somebody has looked at an attachment. */
  AttachmentActivity
}
