// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const connectedApplicationPersonShape = Resource.make("api", "ConnectedApplicationPerson", {
  attributes: {
    avatar_url: Attribute.string,
    connected_at: Attribute.instant,
    first_name: Attribute.string,
    last_name: Attribute.string
  },
  lenient: true
})

type Shape = typeof connectedApplicationPersonShape

/** The type of {@link ConnectedApplicationPerson}, by its name. */
export interface ConnectedApplicationPerson extends Shape {}

/**
 * Somebody who has let an application in.
 *
 * @see https://developer.planning.center/docs/#/apps/api/2019-02-13/vertices/connected_application_person
 * @since 0.1.0
 * @category models
 */
export const ConnectedApplicationPerson: ConnectedApplicationPerson = connectedApplicationPersonShape
