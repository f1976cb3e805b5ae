// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const ruleShape = Resource.make("people", "Rule", {
  attributes: { created_at: Attribute.instant, subset: Attribute.string, updated_at: Attribute.instant },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof ruleShape

/** The type of {@link Rule}, by its name. */
export interface Rule extends Shape {}

/**
 * A set of conditions by which a list finds people.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/rule
 * @since 0.1.0
 * @category models
 */
export const Rule: Rule = ruleShape
