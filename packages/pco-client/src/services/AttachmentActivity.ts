// Made by `pnpm generate` from the catalog and its overlay: change those, and not this.
import { AttachmentActivity } from "./resource/AttachmentActivity.ts"

export {
  /** That somebody has looked at an attachment. */
  AttachmentActivity
}
