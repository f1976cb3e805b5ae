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

/** What a candidate makes come before what: `known` says what is read at all. */
export const edgesOf = (
  key: string,
  candidate: Candidate,
  needs: ReadonlyArray<string>,
  isRead: (key: string) => boolean
): ReadonlyArray<Order.Edge> => {
  const carriers = candidate.carriers
  const needed = needs.filter(isRead)
  const isAsked = candidate.legs.length > carriers.length
  return [
    ...(isAsked ? needed.map((to) => ({ from: key, to, weight: 1 }) as const) : []),
    ...carriers.flatMap((carrier) => [
      { from: key, to: carrier, weight: 0 } as const,
      ...needed.filter((to) => to !== carrier).map((to) => ({ from: carrier, to, weight: 1 }) as const)
    ]),
    ...candidate.parents.filter(isRead).map((to) => ({ from: key, to, weight: 1 }) as const)
  ]
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

/** What a candidate wants to be read beside its own resource. */
const wants = ({ present }: Question, candidate: Candidate): ReadonlyArray<string> => [
  ...candidate.parents.filter((parent) => !present.has(parent)),
  ...candidate.carriers
]

const allEdges = (question: Question, candidates: Question["candidates"]): ReadonlyArray<Order.Edge> =>
  [...candidates].flatMap(([key, some]) =>
    some.flatMap((one) => edgesOf(key, one, question.before.get(key) ?? [], (other) => candidates.has(other)))
  )

/** Candidates without those that cannot be better than another, and all that is read whatever is chosen. */
interface Reduced {
  readonly candidates: ReadonlyMap<string, ReadonlyArray<Candidate>>
  readonly mandatory: ReadonlySet<string>
  /** What may lead back to itself, whatever is chosen. */
  readonly circles: ReadonlyMap<string, number>
  /** What others may come along with. */
  readonly carrying: ReadonlySet<string>
}

const reduce = (question: Question): Reduced => {
  const candidates = new Map(question.candidates)
  let mandatory = closure(question, question.selected)
  // what is in no circle gets into none by having fewer candidates
  let suspects: ReadonlyArray<string> = [...candidates.keys()]
  while (true) {
    const circles = Order.circles(suspects, allEdges(question, candidates))
    suspects = [...circles.keys()]
    const carrying = new Set([...candidates.values()].flat().flatMap(({ carriers }) => carriers))
    const mayNotCarry = (key: string) => candidates.get(key)?.some((one) => !one.canCarry) ?? true

    /** Whether a candidate asks nothing of anything that is not settled: it stands in nobody's way. */
    const isFree = (key: string, candidate: Candidate) =>
      wants(question, candidate).every((want) => mandatory.has(want)) &&
      (candidate.canCarry || !carrying.has(key)) &&
      !candidate.carriers.some(mayNotCarry) &&
      edgesOf(key, candidate, question.before.get(key) ?? [], (other) => candidates.has(other)).every(
        (edge) => !Order.isCircle(circles, edge)
      )

    let changed = false
    for (const [key, some] of candidates) {
      if (some.length < 2) continue
      const free = some.findIndex((one) => isFree(key, one))
      if (free < 0 || free === some.length - 1) continue
      candidates.set(key, some.slice(0, free + 1))
      changed = true
    }
    const certain = [...mandatory].flatMap((key) => {
      const [first, ...others] = candidates.get(key) ?? []
      if (first === undefined) return []
      return wants(question, first).filter((want) => others.every((other) => wants(question, other).includes(want)))
    })
    const grown = closure(question, [...mandatory, ...certain])
    changed ||= grown.size > mandatory.size
    mandatory = grown
    if (!changed) return { candidates, mandatory, circles, carrying }
  }
}

/** Resources whose choices have something to do with one another, by the group's first. */
const groups = (question: Question, reduced: Reduced): ReadonlyArray<ReadonlySet<string>> => {
  const { candidates, circles, mandatory } = reduced
  const leader = new Map<string, string>()
  const find = (key: string): string => {
    const next = leader.get(key)
    return next === undefined || next === key ? key : find(next)
  }
  const join = (one: string, other: string) => leader.set(find(one), find(other))
  const firstOf = new Map<number, string>()
  for (const [key, some] of candidates) {
    const circle = circles.get(key)
    const first = circle === undefined ? undefined : firstOf.get(circle)
    if (first !== undefined) join(key, first)
    else if (circle !== undefined) firstOf.set(circle, key)
    for (const carrier of new Set(some.flatMap(({ carriers }) => carriers))) join(key, carrier)
    for (const want of new Set(some.flatMap((one) => wants(question, one)))) {
      // what is read anyway has nothing to do with who is asked for past it
      if (mandatory.has(want)) continue
      join(key, want)
      for (const need of closure(question, [want])) join(want, need)
    }
  }
  const all = new Map<string, Set<string>>()
  for (const key of candidates.keys()) {
    const group = all.get(find(key))
    if (group === undefined) all.set(find(key), new Set([key]))
    else group.add(key)
  }
  return [...all.values()]
}

/** What a choice makes come before what. */
export const edges = (before: Question["before"], choice: Choice): ReadonlyArray<Order.Edge> =>
  [...choice].flatMap(([key, candidate]) =>
    edgesOf(key, candidate, before.get(key) ?? [], (other) => choice.has(other))
  )

/** Whether a choice can be carried out in some order. */
const isPossible = ({ before }: Question, choice: Choice): boolean =>
  Order.levels(choice.keys(), edges(before, choice)).size === choice.size

/** The best choice for one group. */
const search = (
  question: Question,
  { candidates, carrying, circles, mandatory }: Reduced,
  group: ReadonlySet<string>
): Choice | undefined => {
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

  const of = (key: string) => (candidates.get(key) ?? []).filter((candidate) => fits(key, candidate))
  const least = (key: string) => of(key)[0]?.weight ?? Number.POSITIVE_INFINITY
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
    for (const candidate of of(key)) {
      const more = closure(question, wants(question, candidate))
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
  const rank = (key: string) => ((candidates.get(key)?.length ?? 0) < 2 ? 0 : carrying.has(key) ? 1 : 2)
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
  for (const members of groups(question, reduced)) {
    const found = search(question, reduced, members)
    if (found === undefined) {
      possible = false
      for (const key of members) {
        const [first] = reduced.candidates.get(key) ?? []
        if (first !== undefined && reduced.mandatory.has(key)) choice.set(key, first)
      }
    } else for (const [key, candidate] of found) choice.set(key, candidate)
  }
  return { choice, possible: possible && isPossible(question, choice) }
}
