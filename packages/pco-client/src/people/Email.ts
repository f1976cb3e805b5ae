// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { Email } from "./resource/Email.ts"

export {
  /** An email address of a person. */
  Email
}

const capabilities = {
  order: ["address", "created_at", "location", "primary", "updated_at"],
  where: {
    address: "string",
    blocked: "boolean",
    created_at: "instant",
    location: "string",
    primary: "boolean",
    updated_at: "instant"
  },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** Every email. */
export const list = Endpoint.list("/people/v2/emails", Email, capabilities)

/** One email. */
export const get = Endpoint.get("/people/v2/emails/{id}", Email, { fields: true })

/** The emails of a person. */
export const listOfPerson = Endpoint.list("/people/v2/people/{person_id}/emails", Email, capabilities, {
  name: "people.Email.listOfPerson",
  below: { person_id: "people.Person" }
})

/** Makes an email below a person. */
export const createBelowPerson = Endpoint.create(
  "/people/v2/people/{person_id}/emails",
  Email,
  { attributes: { address: Attribute.string, location: Attribute.string, primary: Attribute.boolean } },
  { name: "people.Email.createBelowPerson", below: { person_id: "people.Person" } }
)

/** Changes an email. */
export const update = Endpoint.update(
  "/people/v2/emails/{id}",
  Email,
  { attributes: { address: Attribute.string, location: Attribute.string, primary: Attribute.boolean } },
  { repeatable: true }
)

const destroy = Endpoint.delete("/people/v2/emails/{id}", Email)

export {
  /** Removes an email. */
  destroy as delete
}

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Email, list, get }
