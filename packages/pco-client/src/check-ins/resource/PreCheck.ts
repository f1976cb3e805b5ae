// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Resource } from "@openfaith/client-core"

const preCheckShape = Resource.make("check-ins", "PreCheck", { attributes: {}, lenient: true })

type Shape = typeof preCheckShape

/** The type of {@link PreCheck}, by its name. */
export interface PreCheck extends Shape {}

/**
 * A check-in prepared at home, to be completed at a station.
 *
 * @see https://developer.planning.center/docs/#/apps/check-ins/2025-05-28/vertices/pre_check
 * @since 0.1.0
 * @category models
 */
export const PreCheck: PreCheck = preCheckShape
