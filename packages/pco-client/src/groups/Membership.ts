// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { Membership } from "./resource/Membership.ts"
import { Person } from "./resource/Person.ts"

export {
  /** That a person belongs to a group, and as what. */
  Membership
}

const include = { person: Person }

const capabilities = {
  include,
  order: ["first_name", "joined_at", "last_name", "role"],
  where: { role: "string" },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** One membership. */
export const get = Endpoint.get(
  "/groups/v2/groups/{group_id}/memberships/{id}",
  Membership,
  { include, fields: true },
  { below: { group_id: "groups.Group" } }
)

/** The memberships of a group. */
export const listOfGroup = Endpoint.list("/groups/v2/groups/{group_id}/memberships", Membership, capabilities, {
  name: "groups.Membership.listOfGroup",
  below: { group_id: "groups.Group" }
})

/** The memberships of a person. */
export const listOfPerson = Endpoint.list("/groups/v2/people/{person_id}/memberships", Membership, capabilities, {
  name: "groups.Membership.listOfPerson",
  below: { person_id: "groups.Person" }
})

/** Makes a membership below a group. */
export const createBelowGroup = Endpoint.create(
  "/groups/v2/groups/{group_id}/memberships",
  Membership,
  {
    attributes: { joined_at: Attribute.instant, person_id: Attribute.id, role: Attribute.string },
    relationships: { person: { type: "Person" } }
  },
  { name: "groups.Membership.createBelowGroup", below: { group_id: "groups.Group" } }
)

/** Changes a membership. */
export const update = Endpoint.update(
  "/groups/v2/groups/{group_id}/memberships/{id}",
  Membership,
  {
    attributes: { joined_at: Attribute.instant, role: Attribute.string },
    relationships: { person: { type: "Person" } }
  },
  { below: { group_id: "groups.Group" }, repeatable: true }
)

const destroy = Endpoint.delete("/groups/v2/groups/{group_id}/memberships/{id}", Membership, {
  below: { group_id: "groups.Group" }
})

export {
  /** Removes a membership. */
  destroy as delete
}

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: Membership,
  get,
  routes: [
    { list: listOfGroup, parent: "groups.Group", covers: "all" },
    { list: listOfPerson, parent: "groups.Person", covers: "all" }
  ]
}
