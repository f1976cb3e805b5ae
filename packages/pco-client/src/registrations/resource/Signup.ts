// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const signupShape = Resource.make("registrations", "Signup", {
  attributes: {
    archived: Attribute.boolean,
    // since the documentation of 2025-10 (OpenAPI 2025-05-01)
    at_maximum_capacity: Attribute.boolean,
    close_at: Attribute.instant,
    // since the documentation of 2025-10 (OpenAPI 2025-05-01)
    closed: Attribute.boolean,
    created_at: Attribute.instant,
    description: Attribute.string,
    logo_url: Attribute.string,
    // since the documentation of 2025-10 (OpenAPI 2025-05-01)
    maximum_capacity: Attribute.integer,
    name: Attribute.string,
    new_registration_url: Attribute.string,
    // since the documentation of 2025-10 (OpenAPI 2025-05-01)
    open: Attribute.boolean,
    open_at: Attribute.instant,
    updated_at: Attribute.instant
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof signupShape

/** The type of {@link Signup}, by its name. */
export interface Signup extends Shape {}

/**
 * Something that people can register for.
 *
 * @see https://developer.planning.center/docs/#/apps/registrations/2025-05-01/vertices/signup
 * @since 0.1.0
 * @category models
 */
export const Signup: Signup = signupShape
