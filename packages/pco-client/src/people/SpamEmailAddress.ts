// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { SpamEmailAddress } from "./resource/SpamEmailAddress.ts"

export {
  /** An email address whose messages are not let in. */
  SpamEmailAddress
}

/** Every spam email address. */
export const list = Endpoint.list("/people/v2/spam_email_addresses", SpamEmailAddress, {
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One spam email address. */
export const get = Endpoint.get("/people/v2/spam_email_addresses/{id}", SpamEmailAddress, { fields: true })

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: SpamEmailAddress, list, get }
