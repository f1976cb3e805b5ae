/** What a finished run teaches the next plan. */
import * as Estimates from "./Estimates.ts"
import type { Plan } from "./Plan.ts"

/**
 * What reading one resource came to in a run.
 *
 * @since 0.1.0
 * @category models
 */
export interface Outcome {
  readonly resource: string
  /** Requests that were sent for it. */
  readonly requests: number
  /** Records there are now, where the source or the store can tell. */
  readonly records?: number | undefined
  /** Records that were new or had changed; it counts in a delta only. */
  readonly changed?: number | undefined
}

/** How much one run counts against all before it. */
const weight = 0.5

/** No single run makes a plan expect more than so many times, or less than that part, of what it reckons. */
const bounds = { least: 1 / 16, most: 16 }

const bounded = (ratio: number) => Math.min(bounds.most, Math.max(bounds.least, ratio))

/** What a plan expected of each resource, wherever it is read. */
const expected = (plan: Plan): ReadonlyMap<string, number | null> => {
  const all = new Map<string, number | null>()
  for (const { requests, resource } of plan.stages.flat().flatMap((task) => [task, ...task.sideLoads])) {
    const before = all.get(resource) ?? 0
    all.set(resource, before === null || requests === null ? null : before + requests)
  }
  return all
}

const learnRatio = (before: number, expected: number | null | undefined, actual: number): number =>
  expected === null || expected === undefined || expected <= 0 || actual <= 0
    ? before
    : // halfway, as factors go: one that takes twice as many and one that takes half cancel out
      bounded(before * (actual / expected) ** weight)

/**
 * The estimates after a finished run: records as they were counted, changes and requests halfway between what was
 * expected and what came. A run that came as expected teaches nothing new; one that always comes the same is soon
 * expected exactly.
 *
 * @since 0.1.0
 * @category combinators
 */
export const learn = (
  estimates: Estimates.Estimates,
  plan: Plan,
  outcomes: ReadonlyArray<Outcome>
): Estimates.Estimates => {
  const predictions = expected(plan)
  const learned = outcomes.map(({ changed, records, requests, resource }) => {
    const before = Estimates.of(estimates, resource)
    const changes =
      changed === undefined || plan.mode !== "delta"
        ? before.changes
        : (before.changes ?? changed) * (1 - weight) + changed * weight
    const ratio = learnRatio(Estimates.ratio(estimates, resource, plan.mode), predictions.get(resource), requests)
    const estimate: Estimates.Estimate = {
      ...before,
      ...(records === undefined ? {} : { records }),
      ...(changes === undefined ? {} : { changes }),
      ratios: { ...before.ratios, [plan.mode]: ratio }
    }
    return [resource, estimate] as const
  })
  return { ...estimates, ...Object.fromEntries(learned) }
}
