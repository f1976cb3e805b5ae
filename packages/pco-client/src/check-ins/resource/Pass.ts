// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const passShape = Resource.make("check-ins", "Pass", {
  attributes: {
    code: Attribute.string,
    created_at: Attribute.instant,
    // documented values: barcode, pkpass
    kind: Attribute.string,
    updated_at: Attribute.instant
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof passShape

/** The type of {@link Pass}, by its name. */
export interface Pass extends Shape {}

/**
 * A code, printed or on a phone, by which a person checks in.
 *
 * @see https://developer.planning.center/docs/#/apps/check-ins/2025-05-28/vertices/pass
 * @since 0.1.0
 * @category models
 */
export const Pass: Pass = passShape
