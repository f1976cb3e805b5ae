/** All ways to read a resource, and what each would take. */
import type { Endpoint } from "@openfaith/client-core"
import * as Cost from "../Cost.ts"
import { endpoints, type Known } from "../Definitions.ts"
import * as Estimates from "../Estimates.ts"
import * as Strategy from "../Strategy.ts"
import type { Covers, Route } from "../Task.ts"

/** One way to records of a resource; several together may be needed to reach as many as possible. */
export type Leg =
  /** Asks its own listing, or for the one record there is; `route` is what a plan says of it. */
  | {
      readonly by: "own"
      readonly endpoint: Endpoint.AnyList | Endpoint.AnyGet
      readonly route: Route
      readonly cost: Estimates.Guess
      readonly covers: Covers
    }
  /** Asks once for each record of another resource. */
  | {
      readonly by: "parent"
      readonly endpoint: Endpoint.AnyList | Endpoint.AnyGet
      readonly from: string
      readonly route: Route
      readonly cost: Estimates.Guess
      readonly covers: Covers
    }
  /** Comes along with another resource's pages. */
  | { readonly by: "side-load"; readonly include: string; readonly from: string; readonly covers: Covers }

/** A complete answer to the question how a resource is read. */
export interface Candidate {
  readonly legs: ReadonlyArray<Leg>
  readonly covers: Covers
  /** The resources past whose records it asks. */
  readonly parents: ReadonlyArray<string>
  /** The resources on whose pages it comes along. */
  readonly carriers: ReadonlyArray<string>
  /** Whether its pages can bring others along completely: they hold every record, and are asked for by themselves. */
  readonly canCarry: boolean
  /** Requests, with guesses where nobody knows. */
  readonly weight: number
  /** Whether none of it is a guess. */
  readonly known: boolean
}

/** Whether a resource is read by requests of its own. */
export const hasOwnPages = ({ carriers }: Candidate): boolean => carriers.length === 0

/** What planning is about; the same for all resources of a plan. */
export interface Setting {
  readonly known: ReadonlyMap<string, Known>
  readonly mode: Strategy.Mode
  readonly estimates: Estimates.Estimates
  readonly rides: Rides
  /** What may bring others along. */
  readonly carriers: ReadonlySet<string>
}

/** The setting of a plan over some known resources. */
export const setting = (known: Setting["known"], mode: Strategy.Mode, estimates: Estimates.Estimates): Setting => {
  const rides = ridesOf(known)
  const carriers = new Set<string>()
  for (const some of rides.values()) for (const { from } of some) carriers.add(from)
  return { known, mode, estimates, rides, carriers }
}

const one: Estimates.Guess = { value: 1, known: true }

/** What asking an endpoint means and takes: once, or once for each record of a parent. */
const asking = (
  { estimates }: Setting,
  endpoint: Endpoint.AnyList | Endpoint.AnyGet,
  mode: Strategy.Mode,
  below: string | null,
  covers: Covers
): { readonly route: Route; readonly cost: Estimates.Guess } => {
  // nothing is remembered of a single parent's listing, so none is asked for its changes
  const { sees, strategy } = Strategy.of(endpoint, below !== null && mode === "delta" ? "full" : mode)
  const times = below === null ? one : Estimates.records(estimates, below)
  const cost = Cost.requests(estimates, endpoint, sees, times)
  const requests = cost.known ? cost.value : null
  return { route: { endpoint: endpoint.name, below, strategy, sees, covers, requests }, cost }
}

const lastPart = (path: string) => path.slice(path.lastIndexOf("/") + 1)

/** A resource coming along with another's pages. */
type Ride = Leg & { readonly by: "side-load" }

/** What carriers bring along, by what is brought. */
export type Rides = ReadonlyMap<string, ReadonlyArray<Ride & { readonly truncated: boolean }>>

