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
  const soft: Array<Order.Edge> = []
  for (const [key, candidate] of choice) {
    const from = Candidates.hasOwnPages(candidate) ? [key] : candidate.carriers
    for (const { required, to } of known.get(key)?.pointers ?? []) {
      if (required || !choice.has(to)) continue
      for (const each of from) if (each !== to) soft.push({ from: each, to, weight: 1 })
    }
  }
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
  const carriers = (key: string) => choice.get(key)?.carriers ?? []
  const stage = (key: string) => stages.get(key) ?? 0
  const all: Array<Postponed> = []
  for (const resource of choice.keys()) {
    for (const { relationship, to } of known.get(resource)?.pointers ?? []) {
      // of one page: both are there with the same commit
      const together = carriers(resource).includes(to) || carriers(to).includes(resource)
      if (choice.has(to) && !together && stage(to) >= stage(resource)) all.push({ resource, relationship, to })
    }
  }
  return all
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

/** All tasks, each with what comes along, by their stages. */
export const tasksOf = (
  { estimates }: Setting,
  before: ReadonlyMap<string, ReadonlyArray<string>>,
  ways: ReadonlyMap<string, Ways>,
  choice: Choose.Choice,
  stages: ReadonlyMap<string, number>
): ReadonlyArray<ReadonlyArray<Task>> => {
  const reach = reachOf(choice)
  const carried = carriedBy(choice)
  const none: Ways = { good: [], partial: [] }
  /** What each task brings along: filled as the riders have their turn. */
  const loads = new Map(Array.from(choice.keys(), (key): [string, Array<SideLoad>] => [key, []]))
  const result: Array<Array<Task>> = []
  for (const [resource, candidate] of choice) {
    const found = ways.get(resource) ?? none
    const { known, value } = Estimates.records(estimates, resource)
    const records = known ? value : null
    const requests = candidate.known ? candidate.weight : null
    const alternatives = alternativesOf(found, choice, carried.get(resource) ?? [], candidate)
    const covers = reach(resource)
    const why = reason(candidate, covers)
    const routes = routesOf(candidate)
    const byItself = found.good.find(Candidates.hasOwnPages)
    for (const [index, leg] of candidate.legs.entries()) {
      if (leg.by !== "side-load") continue
      loads.get(leg.from)?.push({
        include: leg.include,
        resource,
        records,
        // what it takes is told once: by its own task, or where it first comes along
        requests: routes.length > 0 || index > 0 ? 0 : requests,
        alternatives,
        covers,
        why,
        instead: byItself === undefined ? [] : routesOf(byItself)
      })
    }
    if (!Arr.isNonEmptyReadonlyArray(routes)) continue
    const sideLoads = loads.get(resource) ?? []
    const needs = [...new Set([...(before.get(resource) ?? []), ...candidate.parents])]
    const stage = stages.get(resource) ?? 0
    while (result.length <= stage) result.push([])
    result[stage]?.push({ resource, records, requests, alternatives, covers, why, routes, sideLoads, needs })
  }
  return result.filter((stage) => stage.length > 0)
}
