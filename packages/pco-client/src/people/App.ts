// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { App } from "./resource/App.ts"

export {
  /** One of Planning Center's products. */
  App
}

const capabilities = {
  order: ["name", "url"],
  where: { name: "string", url: "string" },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** Every app. */
export const list = Endpoint.list("/people/v2/apps", App, capabilities)

/** One app. */
export const get = Endpoint.get("/people/v2/apps/{id}", App, { fields: true })

/** The app of a message group, or `NotFound` where there is none. */
export const getOfMessageGroup = Endpoint.get(
  "/people/v2/message_groups/{message_group_id}/app",
  App,
  { fields: true },
  { name: "people.App.getOfMessageGroup", below: { message_group_id: "people.MessageGroup" } }
)

/** The apps of a person. */
export const listOfPerson = Endpoint.list("/people/v2/people/{person_id}/apps", App, capabilities, {
  name: "people.App.listOfPerson",
  below: { person_id: "people.Person" }
})

/** The app of a person app, or `NotFound` where there is none. */
export const getOfPersonApp = Endpoint.get(
  "/people/v2/people/{person_id}/person_apps/{person_app_id}/app",
  App,
  { fields: true },
  { name: "people.App.getOfPersonApp", below: { person_id: "people.Person", person_app_id: "people.PersonApp" } }
)

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: App, list, get }
