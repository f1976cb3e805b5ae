// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { EmailTemplateRenderedResponse } from "./resource/EmailTemplateRenderedResponse.ts"

export {
  /** An email template that was filled in for one person. */
  EmailTemplateRenderedResponse
}
