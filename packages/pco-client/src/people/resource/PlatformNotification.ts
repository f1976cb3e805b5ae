// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const platformNotificationShape = Resource.make("people", "PlatformNotification", {
  attributes: { html: Attribute.string },
  lenient: true
})

type Shape = typeof platformNotificationShape

/** The type of {@link PlatformNotification}, by its name. */
export interface PlatformNotification extends Shape {}

/**
 * A message that one person sees in every product.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/platform_notification
 * @since 0.1.0
 * @category models
 */
export const PlatformNotification: PlatformNotification = platformNotificationShape
