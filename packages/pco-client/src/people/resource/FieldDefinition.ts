// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const fieldDefinitionShape = Resource.make("people", "FieldDefinition", {
  attributes: {
    config: Attribute.string,
    data_type: Attribute.string,
    deleted_at: Attribute.instant,
    name: Attribute.string,
    sequence: Attribute.integer,
    slug: Attribute.string,
    // sent as a number
    tab_id: Attribute.id
  },
  relationships: { tab: { to: "people.Tab", required: true } },
  webhooks: {
    created: "people.v2.events.field_definition.created",
    updated: "people.v2.events.field_definition.updated",
    destroyed: "people.v2.events.field_definition.destroyed"
  },
  lenient: true
})

type Shape = typeof fieldDefinitionShape

/** The type of {@link FieldDefinition}, by its name. */
export interface FieldDefinition extends Shape {}

/**
 * A custom field: what it is called and what it may hold.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/field_definition
 * @since 0.1.0
 * @category models
 */
export const FieldDefinition: FieldDefinition = fieldDefinitionShape
