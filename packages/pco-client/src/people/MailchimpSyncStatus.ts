// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { MailchimpSyncStatus } from "./resource/MailchimpSyncStatus.ts"

export {
  /** How far a list has got on its way to Mailchimp. */
  MailchimpSyncStatus
}

/** One mailchimp sync status. */
export const get = Endpoint.get(
  "/people/v2/lists/{list_id}/mailchimp_sync_status/{id}",
  MailchimpSyncStatus,
  { fields: true },
  { below: { list_id: "people.List" } }
)

/** The mailchimp sync status of a list, or `NotFound` where there is none. */
export const getOfList = Endpoint.get(
  "/people/v2/lists/{list_id}/mailchimp_sync_status",
  MailchimpSyncStatus,
  { fields: true },
  { name: "people.MailchimpSyncStatus.getOfList", below: { list_id: "people.List" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: MailchimpSyncStatus,
  get,
  routes: [{ list: getOfList, parent: "people.List", covers: "all" }]
}
