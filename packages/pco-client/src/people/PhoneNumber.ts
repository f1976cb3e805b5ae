import { Attribute, Endpoint, Resource } from "@openfaith/client-core"

/**
 * A phone number of a person.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/phone_number
 * @since 0.1.0
 * @category models
 */
export const PhoneNumber = Resource.make("people", "PhoneNumber", {
  attributes: {
    carrier: Attribute.string,
    country_code: Attribute.string,
    created_at: Attribute.instant,
    e164: Attribute.string,
    formatted_number: Attribute.string,
    international: Attribute.string,
    location: Attribute.string,
    national: Attribute.string,
    number: Attribute.string,
    primary: Attribute.boolean,
    updated_at: Attribute.instant
  },
  relationships: { person: { to: "people.Person", required: true } },
  changedAt: "updated_at",
  createdAt: "created_at"
})

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

/** Every phone number of everybody. */
export const list = Endpoint.list("/people/v2/phone_numbers", PhoneNumber, capabilities)

/** The phone numbers of one person. */
export const listOfPerson = Endpoint.list("/people/v2/people/{person_id}/phone_numbers", PhoneNumber, capabilities, {
  name: "people.PhoneNumber.listOfPerson",
  below: { person_id: "people.Person" }
})

/** One phone number. */
export const get = Endpoint.get("/people/v2/phone_numbers/{id}", PhoneNumber)
