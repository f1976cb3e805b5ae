/** What a resource is not read by, and why not. */

import type { Alternative, Route } from "../Task.ts"
import type * as Candidates from "./candidates.ts"
import type { Candidate } from "./candidates.ts"
import type { Choice } from "./choose.ts"

/** What of a candidate is asked for. */
export const routesOf = ({ legs }: Candidate): ReadonlyArray<Route> =>
  legs.filter((leg) => leg.by !== "side-load").map(({ route }) => route)

/** What its records hang from. */
const hangsFrom = ({ legs }: Candidate): ReadonlyArray<string> =>
  legs.filter((leg) => leg.by !== "own").map(({ from }) => from)

const list = (keys: Iterable<string>) => [...new Set(keys)].join(", ")

/** Why a candidate that reaches as much as the chosen one was not chosen. */
const worse = (choice: Choice, carried: ReadonlyArray<string>, chosen: Candidate, candidate: Candidate): string => {
  const { carriers, weight } = candidate
  if (weight > chosen.weight) return `takes ${weight - chosen.weight} more`
  const unread = hangsFrom(candidate).filter((key) => !choice.has(key))
  if (unread.length > 0) return `${list(unread)} would have to be read for it`
  const bound = carriers.filter((carrier) => {
    const by = choice.get(carrier)
    return by !== undefined && !by.canCarry
  })
  if (bound.length > 0) {
    const riding = bound.every((carrier) => choice.get(carrier)?.carriers.length !== 0)
    return riding
      ? `${list(bound)} comes along with others itself, and can bring nothing along`
      : `${list(bound)} would have to be read whole for it`
  }
  if (carried.length > 0 && carriers.length > 0) {
    return `its own pages bring along ${list(carried)}`
  }
  return weight === chosen.weight ? "takes as many, and asks more of others" : "would come before what it needs"
}

const incomplete = (candidate: Candidate): string => `reaches only what hangs from ${list(hangsFrom(candidate))}`

/** All that a resource is not read by, the cheapest first. */
export const alternativesOf = (
  { good, partial }: Candidates.Ways,
  choice: Choice,
  /** What the resource's own pages bring along. */
  carried: ReadonlyArray<string>,
  chosen: Candidate
): ReadonlyArray<Alternative> => {
  const entry = (candidate: Candidate, lost: string): Alternative => ({
    routes: routesOf(candidate),
    sideLoads: candidate.legs
      .filter((leg) => leg.by === "side-load")
      .map(({ covers, from, include }) => ({ include, on: from, covers })),
    requests: candidate.known ? candidate.weight : null,
    lost
  })
  return [
    ...good.filter((one) => one !== chosen).map((one) => entry(one, worse(choice, carried, chosen, one))),
    ...partial.map((one) => entry(one, incomplete(one)))
  ]
}
