// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const integrationLinkShape = Resource.make("check-ins", "IntegrationLink", {
  attributes: {
    remote_app: Attribute.string,
    remote_gid: Attribute.string,
    // an id of something elsewhere, documented as text
    remote_id: Attribute.id,
    remote_type: Attribute.string,
    sync_future_assignment_types: Attribute.boolean
  },
  relationships: { local: { to: "check-ins.Local", required: false } },
  lenient: true
})

type Shape = typeof integrationLinkShape

/** The type of {@link IntegrationLink}, by its name. */
export interface IntegrationLink extends Shape {}

/**
 * What an event or a place here has to do with a thing in another product.
 *
 * @see https://developer.planning.center/docs/#/apps/check-ins/2025-05-28/vertices/integration_link
 * @since 0.1.0
 * @category models
 */
export const IntegrationLink: IntegrationLink = integrationLinkShape
