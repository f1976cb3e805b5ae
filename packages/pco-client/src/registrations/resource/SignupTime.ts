// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const signupTimeShape = Resource.make("registrations", "SignupTime", {
  attributes: {
    all_day: Attribute.boolean,
    created_at: Attribute.instant,
    ends_at: Attribute.instant,
    starts_at: Attribute.instant,
    updated_at: Attribute.instant
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof signupTimeShape

/** The type of {@link SignupTime}, by its name. */
export interface SignupTime extends Shape {}

/**
 * When the thing a signup is for takes place.
 *
 * @see https://developer.planning.center/docs/#/apps/registrations/2025-05-01/vertices/signup_time
 * @since 0.1.0
 * @category models
 */
export const SignupTime: SignupTime = signupTimeShape
