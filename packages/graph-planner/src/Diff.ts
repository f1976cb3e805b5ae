/** What a change of selection, definitions or estimates does to a plan. */
import * as Explain from "./Explain.ts"
import { type Plan, total } from "./Plan.ts"

/**
 * A resource that is read in another way, or at another cost.
 *
 * @since 0.1.0
 * @category models
 */
export interface Change {
  readonly resource: string
  readonly before: string
  readonly after: string
}

/**
 * A resource that is read in another stage, counted from 1.
 *
 * @since 0.1.0
 * @category models
 */
export interface Move {
  readonly resource: string
  readonly from: number
  readonly to: number
}

/**
 * What one plan has and another has not.
 *
 * @since 0.1.0
 * @category models
 */
export interface Diff {
  /** Resources only the later plan reads. */
  readonly added: ReadonlyArray<string>
  /** Resources only the earlier plan reads. */
  readonly removed: ReadonlyArray<string>
  readonly changed: ReadonlyArray<Change>
  readonly moved: ReadonlyArray<Move>
  /** Requests in all, as far as they are known. */
  readonly requests: { readonly before: number; readonly after: number }
}

interface Place {
  readonly stage: number
  readonly how: string
}

const placesOf = (plan: Plan): ReadonlyMap<string, Place> => {
  const places = new Map<string, Place>()
  const put = (resource: string, stage: number, how: string) => {
    const before = places.get(resource)
    places.set(resource, before === undefined ? { stage, how } : { stage, how: `${before.how}; ${how}` })
  }
  const cost = (requests: number | null) => (requests === null ? "" : `, ${requests} requests`)
  for (const [index, stage] of plan.stages.entries()) {
    for (const task of stage) {
      put(task.resource, index + 1, `${Explain.words(task)}${cost(task.requests)}`)
      for (const load of task.sideLoads) {
        put(load.resource, index + 1, `comes along with ${task.resource} by ${load.include}${cost(load.requests)}`)
      }
    }
  }
  return places
}

/**
 * What the later of two plans does otherwise than the earlier; of equal plans, nothing.
 *
 * @since 0.1.0
 * @category constructors
 */
export const make = (earlier: Plan, later: Plan): Diff => {
  const [before, after] = [placesOf(earlier), placesOf(later)]
  const both = [...after].flatMap(([resource, now]) => {
    const was = before.get(resource)
    return was === undefined ? [] : [{ resource, was, now }]
  })
  return {
    added: [...after.keys()].filter((key) => !before.has(key)),
    removed: [...before.keys()].filter((key) => !after.has(key)),
    changed: both.flatMap(({ now, resource, was }) =>
      now.how === was.how ? [] : [{ resource, before: was.how, after: now.how }]
    ),
    moved: both.flatMap(({ now, resource, was }) =>
      now.stage === was.stage ? [] : [{ resource, from: was.stage, to: now.stage }]
    ),
    requests: { before: total(earlier).requests, after: total(later).requests }
  }
}

/**
 * A line for each difference, for a terminal.
 *
 * @since 0.1.0
 * @category constructors
 */
export const text = ({ added, changed, moved, removed, requests }: Diff): string =>
  [
    ...added.map((resource) => `+ ${resource}`),
    ...removed.map((resource) => `- ${resource}`),
    ...changed.map(({ after, before, resource }) => `~ ${resource}: ${before} → ${after}`),
    ...moved.map(({ from, resource, to }) => `~ ${resource}: stage ${from} → ${to}`),
    `requests: ${requests.before} → ${requests.after}`
  ].join("\n")
