// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const liveControllerShape = Resource.make("services", "LiveController", {
  attributes: {
    created_at: Attribute.instant,
    full_name: Attribute.string,
    photo_thumbnail_url: Attribute.string,
    updated_at: Attribute.instant
  },
  relationships: { person: { to: "services.Person", required: false } },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof liveControllerShape

/** The type of {@link LiveController}, by its name. */
export interface LiveController extends Shape {}

/**
 * Somebody who may lead a plan through its items.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/live_controller
 * @since 0.1.0
 * @category models
 */
export const LiveController: LiveController = liveControllerShape
