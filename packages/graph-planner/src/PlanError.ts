/** Why there is no plan. */
import * as Schema from "effect/Schema"

/**
 * A selection names something the API does not have, or that is not described yet.
 *
 * @since 0.1.0
 * @category errors
 */
export class UnknownResource extends Schema.TaggedError<UnknownResource>("@openfaith/graph-planner/UnknownResource")(
  "UnknownResource",
  { name: Schema.String, suggestion: Schema.String }
) {
  override get message() {
    return `there is no resource or product \`${this.name}\`; ${this.suggestion}`
  }
}

/**
 * Resources need one another in a circle, so none can be read first.
 *
 * @since 0.1.0
 * @category errors
 */
export class DependencyCycle extends Schema.TaggedError<DependencyCycle>("@openfaith/graph-planner/DependencyCycle")(
  "DependencyCycle",
  {
    /** From one resource back to itself; each needs the next. */
    cycle: Schema.Array(Schema.String)
  }
) {
  override get message() {
    return `resources that need one another: ${this.cycle.join(" → ")}`
  }
}

/**
 * Estimates or a quota that say nothing sensible.
 *
 * @since 0.1.0
 * @category errors
 */
export class InvalidOption extends Schema.TaggedError<InvalidOption>("@openfaith/graph-planner/InvalidOption")(
  "InvalidOption",
  {
    /** Where it stands: `estimates.people.Person.records`. */
    field: Schema.String,
    problem: Schema.String
  }
) {
  override get message() {
    return `${this.field}: ${this.problem}`
  }
}

/**
 * Everything a plan can fail for; a schema, so that it survives a journal.
 *
 * @since 0.1.0
 * @category errors
 */
export const PlanError = Schema.Union(UnknownResource, DependencyCycle, InvalidOption)

/** @since 0.1.0 */
export type PlanError = typeof PlanError.Type
