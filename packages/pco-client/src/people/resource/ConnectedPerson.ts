// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const connectedPersonShape = Resource.make("people", "ConnectedPerson", {
  attributes: {
    first_name: Attribute.string,
    gender: Attribute.string,
    given_name: Attribute.string,
    last_name: Attribute.string,
    middle_name: Attribute.string,
    nickname: Attribute.string,
    organization_id: Attribute.id,
    organization_name: Attribute.string
  },
  relationships: { organization: { to: "people.Organization", required: false } },
  lenient: true
})

type Shape = typeof connectedPersonShape

/** The type of {@link ConnectedPerson}, by its name. */
export interface ConnectedPerson extends Shape {}

/**
 * The same human being as another organization knows it.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/connected_person
 * @since 0.1.0
 * @category models
 */
export const ConnectedPerson: ConnectedPerson = connectedPersonShape
