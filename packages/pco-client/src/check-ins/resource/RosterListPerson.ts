// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const rosterListPersonShape = Resource.make("check-ins", "RosterListPerson", {
  attributes: {
    // a day that is documented as a moment: kept as whatever text it is
    birthdate: Attribute.string,
    demographic_avatar_url: Attribute.string,
    first_name: Attribute.string,
    gender: Attribute.string,
    grade: Attribute.string,
    last_name: Attribute.string,
    medical_notes: Attribute.string,
    name: Attribute.string
  },
  lenient: true
})

type Shape = typeof rosterListPersonShape

/** The type of {@link RosterListPerson}, by its name. */
export interface RosterListPerson extends Shape {}

/**
 * Somebody on the roster of a place, as its list shows them.
 *
 * @see https://developer.planning.center/docs/#/apps/check-ins/2025-05-28/vertices/roster_list_person
 * @since 0.1.0
 * @category models
 */
export const RosterListPerson: RosterListPerson = rosterListPersonShape
