// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { App } from "./resource/App.ts"
import { PersonApp } from "./resource/PersonApp.ts"

export {
  /** That a person may use one of the products, and as what. */
  PersonApp
}

const include = { app: App }

/** One person app. */
export const get = Endpoint.get(
  "/people/v2/people/{person_id}/person_apps/{id}",
  PersonApp,
  { include, fields: true },
  { below: { person_id: "people.Person" } }
)

/** The person apps of a person. */
export const listOfPerson = Endpoint.list(
  "/people/v2/people/{person_id}/person_apps",
  PersonApp,
  { include, fields: true, perPage: { default: 25, max: 100 } },
  { name: "people.PersonApp.listOfPerson", below: { person_id: "people.Person" } }
)

/** Makes a person app below a person. */
export const createBelowPerson = Endpoint.create(
  "/people/v2/people/{person_id}/person_apps",
  PersonApp,
  { attributes: { app_id: Attribute.id }, relationships: { app: { type: "App" } } },
  { name: "people.PersonApp.createBelowPerson", below: { person_id: "people.Person" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: PersonApp,
  get,
  routes: [{ list: listOfPerson, parent: "people.Person", covers: "all" }]
}
