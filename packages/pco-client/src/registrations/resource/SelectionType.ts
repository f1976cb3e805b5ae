// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const selectionTypeShape = Resource.make("registrations", "SelectionType", {
  attributes: {
    // since the documentation of 2025-10 (OpenAPI 2025-05-01)
    at_maximum_capacity: Attribute.boolean,
    // since the documentation of 2025-10 (OpenAPI 2025-05-01)
    available_capacity: Attribute.integer,
    created_at: Attribute.instant,
    // since the documentation of 2025-10 (OpenAPI 2025-05-01)
    maximum_capacity: Attribute.integer,
    name: Attribute.string,
    price_cents: Attribute.integer,
    // sent only where `fields` names it
    price_currency: Attribute.string,
    // sent only where `fields` names it
    price_currency_symbol: Attribute.string,
    // sent only where `fields` names it
    price_formatted: Attribute.string,
    publicly_available: Attribute.boolean,
    updated_at: Attribute.instant,
    // since the documentation of 2025-10 (OpenAPI 2025-05-01)
    waitlist: Attribute.boolean
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof selectionTypeShape

/** The type of {@link SelectionType}, by its name. */
export interface SelectionType extends Shape {}

/**
 * A kind of place at a signup, with its price.
 *
 * @see https://developer.planning.center/docs/#/apps/registrations/2025-05-01/vertices/selection_type
 * @since 0.1.0
 * @category models
 */
export const SelectionType: SelectionType = selectionTypeShape

/** The attribute that names the currency of an amount, by the amount's name; amounts are in its smallest unit. */
export const money = { price_cents: "price_currency" } as const
