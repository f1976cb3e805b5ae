// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const connectedApplicationShape = Resource.make("api", "ConnectedApplication", {
  attributes: { description: Attribute.string, name: Attribute.string, url: Attribute.string },
  lenient: true
})

type Shape = typeof connectedApplicationShape

/** The type of {@link ConnectedApplication}, by its name. */
export interface ConnectedApplication extends Shape {}

/**
 * An application that somebody of the organization has let in by OAuth.
 *
 * @see https://developer.planning.center/docs/#/apps/api/2019-02-13/vertices/connected_application
 * @since 0.1.0
 * @category models
 */
export const ConnectedApplication: ConnectedApplication = connectedApplicationShape
