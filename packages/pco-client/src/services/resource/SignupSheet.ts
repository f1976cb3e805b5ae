// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const signupSheetShape = Resource.make("services", "SignupSheet", {
  attributes: {
    display_times: Attribute.string,
    group_key: Attribute.string,
    // since the documentation of 2025-10 (OpenAPI 2018-11-01)
    plan_title: Attribute.string,
    position_name: Attribute.string,
    sort_date: Attribute.instant,
    sort_index: Attribute.integer,
    team_name: Attribute.string,
    title: Attribute.string
  },
  relationships: {
    plan: { to: "services.Plan", required: false },
    team: { to: "services.Team", required: false },
    team_position: { to: "services.TeamPosition", required: false }
  },
  lenient: true
})

type Shape = typeof signupSheetShape

/** The type of {@link SignupSheet}, by its name. */
export interface SignupSheet extends Shape {}

/**
 * A position of a plan that people may sign up for.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/signup_sheet
 * @since 0.1.0
 * @category models
 */
export const SignupSheet: SignupSheet = signupSheetShape
