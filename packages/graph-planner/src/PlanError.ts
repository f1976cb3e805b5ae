/** Why there is no plan. */
import * as Schema from "effect/Schema"

/** A selection names something the API does not have, or that is not described yet. */
export class UnknownResource extends Schema.TaggedError<UnknownResource>("@openfaith/graph-planner/UnknownResource")(
  "UnknownResource",
  { name: Schema.String, suggestion: Schema.String }
) {
  override get message() {
    return `there is no resource or product \`${this.name}\`; ${this.suggestion}`
  }
}

/** Resources need one another in a circle, so none can be read first. */
export class DependencyCycle extends Schema.TaggedError<DependencyCycle>("@openfaith/graph-planner/DependencyCycle")(
  "DependencyCycle",
  { cycle: Schema.Array(Schema.String) }
) {
  override get message() {
    return `resources that need one another: ${this.cycle.join(" → ")}`
  }
}
