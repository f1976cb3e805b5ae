// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const keyShape = Resource.make("services", "Key", {
  attributes: {
    // documented as text, sent as a list
    alternate_keys: Attribute.json,
    created_at: Attribute.instant,
    ending_key: Attribute.string,
    ending_minor: Attribute.boolean,
    name: Attribute.string,
    starting_key: Attribute.string,
    starting_minor: Attribute.boolean,
    updated_at: Attribute.instant
  },
  relationships: { arrangement: { to: "services.Arrangement", required: true } },
  webhooks: {
    created: "services.v2.events.key.created",
    updated: "services.v2.events.key.updated",
    destroyed: "services.v2.events.key.destroyed"
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof keyShape

/** The type of {@link Key}, by its name. */
export interface Key extends Shape {}

/**
 * A key that an arrangement is played in.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/key
 * @since 0.1.0
 * @category models
 */
export const Key: Key = keyShape
