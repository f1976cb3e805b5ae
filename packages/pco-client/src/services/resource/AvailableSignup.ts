// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const availableSignupShape = Resource.make("services", "AvailableSignup", {
  attributes: {
    organization_name: Attribute.string,
    planning_center_url: Attribute.string,
    service_type_name: Attribute.string,
    signups_available: Attribute.boolean
  },
  relationships: {
    organization: { to: "services.Organization", required: false },
    person: { to: "services.Person", required: true },
    service_type: { to: "services.ServiceType", required: false }
  },
  lenient: true
})

type Shape = typeof availableSignupShape

/** The type of {@link AvailableSignup}, by its name. */
export interface AvailableSignup extends Shape {}

/**
 * That a person may sign up for plans of a service type.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/available_signup
 * @since 0.1.0
 * @category models
 */
export const AvailableSignup: AvailableSignup = availableSignupShape
