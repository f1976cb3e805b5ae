// Made by `pnpm generate` from the catalog and its overlay: change those, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { Household } from "./resource/Household.ts"
import { HouseholdMembership } from "./resource/HouseholdMembership.ts"
import { Person } from "./resource/Person.ts"

export {
  /** That a person belongs to a household. */
  HouseholdMembership
}

const include = { household: Household, person: Person }

const capabilities = {
  include,
  order: ["pending", "person_name"],
  where: { pending: "boolean", person_name: "string" },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** One household membership. */
export const get = Endpoint.get(
  "/people/v2/households/{household_id}/household_memberships/{id}",
  HouseholdMembership,
  { include, fields: true },
  { below: { household_id: "people.Household" } }
)

/** The household memberships of a household. */
export const listOfHousehold = Endpoint.list(
  "/people/v2/households/{household_id}/household_memberships",
  HouseholdMembership,
  capabilities,
  { name: "people.HouseholdMembership.listOfHousehold", below: { household_id: "people.Household" } }
)

/** The household memberships of a person. */
export const listOfPerson = Endpoint.list(
  "/people/v2/people/{person_id}/household_memberships",
  HouseholdMembership,
  capabilities,
  { name: "people.HouseholdMembership.listOfPerson", below: { person_id: "people.Person" } }
)

/** Makes a household membership below a household. */
export const createBelowHousehold = Endpoint.create(
  "/people/v2/households/{household_id}/household_memberships",
  HouseholdMembership,
  {
    attributes: { pending: Attribute.boolean, person_id: Attribute.id },
    relationships: { person: { type: "Person" } }
  },
  { name: "people.HouseholdMembership.createBelowHousehold", below: { household_id: "people.Household" } }
)

/** Changes a household membership. */
export const update = Endpoint.update(
  "/people/v2/households/{household_id}/household_memberships/{id}",
  HouseholdMembership,
  {
    attributes: { pending: Attribute.boolean, person_id: Attribute.id },
    relationships: { person: { type: "Person" } }
  },
  { below: { household_id: "people.Household" }, repeatable: true }
)

const destroy = Endpoint.delete(
  "/people/v2/households/{household_id}/household_memberships/{id}",
  HouseholdMembership,
  { below: { household_id: "people.Household" } }
)

export {
  /** Removes a household membership. */
  destroy as delete
}

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: HouseholdMembership,
  get,
  routes: [
    { list: listOfHousehold, parent: "people.Household", covers: "all" },
    { list: listOfPerson, parent: "people.Person", covers: "all" }
  ]
}
