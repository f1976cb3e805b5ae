// Made by `pnpm generate` from the catalog and its overlay: change those, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { Person } from "./resource/Person.ts"
import { SocialProfile } from "./resource/SocialProfile.ts"

export {
  /** A person's name at a social network. */
  SocialProfile
}

const include = { person: Person }

const capabilities = {
  include,
  order: ["created_at", "site", "updated_at", "url", "verified"],
  where: { created_at: "instant", site: "string", updated_at: "instant", url: "string", verified: "boolean" },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** Every social profile. */
export const list = Endpoint.list("/people/v2/social_profiles", SocialProfile, capabilities)

/** One social profile. */
export const get = Endpoint.get("/people/v2/social_profiles/{id}", SocialProfile, { include, fields: true })

/** The social profiles of a person. */
export const listOfPerson = Endpoint.list(
  "/people/v2/people/{person_id}/social_profiles",
  SocialProfile,
  capabilities,
  { name: "people.SocialProfile.listOfPerson", below: { person_id: "people.Person" } }
)

/** Makes a social profile below a person. */
export const createBelowPerson = Endpoint.create(
  "/people/v2/people/{person_id}/social_profiles",
  SocialProfile,
  { attributes: { site: Attribute.string, url: Attribute.string, verified: Attribute.boolean } },
  { name: "people.SocialProfile.createBelowPerson", below: { person_id: "people.Person" } }
)

/** Changes a social profile. */
export const update = Endpoint.update(
  "/people/v2/social_profiles/{id}",
  SocialProfile,
  { attributes: { site: Attribute.string, url: Attribute.string, verified: Attribute.boolean } },
  { repeatable: true }
)

const destroy = Endpoint.delete("/people/v2/social_profiles/{id}", SocialProfile)

export {
  /** Removes a social profile. */
  destroy as delete
}

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: SocialProfile, list, get }
