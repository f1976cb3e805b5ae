/**
 * Which candidate each resource is read by, so that all of them together take the fewest requests.
 *
 * A choice may ask for more: a parent or a carrier that nobody selected has to be read, what comes along can carry nothing
 * itself, and the order must not lead back to itself. Most resources have a candidate that asks for nothing and is the
 * cheapest; these are settled first. What is left falls into groups that have nothing to do with one another, and in each
 * the best combination is searched for.
 */

import type { Candidate } from "./candidates.ts"
import * as Order from "./order.ts"

/** What is to be read, and by what it may be read. */
export interface Question {
  /** Candidates by resource, the cheapest first. */
  readonly candidates: ReadonlyMap<string, ReadonlyArray<Candidate>>
  /** Hard dependencies by resource: what is read with it. */
  readonly needs: ReadonlyMap<string, ReadonlyArray<string>>
  /** Those of them that come before it. */
  readonly before: ReadonlyMap<string, ReadonlyArray<string>>
  readonly selected: ReadonlySet<string>
  /** What is stored already. */
  readonly present: ReadonlySet<string>
}

export type Choice = ReadonlyMap<string, Candidate>

/** A group is searched for so long; then the best that was found is taken. */
const patience = 20_000

/** What a candidate makes come before what: `isRead` says what is read at all. */
const edgesOf = (
  key: string,
  { carriers, legs, parents }: Candidate,
  needs: ReadonlyArray<string>,
  isRead: (key: string) => boolean
): ReadonlyArray<Order.Edge> => {
  const edges: Array<Order.Edge> = []
  const needed = needs.filter(isRead)
  const isAsked = legs.length > carriers.length
  if (isAsked) for (const to of needed) edges.push({ from: key, to, weight: 1 })
  for (const carrier of carriers) {
    edges.push({ from: key, to: carrier, weight: 0 })
    for (const to of needed) if (to !== carrier) edges.push({ from: carrier, to, weight: 1 })
  }
  for (const to of parents) if (isRead(to)) edges.push({ from: key, to, weight: 1 })
  return edges
}

/** All that has to be read for the sake of some resources: what they cannot exist without. */
const closure = ({ candidates, needs, present }: Question, keys: Iterable<string>): Set<string> => {
  const all = new Set(keys)
  // a set is walked to the end of what is added meanwhile
  for (const key of all) {
    for (const need of needs.get(key) ?? []) if (candidates.has(need) && !present.has(need)) all.add(need)
  }
  return all
}

/** A candidate, and what it asks of the rest of a choice. */
interface Offer {
  readonly candidate: Candidate
  /** What has to be read beside its own resource. */
  readonly wants: ReadonlyArray<string>
  /** What it makes come before what, if everything is read. */
  readonly edges: ReadonlyArray<Order.Edge>
}

/** Offers by resource, the cheapest first. */
type Offers = ReadonlyMap<string, ReadonlyArray<Offer>>

const offersOf = ({ before, candidates, present }: Question): Offers => {
  const isRead = (key: string) => candidates.has(key)
  const isAbsent = (key: string) => !present.has(key)
  const offer = (key: string, candidate: Candidate): Offer => ({
    candidate,
    wants: [...candidate.parents.filter(isAbsent), ...candidate.carriers],
    edges: edgesOf(key, candidate, before.get(key) ?? [], isRead)
  })
  return new Map(Array.from(candidates, ([key, some]) => [key, some.map((one) => offer(key, one))]))
}

/** Offers without those that cannot be better than another, and all that is read whatever is chosen. */
interface Reduced {
  readonly offers: Offers
  readonly mandatory: ReadonlySet<string>
  /** What may lead back to itself, whatever is chosen. */
  readonly circles: ReadonlyMap<string, number>
  /** What others may come along with. */
  readonly carrying: ReadonlySet<string>
}

const reduce = (question: Question): Reduced => {
  const offers = new Map(offersOf(question))
  const mandatory = closure(question, question.selected)
  // what is in no circle gets into none by having fewer offers
  let suspects: ReadonlyArray<string> = [...offers.keys()]
  while (true) {
    const edges: Array<Order.Edge> = []
    const carrying = new Set<string>()
    for (const some of offers.values()) {
      for (const offer of some) {
        edges.push(...offer.edges)
        for (const carrier of offer.candidate.carriers) carrying.add(carrier)
      }
    }
    const circles = Order.circles(suspects, edges)
    suspects = [...circles.keys()]
    const mayNotCarry = (key: string) => offers.get(key)?.some(({ candidate }) => !candidate.canCarry) ?? true

    /** Whether an offer asks nothing of anything that is not settled: it stands in nobody's way. */
    const isFree = (key: string, { candidate, edges, wants }: Offer) =>
      wants.every((want) => mandatory.has(want)) &&
      (candidate.canCarry || !carrying.has(key)) &&
      !candidate.carriers.some(mayNotCarry) &&
      !edges.some((edge) => Order.isCircle(circles, edge))

    let changed = false
    for (const [key, some] of offers) {
      if (some.length < 2) continue
      const free = some.findIndex((one) => isFree(key, one))
      if (free < 0 || free === some.length - 1) continue
      offers.set(key, some.slice(0, free + 1))
      changed = true
    }
    const certain = new Set<string>()
    for (const key of mandatory) {
      const [first, ...others] = offers.get(key) ?? []
      for (const want of first?.wants ?? []) {
        if (!mandatory.has(want) && others.every(({ wants }) => wants.includes(want))) certain.add(want)
      }
    }
    for (const key of closure(question, certain)) mandatory.add(key)
    changed ||= certain.size > 0
    if (!changed) return { offers, mandatory, circles, carrying }
  }
}

