// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const personShape = Resource.make("groups", "Person", {
  attributes: {
    addresses: Attribute.json,
    avatar_url: Attribute.string,
    // sent only where `fields` names it
    child: Attribute.boolean,
    created_at: Attribute.instant,
    email_addresses: Attribute.json,
    first_name: Attribute.string,
    // since the documentation of 2025-10 (OpenAPI 2023-07-10)
    gender: Attribute.string,
    last_name: Attribute.string,
    permissions: Attribute.string,
    phone_numbers: Attribute.json
  },
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof personShape

/** The type of {@link Person}, by its name. */
export interface Person extends Shape {}

/**
 * Somebody who is in a group, or may be.
 *
 * @see https://developer.planning.center/docs/#/apps/groups/2023-07-10/vertices/person
 * @since 0.1.0
 * @category models
 */
export const Person: Person = personShape
