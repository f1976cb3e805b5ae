// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const availableEventShape = Resource.make("webhooks", "AvailableEvent", {
  attributes: {
    action: Attribute.string,
    app: Attribute.string,
    name: Attribute.string,
    resource: Attribute.string,
    type: Attribute.string,
    version: Attribute.string
  },
  lenient: true
})

type Shape = typeof availableEventShape

/** The type of {@link AvailableEvent}, by its name. */
export interface AvailableEvent extends Shape {}

/**
 * An event that can be subscribed to.
 *
 * @see https://developer.planning.center/docs/#/apps/webhooks/2022-10-20/vertices/available_event
 * @since 0.1.0
 * @category models
 */
export const AvailableEvent: AvailableEvent = availableEventShape