/** Resources whose choices have something to do with one another, by the group's first. */
const groups = (question: Question, reduced: Reduced): ReadonlyArray<ReadonlySet<string>> => {
  const { circles, mandatory, offers } = reduced
  const leader = new Map<string, string>()
  const find = (key: string): string => {
    const next = leader.get(key)
    return next === undefined || next === key ? key : find(next)
  }
  const join = (one: string, other: string) => leader.set(find(one), find(other))
  const firstOf = new Map<number, string>()
  for (const [key, some] of offers) {
    const circle = circles.get(key)
    const first = circle === undefined ? undefined : firstOf.get(circle)
    if (first !== undefined) join(key, first)
    else if (circle !== undefined) firstOf.set(circle, key)
    for (const { candidate, wants } of some) {
      for (const carrier of candidate.carriers) join(key, carrier)
      // what is read anyway has nothing to do with who is asked for past it
      const open = wants.filter((want) => !mandatory.has(want))
      for (const want of closure(question, open)) join(key, want)
    }
  }
  const all = new Map<string, Set<string>>()
  for (const key of offers.keys()) {
    const group = all.get(find(key))
    if (group === undefined) all.set(find(key), new Set([key]))
    else group.add(key)
  }
  return [...all.values()]
}

/** What a choice makes come before what. */
export const edges = (before: Question["before"], choice: Choice): ReadonlyArray<Order.Edge> => {
  const isRead = (key: string) => choice.has(key)
  const all: Array<Order.Edge> = []
  for (const [key, candidate] of choice) all.push(...edgesOf(key, candidate, before.get(key) ?? [], isRead))
  return all
}

/** Whether a choice can be carried out in some order. */
const isPossible = ({ before }: Question, choice: Choice): boolean =>
  Order.levels(choice.keys(), edges(before, choice)).size === choice.size

/** The cheapest candidate of each that is read whatever is chosen. */
const cheapest = ({ mandatory, offers }: Reduced, keys: Iterable<string>): Choice => {
  const choice = new Map<string, Candidate>()
  for (const key of keys) {
    const [first] = offers.get(key) ?? []
    if (first !== undefined && mandatory.has(key)) choice.set(key, first.candidate)
  }
  return choice
}

/** The best choice for one group. */
const search = (question: Question, reduced: Reduced, group: ReadonlySet<string>): Choice | undefined => {
  // what is alone comes along with nothing, brings nothing along, and is in no circle
  if (group.size === 1) return cheapest(reduced, group)
  const { carrying, circles, mandatory, offers } = reduced
  const choice = new Map<string, Candidate>()
  /** How many of those chosen come along with each. */
  const riders = new Map<string, number>()
  const mayCircle = [...group].some((key) => circles.has(key))
  let best: { readonly weight: number; readonly choice: Choice } | undefined
  let tried = 0

  /** Whether what comes along does so with pages that hold everything. */
  const fits = (key: string, candidate: Candidate) =>
    candidate.carriers.every((carrier) => {
      const by = choice.get(carrier)
      return by === undefined || by.canCarry
    }) &&
    ((riders.get(key) ?? 0) === 0 || candidate.canCarry)

  const of = (key: string) => (offers.get(key) ?? []).filter(({ candidate }) => fits(key, candidate))
  const least = (key: string) => of(key)[0]?.candidate.weight ?? Number.POSITIVE_INFINITY
  const count = (candidate: Candidate, more: number) => {
    for (const carrier of candidate.carriers) riders.set(carrier, (riders.get(carrier) ?? 0) + more)
  }

  const visit = (open: ReadonlyArray<string>, weight: number): void => {
    // nothing that follows can cost less than the least of what is open
    const bound = open.reduce((sum, key) => sum + least(key), weight)
    if (bound === Number.POSITIVE_INFINITY || tried > 2 * patience) return
    if (best !== undefined && (bound >= best.weight || tried > patience)) return
    tried++
    const [key, ...rest] = open
    if (key === undefined) {
      if (!mayCircle || isPossible(question, choice)) best = { weight, choice: new Map(choice) }
      return
    }
    for (const { candidate, wants } of of(key)) {
      const more = closure(question, wants)
      const added = [...more].filter(
        (each) => group.has(each) && each !== key && !choice.has(each) && !rest.includes(each)
      )
      choice.set(key, candidate)
      count(candidate, 1)
      visit([...rest, ...added], weight + candidate.weight)
      choice.delete(key)
      count(candidate, -1)
    }
  }

  // what there is no choice in comes first, then what brings others along: each says what is left for the rest
  const rank = (key: string) => ((offers.get(key)?.length ?? 0) < 2 ? 0 : carrying.has(key) ? 1 : 2)
  visit(
    [...group].filter((key) => mandatory.has(key)).sort((one, other) => rank(one) - rank(other)),
    0
  )
  return best?.choice
}

/**
 * The cheapest choice that can be carried out, of all resources that are read. Where there is none, what makes it
 * impossible: a choice that leads back to itself.
 */
export const choose = (question: Question): { readonly choice: Choice; readonly possible: boolean } => {
  const reduced = reduce(question)
  const choice = new Map<string, Candidate>()
  let possible = true
  for (const group of groups(question, reduced)) {
    const found = search(question, reduced, group)
    possible &&= found !== undefined
    for (const [key, candidate] of found ?? cheapest(reduced, group)) choice.set(key, candidate)
  }
  // a circle would be one group's, and each group's choice leads back to nothing
  return { choice, possible }
}
