// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const emailShape = Resource.make("people", "Email", {
  attributes: {
    address: Attribute.string,
    blocked: Attribute.boolean,
    created_at: Attribute.instant,
    location: Attribute.string,
    // a new primary demotes the old one, whose updated_at stays (measured): a delta cannot see that
    primary: Attribute.boolean,
    updated_at: Attribute.instant
  },
  relationships: { person: { to: "people.Person", required: true } },
  webhooks: {
    created: "people.v2.events.email.created",
    updated: "people.v2.events.email.updated",
    destroyed: "people.v2.events.email.destroyed"
  },
  changedAt: "updated_at",
  createdAt: "created_at"
})

type Shape = typeof emailShape

/** The type of {@link Email}, by its name. */
export interface Email extends Shape {}

/**
 * An email address of a person.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/email
 * @since 0.1.0
 * @category models
 */
export const Email: Email = emailShape
