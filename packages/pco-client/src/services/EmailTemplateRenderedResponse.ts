// Made by `pnpm generate` from the catalog and its overlay: change those, and not this.
import { EmailTemplateRenderedResponse } from "./resource/EmailTemplateRenderedResponse.ts"

export {
  /** An email template that was filled in for one person. */
  EmailTemplateRenderedResponse
}
