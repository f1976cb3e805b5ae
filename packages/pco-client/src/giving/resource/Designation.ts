// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const designationShape = Resource.make("giving", "Designation", {
  attributes: { amount_cents: Attribute.integer, amount_currency: Attribute.string, fee_cents: Attribute.integer },
  relationships: { fund: { to: "giving.Fund", required: false } },
  lenient: true
})

type Shape = typeof designationShape

/** The type of {@link Designation}, by its name. */
export interface Designation extends Shape {}

/**
 * The part of a donation that goes to one fund.
 *
 * @see https://developer.planning.center/docs/#/apps/giving/2019-10-18/vertices/designation
 * @since 0.1.0
 * @category models
 */
export const Designation: Designation = designationShape

/** The attribute that names the currency of an amount, by the amount's name; amounts are in its smallest unit. */
export const money = { amount_cents: "amount_currency", fee_cents: "amount_currency" } as const
