// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const fundShape = Resource.make("giving", "Fund", {
  attributes: {
    color: Attribute.string,
    created_at: Attribute.instant,
    default: Attribute.boolean,
    deletable: Attribute.boolean,
    description: Attribute.string,
    ledger_code: Attribute.string,
    name: Attribute.string,
    // since the documentation of 2025-10 (documentation of 2026)
    slug: Attribute.string,
    updated_at: Attribute.instant,
    // documented values: everywhere, admin_only, nowhere, hidden
    visibility: Attribute.string
  },
  webhooks: {
    created: "giving.v2.events.fund.created",
    updated: "giving.v2.events.fund.updated",
    destroyed: "giving.v2.events.fund.destroyed"
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof fundShape

/** The type of {@link Fund}, by its name. */
export interface Fund extends Shape {}

/**
 * A purpose that money is given for.
 *
 * @see https://developer.planning.center/docs/#/apps/giving/2019-10-18/vertices/fund
 * @since 0.1.0
 * @category models
 */
export const Fund: Fund = fundShape
