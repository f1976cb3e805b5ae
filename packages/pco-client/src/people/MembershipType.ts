// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { MembershipType } from "./resource/MembershipType.ts"

export {
  /** One of the kinds of members an organization tells apart: visitor, member. Known since OpenAPI 2026-06-04. */
  MembershipType
}

/** Every membership type. */
export const list = Endpoint.list("/people/v2/membership_types", MembershipType, {
  order: ["sequence", "value"],
  where: { value: "string" },
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One membership type. */
export const get = Endpoint.get("/people/v2/membership_types/{id}", MembershipType, { fields: true })

/** Makes a membership type. */
export const create = Endpoint.create("/people/v2/membership_types", MembershipType, {
  attributes: { value: Attribute.string }
})

/** Changes a membership type. */
export const update = Endpoint.update(
  "/people/v2/membership_types/{id}",
  MembershipType,
  { attributes: { value: Attribute.string } },
  { repeatable: true }
)

const destroy = Endpoint.delete("/people/v2/membership_types/{id}", MembershipType)

export {
  /** Removes a membership type. */
  destroy as delete
}

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: MembershipType, list, get }
