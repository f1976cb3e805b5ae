// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const emergencyContactShape = Resource.make("registrations", "EmergencyContact", {
  attributes: { name: Attribute.string, phone_number: Attribute.string },
  lenient: true
})

type Shape = typeof emergencyContactShape

/** The type of {@link EmergencyContact}, by its name. */
export interface EmergencyContact extends Shape {}

/**
 * Whom to call should something happen to an attendee.
 *
 * @see https://developer.planning.center/docs/#/apps/registrations/2025-05-01/vertices/emergency_contact
 * @since 0.1.0
 * @category models
 */
export const EmergencyContact: EmergencyContact = emergencyContactShape
