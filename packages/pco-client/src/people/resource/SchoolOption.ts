// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const schoolOptionShape = Resource.make("people", "SchoolOption", {
  attributes: {
    beginning_grade: Attribute.string,
    ending_grade: Attribute.string,
    school_types: Attribute.json,
    sequence: Attribute.integer,
    value: Attribute.string
  },
  lenient: true
})

type Shape = typeof schoolOptionShape

/** The type of {@link SchoolOption}, by its name. */
export interface SchoolOption extends Shape {}

/**
 * A school that people may attend.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/school_option
 * @since 0.1.0
 * @category models
 */
export const SchoolOption: SchoolOption = schoolOptionShape
