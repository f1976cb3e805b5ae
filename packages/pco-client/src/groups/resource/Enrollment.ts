// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const enrollmentShape = Resource.make("groups", "Enrollment", {
  attributes: {
    auto_closed: Attribute.boolean,
    auto_closed_reason: Attribute.string,
    date_limit: Attribute.string,
    date_limit_reached: Attribute.boolean,
    member_limit: Attribute.integer,
    member_limit_reached: Attribute.boolean,
    // documented values: open, closed, full, private
    status: Attribute.string,
    // documented values: request_to_join, open_signup, closed
    strategy: Attribute.string
  },
  relationships: { group: { to: "groups.Group", required: false } },
  lenient: true
})

type Shape = typeof enrollmentShape

/** The type of {@link Enrollment}, by its name. */
export interface Enrollment extends Shape {}

/**
 * Whether and how people may join a group.
 *
 * @see https://developer.planning.center/docs/#/apps/groups/2023-07-10/vertices/enrollment
 * @since 0.1.0
 * @category models
 */
export const Enrollment: Enrollment = enrollmentShape
