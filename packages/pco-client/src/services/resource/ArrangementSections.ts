// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const arrangementSectionsShape = Resource.make("services", "ArrangementSections", {
  attributes: { sections: Attribute.json },
  lenient: true
})

type Shape = typeof arrangementSectionsShape

/** The type of {@link ArrangementSections}, by its name. */
export interface ArrangementSections extends Shape {}

/**
 * The lyrics of an arrangement, part by part.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/arrangement_sections
 * @since 0.1.0
 * @category models
 */
export const ArrangementSections: ArrangementSections = arrangementSectionsShape
