// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { TextSetting } from "./resource/TextSetting.ts"

export {
  /** Which text messages a person gets. */
  TextSetting
}

/** One text setting. */
export const get = Endpoint.get(
  "/services/v2/people/{person_id}/text_settings/{id}",
  TextSetting,
  { fields: true },
  { below: { person_id: "services.Person" } }
)

/** The text settings of a person. */
export const listOfPerson = Endpoint.list(
  "/services/v2/people/{person_id}/text_settings",
  TextSetting,
  { fields: true, perPage: { default: 25, max: 100 } },
  { name: "services.TextSetting.listOfPerson", below: { person_id: "services.Person" } }
)

/** Changes a text setting. */
export const update = Endpoint.update(
  "/services/v2/people/{person_id}/text_settings/{id}",
  TextSetting,
  {
    attributes: {
      general_emails_enabled: Attribute.boolean,
      reminders_enabled: Attribute.boolean,
      scheduling_replies_enabled: Attribute.boolean,
      scheduling_requests_enabled: Attribute.boolean
    }
  },
  { below: { person_id: "services.Person" }, repeatable: true }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: TextSetting,
  get,
  routes: [{ list: listOfPerson, parent: "services.Person", covers: "all" }]
}
