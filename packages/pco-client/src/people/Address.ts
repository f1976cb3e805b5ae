// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { Address } from "./resource/Address.ts"

export {
  /** A postal address of a person. */
  Address
}

const capabilities = {
  order: [
    "city",
    "country_code",
    "created_at",
    "location",
    "primary",
    "state",
    "street_line_1",
    "street_line_2",
    "updated_at",
    "zip"
  ],
  where: {
    city: "string",
    country_code: "string",
    location: "string",
    primary: "boolean",
    state: "string",
    street_line_1: "string",
    street_line_2: "string",
    zip: "string"
  },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** Every address. */
export const list = Endpoint.list("/people/v2/addresses", Address, capabilities)

/** One address. */
export const get = Endpoint.get("/people/v2/addresses/{id}", Address, { fields: true })

/** The addresses of a person. */
export const listOfPerson = Endpoint.list("/people/v2/people/{person_id}/addresses", Address, capabilities, {
  name: "people.Address.listOfPerson",
  below: { person_id: "people.Person" }
})

/** Makes an address below a person. */
export const createBelowPerson = Endpoint.create(
  "/people/v2/people/{person_id}/addresses",
  Address,
  {
    attributes: {
      city: Attribute.string,
      country_code: Attribute.string,
      location: Attribute.string,
      primary: Attribute.boolean,
      state: Attribute.string,
      street_line_1: Attribute.string,
      street_line_2: Attribute.string,
      zip: Attribute.string
    }
  },
  { name: "people.Address.createBelowPerson", below: { person_id: "people.Person" } }
)

/** Changes an address. */
export const update = Endpoint.update(
  "/people/v2/addresses/{id}",
  Address,
  {
    attributes: {
      city: Attribute.string,
      country_code: Attribute.string,
      location: Attribute.string,
      primary: Attribute.boolean,
      state: Attribute.string,
      street_line_1: Attribute.string,
      street_line_2: Attribute.string,
      zip: Attribute.string
    }
  },
  { repeatable: true }
)

const destroy = Endpoint.delete("/people/v2/addresses/{id}", Address)

export {
  /** Removes an address. */
  destroy as delete
}

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Address, list, get }
