// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const personAppShape = Resource.make("people", "PersonApp", {
  attributes: {
    allow_pco_login: Attribute.boolean,
    // documented values: no_access, viewer, editor
    people_permissions: Attribute.string
  },
  relationships: { app: { to: "people.App", required: false }, person: { to: "people.Person", required: true } },
  lenient: true
})

type Shape = typeof personAppShape

/** The type of {@link PersonApp}, by its name. */
export interface PersonApp extends Shape {}

/**
 * That a person may use one of the products, and as what.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/person_app
 * @since 0.1.0
 * @category models
 */
export const PersonApp: PersonApp = personAppShape
