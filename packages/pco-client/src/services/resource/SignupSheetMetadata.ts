// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const signupSheetMetadataShape = Resource.make("services", "SignupSheetMetadata", {
  attributes: {
    conflicts: Attribute.json,
    ends_at: Attribute.instant,
    starts_at: Attribute.instant,
    time_name: Attribute.string,
    time_type: Attribute.string
  },
  relationships: { plan_time: { to: "services.PlanTime", required: false } },
  lenient: true
})

type Shape = typeof signupSheetMetadataShape

/** The type of {@link SignupSheetMetadata}, by its name. */
export interface SignupSheetMetadata extends Shape {}

/**
 * What stands in the way of signing up.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/signup_sheet_metadata
 * @since 0.1.0
 * @category models
 */
export const SignupSheetMetadata: SignupSheetMetadata = signupSheetMetadataShape
