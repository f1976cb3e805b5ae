// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const fieldDatumShape = Resource.make("people", "FieldDatum", {
  attributes: {
    // since the documentation of 2025-10 (OpenAPI 2026-06-04)
    created_at: Attribute.instant,
    // documented as text, sent as an object, `{ "url": "…" }`, or as null
    file: Attribute.json,
    file_content_type: Attribute.string,
    file_name: Attribute.string,
    file_size: Attribute.integer,
    // since the documentation of 2025-10 (OpenAPI 2026-06-04)
    updated_at: Attribute.instant,
    value: Attribute.string
  },
  relationships: {
    customizable: { to: "people.Person", required: true, roles: ["Customizable"] },
    field_definition: { to: "people.FieldDefinition", required: true }
  },
  webhooks: {
    created: "people.v2.events.field_datum.created",
    updated: "people.v2.events.field_datum.updated",
    destroyed: "people.v2.events.field_datum.destroyed"
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof fieldDatumShape

/** The type of {@link FieldDatum}, by its name. */
export interface FieldDatum extends Shape {}

/**
 * What one person's custom field holds.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/field_datum
 * @since 0.1.0
 * @category models
 */
export const FieldDatum: FieldDatum = fieldDatumShape
