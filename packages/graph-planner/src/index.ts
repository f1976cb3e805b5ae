export * as Graph from "./Graph.ts"
export * as Plan from "./Plan.ts"
export * as PlanError from "./PlanError.ts"
export * as Selection from "./Selection.ts"
