// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const appShape = Resource.make("people", "App", {
  attributes: { name: Attribute.string, url: Attribute.string },
  lenient: true
})

type Shape = typeof appShape

/** The type of {@link App}, by its name. */
export interface App extends Shape {}

/**
 * One of Planning Center's products.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/app
 * @since 0.1.0
 * @category models
 */
export const App: App = appShape
