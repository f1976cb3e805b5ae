// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const signupLocationShape = Resource.make("registrations", "SignupLocation", {
  attributes: {
    // sent only where `fields` names it
    address_data: Attribute.json,
    created_at: Attribute.instant,
    formatted_address: Attribute.string,
    full_formatted_address: Attribute.string,
    latitude: Attribute.string,
    location_type: Attribute.string,
    longitude: Attribute.string,
    name: Attribute.string,
    subpremise: Attribute.string,
    updated_at: Attribute.instant,
    url: Attribute.string
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof signupLocationShape

/** The type of {@link SignupLocation}, by its name. */
export interface SignupLocation extends Shape {}

/**
 * Where the thing a signup is for takes place.
 *
 * @see https://developer.planning.center/docs/#/apps/registrations/2025-05-01/vertices/signup_location
 * @since 0.1.0
 * @category models
 */
export const SignupLocation: SignupLocation = signupLocationShape
