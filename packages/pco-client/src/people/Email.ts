import { Attribute, Endpoint, Resource } from "@openfaith/client-core"

/**
 * An email address of a person.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/email
 * @since 0.1.0
 * @category models
 */
export const Email = Resource.make("people", "Email", {
  attributes: {
    address: Attribute.string,
    blocked: Attribute.boolean,
    created_at: Attribute.instant,
    location: Attribute.string,
    primary: Attribute.boolean,
    updated_at: Attribute.instant
  },
  relationships: { person: { to: "people.Person", required: true } },
  changedAt: "updated_at",
  createdAt: "created_at"
})

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

/** Every email address of everybody. */
export const list = Endpoint.list("/people/v2/emails", Email, capabilities)

/** The email addresses of one person. */
export const listOfPerson = Endpoint.list("/people/v2/people/{person_id}/emails", Email, capabilities, {
  name: "people.Email.listOfPerson",
  below: { person_id: "people.Person" }
})

/** One email address. */
export const get = Endpoint.get("/people/v2/emails/{id}", Email)