/** The includes by which each resource comes along with another's pages, whichever of its ways those come from. */
const ridesOf = (known: Setting["known"]): Rides => {
  const rides = new Map<string, Array<Ride & { readonly truncated: boolean }>>()
  for (const [from, carrier] of known) {
    const all = endpoints(carrier)
    const says = (list: "complete" | "truncated", include: string) => (one: Endpoint.AnyList | Endpoint.AnyGet) =>
      one._tag === "List" && one.capabilities[list]?.includes(include) === true
    for (const [include, { key }] of Object.entries(all[0]?.capabilities.include ?? {})) {
      // what is reached through another resource says nothing of that one's completeness
      if (key === from || include.includes(".") || !known.has(key)) continue
      if (!all.every(({ capabilities }) => capabilities.include?.[include]?.key === key)) continue
      const truncated = all.some(says("truncated", include))
      const covers = !truncated && all.every(says("complete", include)) ? "all" : "some"
      const ride = { by: "side-load", include, from, covers, truncated } as const
      const others = rides.get(key)
      if (others === undefined) rides.set(key, [ride])
      else others.push(ride)
    }
  }
  return rides
}

/** The resources of which each record of a resource names one: by what it points at, or by every path that leads to it. */
const namedBy = ({ needs, own, routes }: Known): ReadonlySet<string> => {
  const paths = own === undefined ? routes.map(({ list }) => Object.values(list.below)) : [[]]
  const [first = [], ...others] = paths
  return new Set([...needs, ...first.filter((key) => others.every((keys) => keys.includes(key)))])
}

/** Whether a parent's record has all ids that a path asks for. */
const canAsk = ({ known }: Setting, { list, parent }: Endpoint.Route): boolean => {
  const owner = known.get(parent)
  if (owner === undefined) return false
  const others = Object.values(list.below).filter((key) => key !== parent)
  if (others.length === 0) return true
  const named = namedBy(owner)
  return others.every((key) => named.has(key))
}

/** One edge by which records hang from others: they come along, or can be asked for. */
type Hanging = ReadonlyArray<Leg>

const hangings = (setting: Setting, key: string, routes: Known["routes"]): ReadonlyArray<Hanging> => {
  const rides = new Set(setting.rides.get(key))
  const ways = routes
    // what hangs from its own kind is reached by way of the others
    .filter((route) => route.parent !== key && canAsk(setting, route))
    .map(({ covers, list: endpoint, parent }): Hanging => {
      const ask: Leg = {
        by: "parent",
        endpoint,
        from: parent,
        covers,
        ...asking(setting, endpoint, setting.mode, parent, covers)
      }
      // the same records: `/groups/{group_id}/enrollment` and `include=enrollment`
      const same = [...rides].find(
        ({ from, include, truncated }) => !truncated && from === parent && lastPart(endpoint.path) === include
      )
      if (same === undefined) return [ask]
      rides.delete(same)
      return [{ ...same, covers: same.covers === "all" ? "all" : covers }, ask]
    })
  for (const ride of rides) ways.push([ride])
  return ways
}

/** A full run first asks a listing how it stands: how many there are, and the latest change among them. */
const probes = ({ known, mode }: Setting, resource: string): number =>
  mode === "full" && known.get(resource)?.own?._tag === "List" ? 1 : 0

/** What was learned of the resource applies to whatever way it is read by. */
const refined = ({ estimates, mode }: Setting, resource: string, requests: number): number =>
  Math.round(requests * Estimates.ratio(estimates, resource, mode))

const candidate = (setting: Setting, resource: string, legs: ReadonlyArray<Leg>, covers: Covers): Candidate => {
  const parents: Array<string> = []
  const carriers: Array<string> = []
  let [sum, known, canCarry] = [probes(setting, resource), true, true]
  for (const leg of legs) {
    if (leg.by === "side-load") {
      carriers.push(leg.from)
      canCarry = false
      continue
    }
    if (leg.by === "parent") parents.push(leg.from)
    sum += leg.cost.value
    known &&= leg.cost.known
    canCarry &&= leg.route.sees === "everything"
  }
  return {
    legs,
    covers,
    parents,
    carriers,
    canCarry,
    weight: refined(setting, resource, sum),
    known
  }
}

