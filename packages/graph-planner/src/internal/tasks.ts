/** From what was chosen to what is to be done, and when. */
import * as Arr from "effect/Array"
import * as Estimates from "../Estimates.ts"
import type { Covers, SideLoad, Task } from "../Task.ts"
import { alternativesOf, routesOf } from "./alternatives.ts"
import type { Candidate, Leg, Setting, Ways } from "./candidates.ts"
import * as Candidates from "./candidates.ts"
import * as Choose from "./choose.ts"
import * as Order from "./order.ts"

/** A pointer to a record that is read later, or at the same time. */
export interface Postponed {
  readonly resource: string
  readonly relationship: string
  readonly to: string
}

/** The stage of each resource: after what it needs, and after what it points at unless that leads back to it. */
export const stagesOf = (
  { known }: Setting,
  before: ReadonlyMap<string, ReadonlyArray<string>>,
  choice: Choose.Choice
): ReadonlyMap<string, number> => {
  const hard = Choose.edges(before, choice)
  const soft = [...choice].flatMap(([key, candidate]) => {
    const one = known.get(key)
    const from = Candidates.hasOwnPages(candidate) ? [key] : candidate.carriers
    return (one?.pointers ?? []).flatMap(({ required, to }) =>
      required || !choice.has(to)
        ? []
        : from.filter((each) => each !== to).map((each) => ({ from: each, to, weight: 1 as const }))
    )
  })
  const circles = Order.circles(choice.keys(), [...hard, ...soft])
  const kept = soft.filter((edge) => !Order.isCircle(circles, edge))
  return Order.levels(choice.keys(), [...hard, ...kept])
}

/** What is read before, or together with, something it points at: whoever needs the target finds it later. */
export const postponed = (
  { known }: Setting,
  choice: Choose.Choice,
  stages: ReadonlyMap<string, number>
): ReadonlyArray<Postponed> => {
  const carriers = (key: string) => {
    const candidate = choice.get(key)
    return candidate === undefined ? [] : candidate.carriers
  }
  const stage = (key: string) => stages.get(key) ?? 0
  return [...choice.keys()].flatMap((key) => {
    const one = known.get(key)
    return (one?.pointers ?? []).flatMap(({ relationship, to }) => {
      // of one page: both are there with the same commit
      const together = carriers(key).includes(to) || carriers(to).includes(key)
      return choice.has(to) && !together && stage(to) >= stage(key) ? [{ resource: key, relationship, to }] : []
    })
  })
}

/** What of each resource is reached, given what is reached of those it hangs from. */
const reachOf = (choice: Choose.Choice) => {
  const found = new Map<string, Covers>()
  const of = (key: string): Covers => {
    const known = found.get(key)
    if (known !== undefined) return known
    const candidate = choice.get(key)
    // what is stored already is taken to be whole
    if (candidate === undefined) return "all"
    const covers =
      candidate.covers === "all" && candidate.legs.every((leg) => leg.by === "own" || of(leg.from) === "all")
    found.set(key, covers ? "all" : "some")
    return covers ? "all" : "some"
  }
  return of
}

const sentence = (leg: Leg): string => {
  switch (leg.by) {
    case "own":
      return leg.endpoint._tag === "Get" ? "the only one there is" : "its own listing"
    case "parent":
      return `asked for past each ${leg.from}`
    case "side-load":
      return `comes along with ${leg.from}`
  }
}

/** Why a resource is read as it is. */
const reason = (candidate: Candidate, covers: Covers): string =>
  `${[...new Set(candidate.legs.map(sentence))].join("; ")}${covers === "all" ? "" : "; more of it may be there"}`

/** What each resource's pages bring along. */
const carriedBy = (choice: Choose.Choice): ReadonlyMap<string, ReadonlyArray<string>> => {
  const carried = new Map<string, Array<string>>()
  for (const [key, { carriers }] of choice) {
    for (const carrier of carriers) {
      const others = carried.get(carrier)
      if (others === undefined) carried.set(carrier, [key])
      else others.push(key)
    }
  }
  return carried
}

/** Everything that was decided of one resource. */
const decisionOf = (
  setting: Setting,
  ways: Ways,
  choice: Choose.Choice,
  carried: ReadonlyArray<string>,
  key: string,
  candidate: Candidate
) => {
  const { known, value } = Estimates.records(setting.estimates, key)
  return {
    resource: key,
    records: known ? value : null,
    requests: candidate.known ? candidate.weight : null,
    alternatives: alternativesOf(ways, choice, carried, candidate)
  }
}

/** All tasks, each with what comes along, by their stages. */
export const tasksOf = (
  setting: Setting,
  before: ReadonlyMap<string, ReadonlyArray<string>>,
  ways: ReadonlyMap<string, Ways>,
  choice: Choose.Choice,
  stages: ReadonlyMap<string, number>
): ReadonlyArray<ReadonlyArray<Task>> => {
  const reach = reachOf(choice)
  const carried = carriedBy(choice)
  const none: Ways = { good: [], partial: [] }
  const riders = new Map<string, Array<SideLoad>>()
  const decided = [...choice].map(([key, candidate]) => {
    const routes = routesOf(candidate)
    const covers = reach(key)
    const decision = {
      ...decisionOf(setting, ways.get(key) ?? none, choice, carried.get(key) ?? [], key, candidate),
      covers,
      why: reason(candidate, covers)
    }
    const instead = ways.get(key)?.good.find(Candidates.hasOwnPages)
    for (const [index, leg] of candidate.legs.entries()) {
      if (leg.by !== "side-load") continue
      const load: SideLoad = {
        include: leg.include,
        ...decision,
        // what it takes is told once: by its own task, or where it first comes along
        requests: routes.length > 0 || index > 0 ? 0 : decision.requests,
        instead: instead === undefined ? [] : routesOf(instead)
      }
      const others = riders.get(leg.from)
      if (others === undefined) riders.set(leg.from, [load])
      else others.push(load)
    }
    return { key, candidate, routes, decision }
  })
  const result: Array<Array<Task>> = []
  for (const { candidate, decision, key, routes } of decided) {
    if (!Arr.isNonEmptyReadonlyArray(routes)) continue
    const needs = [...new Set([...(before.get(key) ?? []), ...candidate.parents])]
    const task: Task = { ...decision, routes, sideLoads: riders.get(key) ?? [], needs }
    const stage = stages.get(key) ?? 0
    while (result.length <= stage) result.push([])
    result[stage]?.push(task)
  }
  return result.filter((stage) => stage.length > 0)
}
