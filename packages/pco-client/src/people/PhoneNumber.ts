// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { PhoneNumber } from "./resource/PhoneNumber.ts"

export {
  /** A telephone number of a person. */
  PhoneNumber
}

const capabilities = {
  order: ["carrier", "created_at", "location", "number", "primary", "updated_at"],
  where: {
    carrier: "string",
    created_at: "instant",
    location: "string",
    number: "string",
    primary: "boolean",
    updated_at: "instant"
  },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** Every phone number. */
export const list = Endpoint.list("/people/v2/phone_numbers", PhoneNumber, capabilities)

/** One phone number. */
export const get = Endpoint.get("/people/v2/phone_numbers/{id}", PhoneNumber, { fields: true })

/** The phone numbers of a person. */
export const listOfPerson = Endpoint.list("/people/v2/people/{person_id}/phone_numbers", PhoneNumber, capabilities, {
  name: "people.PhoneNumber.listOfPerson",
  below: { person_id: "people.Person" }
})

/** Makes a phone number below a person. */
export const createBelowPerson = Endpoint.create(
  "/people/v2/people/{person_id}/phone_numbers",
  PhoneNumber,
  {
    attributes: {
      carrier: Attribute.string,
      location: Attribute.string,
      number: Attribute.string,
      primary: Attribute.boolean
    }
  },
  { name: "people.PhoneNumber.createBelowPerson", below: { person_id: "people.Person" } }
)

/** Changes a phone number. */
export const update = Endpoint.update(
  "/people/v2/phone_numbers/{id}",
  PhoneNumber,
  {
    attributes: {
      carrier: Attribute.string,
      location: Attribute.string,
      number: Attribute.string,
      primary: Attribute.boolean
    }
  },
  { repeatable: true }
)

const destroy = Endpoint.delete("/people/v2/phone_numbers/{id}", PhoneNumber)

export {
  /** Removes a phone number. */
  destroy as delete
}

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: PhoneNumber, list, get }