/** More combinations of legs than this are not tried. */
const most = 64

/** Every way to pick one leg of each; of very many, only the first leg of all, and the last. */
const combinations = (edges: ReadonlyArray<Hanging>): ReadonlyArray<ReadonlyArray<Leg>> => {
  const count = edges.reduce((product, { length }) => product * length, 1)
  if (count > most) return [edges.flatMap((legs) => legs.slice(0, 1)), edges.flatMap((legs) => legs.slice(-1))]
  return edges.reduce<ReadonlyArray<ReadonlyArray<Leg>>>(
    (all, legs) => all.flatMap((before) => legs.map((leg) => [...before, leg])),
    [[]]
  )
}

const rank = { own: 0, "side-load": 1, parent: 2 }

const name = ({ legs }: Candidate) =>
  legs.map((leg) => (leg.by === "side-load" ? `${leg.from}?${leg.include}` : leg.endpoint.name)).join(" ")

const ranks = ({ legs }: Candidate) => Math.max(...legs.map(({ by }) => rank[by]))

/** The cheapest first; of those that cost the same, the one that asks the least of others. */
const byPreference = (one: Candidate, other: Candidate): number =>
  one.weight - other.weight ||
  ranks(one) - ranks(other) ||
  one.legs.length - other.legs.length ||
  Number(one.canCarry) - Number(other.canCarry) ||
  (name(one) < name(other) ? -1 : 1)

/** All candidates of one resource: those that reach as much as can be reached, and those that would leave something out. */
export interface Ways {
  readonly good: ReadonlyArray<Candidate>
  readonly partial: ReadonlyArray<Candidate>
}

/** The same read whole. */
const whole = (setting: Setting, key: string, { covers, legs }: Candidate): Candidate => {
  const all = legs.map(
    (leg): Leg =>
      leg.by === "side-load" ? leg : { ...leg, ...asking(setting, leg.endpoint, "full", leg.route.below, leg.covers) }
  )
  return candidate(setting, key, all, covers)
}

/** Candidates in the order of preference, in a delta those as well that read all of it, so that others can come along. */
const ordered = (setting: Setting, key: string, candidates: ReadonlyArray<Candidate>): ReadonlyArray<Candidate> => {
  const all = [...candidates]
  if (setting.mode === "delta" && setting.carriers.has(key)) {
    for (const one of candidates) if (hasOwnPages(one) && !one.canCarry) all.push(whole(setting, key, one))
  }
  return all.sort(byPreference)
}

/** Every way to read a resource, the cheapest first. */
export const of = (setting: Setting, { own, resource, routes }: Known): Ways => {
  const { key } = resource
  const edges = hangings(setting, key, routes)
  const all: Array<Candidate> = []
  const some: Array<Candidate> = []
  if (own !== undefined) {
    const leg: Leg = { by: "own", endpoint: own, covers: "all", ...asking(setting, own, setting.mode, null, "all") }
    all.push(candidate(setting, key, [leg], "all"))
  }
  for (const legs of edges) {
    for (const leg of legs) (leg.covers === "all" ? all : some).push(candidate(setting, key, [leg], leg.covers))
  }
  if (all.length > 0) return { good: ordered(setting, key, all), partial: ordered(setting, key, some) }
  // nothing reaches all of it: whatever is asked for by a path of its own, and all of that together
  const asked = edges.filter((legs) => legs.some(({ by }) => by === "parent"))
  if (asked.length === 0) return { good: [], partial: [] }
  const together = combinations(asked).map((legs) => candidate(setting, key, legs, "some"))
  return { good: ordered(setting, key, together), partial: asked.length === 1 ? [] : ordered(setting, key, some) }
}
