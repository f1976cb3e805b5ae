// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Resource } from "@openfaith/client-core"

const layoutShape = Resource.make("services", "Layout", { attributes: {}, lenient: true })

type Shape = typeof layoutShape

/** The type of {@link Layout}, by its name. */
export interface Layout extends Shape {}

/**
 * How the slides of an item are laid out.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/layout
 * @since 0.1.0
 * @category models
 */
export const Layout: Layout = layoutShape
