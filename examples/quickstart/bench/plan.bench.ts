/** What it costs to plan all of Planning Center, in each mode: at most 10 ms once the compiler knows it. */
import { Plan } from "@openfaith/graph-planner"
import * as all from "@openfaith/pco-client/all"
import { Either } from "effect"

const atMost = 10
const rounds = 200

const medianOf = (mode: Plan.Mode): number => {
  const times = Array.from({ length: rounds }, () => {
    const began = performance.now()
    if (Either.isLeft(Plan.make({ definitions: all, mode }))) throw new Error("there is no plan")
    return performance.now() - began
  })
  return (
    times
      .slice(rounds / 2)
      .sort((one, other) => one - other)
      .at(rounds / 4) ?? Number.NaN
  )
}

const medians = (["full", "delta", "audit"] as const).map((mode) => [mode, medianOf(mode)] as const)
for (const [mode, median] of medians) console.log(`${mode}: ${median.toFixed(1)} ms in the middle; at most ${atMost}`)
process.exit(medians.every(([, median]) => median <= atMost) ? 0 : 1)
