import { Lane, Metrics, Usage } from "@openfaith/client-core"
import { Effect, Metric, Stream } from "effect"
import { Library } from "./Tool.ts"

// #region lane
/** Nobody waits for this, so it lets everything else of this process go first. */
export const catalogue = Effect.gen(function* () {
  const { tools } = yield* Library
  return yield* Stream.runCollect(tools.list.streamAll({ query: { perPage: 50 } }))
}).pipe(Lane.within("backfill"))
// #endregion lane

// #region usage
export const cost = Effect.gen(function* () {
  const [tools, { requests, waited }] = yield* Usage.measured(catalogue)
  return { tools: tools.length, requests, waited }
})
// #endregion usage

// #region metrics
/** How often a listing was answered with 200 so far, in this process. */
export const answered = Effect.map(
  Metric.value(Metrics.requests.pipe(Metric.tagged("endpoint", "library.tool.list"), Metric.tagged("status", "200"))),
  ({ count }) => count
)
// #endregion metrics
