/** Which route is taken: the cheapest that can be carried out, and no cheaper one than is correct. */

import { assert, describe, it } from "@effect/vitest"
import { Attribute, Endpoint, Resource } from "@openfaith/client-core"
import * as Either from "effect/Either"
import * as FastCheck from "effect/FastCheck"
import { cases } from "../../adapter-testkit/test/cases.ts"
import * as Definitions from "../src/Definitions.ts"
import * as Estimates from "../src/Estimates.ts"
import * as Explain from "../src/Explain.ts"
import * as Candidates from "../src/internal/candidates.ts"
import * as Plan from "../src/Plan.ts"
import { type Api, apis } from "./Api.ts"

const modes = FastCheck.constantFrom<Plan.Mode>("full", "delta", "audit")

type Assignment = ReadonlyMap<string, Candidates.Candidate>

/** Does what an assignment says, step by step, and tells whether it came to an end. */
const comesToAnEnd = (assignment: Assignment, needs: (key: string) => ReadonlyArray<string>): boolean => {
  const done = new Set<string>()
  const isThere = (key: string) => done.has(key) || !assignment.has(key)
  const canRun = (key: string, { carriers, legs, parents }: Candidates.Candidate): boolean => {
    if (!carriers.every(isThere) || !parents.every(isThere)) return false
    if (legs.length > carriers.length && !needs(key).every(isThere)) return false
    // what comes along has what it needs by then, or on the same page
    return [...assignment].every(
      ([rider, by]) => !by.carriers.includes(key) || needs(rider).every((need) => need === key || isThere(need))
    )
  }
  for (let moved = true; moved; ) {
    moved = false
    for (const [key, candidate] of assignment) {
      if (done.has(key) || !canRun(key, candidate)) continue
      done.add(key)
      moved = true
    }
  }
  return done.size === assignment.size
}

/** The least any assignment takes, found by trying all of them. */
const bruteForce = ({ definitions, estimates }: Api, mode: Plan.Mode, selected: ReadonlyArray<string>) => {
  const known = Definitions.index(definitions)
  const setting = Candidates.setting(known, mode, estimates)
  const ways = new Map([...known].map(([key, one]) => [key, Candidates.of(setting, one).good]))
  for (let changed = true; changed; ) {
    changed = false
    for (const [key, good] of ways) {
      const left = good.filter(({ carriers, parents }) =>
        [...carriers, ...parents].every((from) => (ways.get(from) ?? []).length > 0)
      )
      changed ||= left.length < good.length
      ways.set(key, left)
    }
  }
  const hard = (key: string) => known.get(key)?.needs ?? []
  const ordered = (key: string) =>
    hard(key).filter((need) =>
      (ways.get(need) ?? []).some(({ carriers, parents }) => ![...carriers, ...parents].includes(key))
    )
  let least = Number.POSITIVE_INFINITY
  const visit = (assignment: Map<string, Candidates.Candidate>, open: ReadonlyArray<string>, weight: number) => {
    const [key, ...rest] = open
    if (key === undefined) {
      const carried = [...assignment.values()].every(({ carriers }) =>
        carriers.every((carrier) => assignment.get(carrier)?.canCarry === true)
      )
      if (carried && comesToAnEnd(assignment, ordered)) least = Math.min(least, weight)
      return
    }
    for (const candidate of ways.get(key) ?? []) {
      const wanted = [...candidate.carriers, ...candidate.parents, ...hard(key)]
      const more = wanted.filter(
        (each) => (ways.get(each) ?? []).length > 0 && !assignment.has(each) && each !== key && !rest.includes(each)
      )
      assignment.set(key, candidate)
      visit(assignment, [...rest, ...new Set(more)], weight + candidate.weight)
      assignment.delete(key)
    }
  }
  visit(
    new Map(),
    selected.filter((key) => (ways.get(key) ?? []).length > 0),
    0
  )
  return least
}

describe("the chosen routes", () => {
  it.prop(
    "together take as few requests as any that can be carried out",
    [apis, modes, FastCheck.array(FastCheck.nat(5), { minLength: 1, maxLength: 3 })],
    ([api, mode, picks]) => {
      const selection = [...new Set(picks.flatMap((pick) => api.keys[pick % api.keys.length] ?? []))]
      const made = Plan.make({ definitions: api.definitions, mode, selection, estimates: api.estimates })
      const least = bruteForce(api, mode, selection)
      Either.match(made, {
        onLeft: (error) => {
          assert.strictEqual(error._tag, "DependencyCycle")
          assert.strictEqual(least, Number.POSITIVE_INFINITY)
        },
        onRight: (plan) => assert.strictEqual(Plan.total(plan).requests, least)
      })
    },
    cases(1500)
  )

  it.prop(
    "do not depend on the order in which resources are described",
    [apis, modes, FastCheck.infiniteStream(FastCheck.nat())],
    ([{ definitions, estimates }, mode, shuffle]) => {
      const mixed = <A>(all: ReadonlyArray<A> = []) =>
        all
          .map((one) => [shuffle.next().value, one] as const)
          .sort(([one], [other]) => Number(one) - Number(other))
          .map(([, one]) => one)
      const { nested, readables, resources } = definitions
      const other = { readables: mixed(readables), nested: mixed(nested), resources: mixed(resources) }
      assert.deepStrictEqual(
        Plan.make({ definitions: other, mode, estimates }),
        Plan.make({ definitions, mode, estimates })
      )
    }
  )

  it.prop(
    "stay as they are when resources are described that have nothing to do with them",
    [apis, apis, modes],
    ([{ definitions, estimates }, strangers, mode]) => {
      const renamed = strangers.definitions.readables.map(({ list }, index) => {
        const resource = Resource.make("z", `S${index}`, { attributes: {} })
        return {
          resource,
          list: Endpoint.list(`/s${index}`, resource, { perPage: list.capabilities.perPage }),
          get: Endpoint.get(`/s${index}/{id}`, resource)
        }
      })
      const alone = Plan.make({ definitions, mode, estimates })
      const among = Plan.make({
        definitions: {
          ...definitions,
          readables: [...renamed, ...definitions.readables],
          resources: [...renamed.map(({ resource }) => resource), ...(definitions.resources ?? [])]
        },
        mode,
        estimates
      })
      const own = Either.map(among, (plan) => ({
        ...plan,
        stages: plan.stages
          .map((stage) => stage.filter(({ resource }) => !resource.startsWith("z.")))
          .filter((stage) => stage.length > 0)
      }))
      assert.deepStrictEqual(own, alone)
    }
  )

  it.prop("reach everything unless nothing does", [apis, modes], ([{ definitions, estimates }, mode]) => {
    const made = Plan.make({ definitions, mode, estimates })
    if (Either.isLeft(made)) return
    const known = Definitions.index(definitions)
    for (const { resource, routes, sideLoads } of made.right.stages.flat()) {
      const ways = known.get(resource)
      const isListed = (key: string) => known.get(key)?.own !== undefined
      if (isListed(resource) || ways?.routes.some(({ covers, parent }) => covers === "all" && isListed(parent))) {
        // one that reaches all is enough
        assert.isTrue(routes.every(({ covers }) => covers === "all"))
        assert.lengthOf(routes, 1)
      }
      for (const load of sideLoads) assert.notStrictEqual(load.resource, resource)
    }
  })
})

const text = { attributes: { name: Attribute.string } }

const person = Resource.make("a", "Person", text)
const group = Resource.make("a", "Group", text)
const membership = Resource.make("a", "Membership", {
  ...text,
  relationships: { group: { to: "a.Group", required: true }, person: { to: "a.Person", required: true } }
})
const profile = Resource.make("a", "Profile", text)
const place = Resource.make("a", "Place", text)

const listing = <R extends Resource.Any>(resource: R, capabilities: Partial<Endpoint.Capabilities> = {}) => {
  const path = `/${resource.type}`
  return {
    resource,
    list: Endpoint.list(path, resource, { perPage: { default: 25, max: 100 }, ...capabilities }),
    get: Endpoint.get(`/${path}/{id}`, resource)
  }
}

const below = (resource: Resource.Any, parent: Resource.Any, name: string, covers: "all" | "some"): Endpoint.Route => ({
  list: Endpoint.list(
    `/${parent.type}/{id}/${name}`,
    resource,
    { perPage: { default: 25, max: 100 } },
    { name: `${resource.key}.listOf${parent.type}`, below: { id: parent.key } }
  ),
  parent: parent.key,
  covers
})

const made = (definitions: Definitions.Definitions, options: Partial<Plan.Options> = {}) =>
  Either.getOrThrow(Plan.make({ definitions, mode: "full", ...options }))

const taskOf = (plan: Plan.Plan, key: string) => plan.stages.flat().find(({ resource }) => resource === key)

describe("a nested resource", () => {
  const definitions = {
    readables: [listing(person), listing(group)],
    nested: [
      {
        resource: membership,
        routes: [below(membership, person, "memberships", "all"), below(membership, group, "memberships", "all")]
      }
    ]
  }
  const counts = (people: number, groups: number) =>
    Estimates.fromCounts({ "a.Person": people, "a.Group": groups, "a.Membership": 900 })

  it("is asked for past the parents that are fewer", () => {
    const few = taskOf(made(definitions, { estimates: counts(1000, 20) }), "a.Membership")
    assert.deepStrictEqual(
      few?.routes.map(({ below, requests }) => [below, requests]),
      [["a.Group", 20]]
    )
    const many = taskOf(made(definitions, { estimates: counts(10, 900) }), "a.Membership")
    assert.deepStrictEqual(many?.routes[0].below, "a.Person")
  })

  it("comes after the parent it is asked past, and says why it is asked past no other", () => {
    const plan = made(definitions, { estimates: counts(1000, 20) })
    const task = taskOf(plan, "a.Membership")
    assert.includeMembers([...(task?.needs ?? [])], ["a.Group", "a.Person"])
    assert.deepStrictEqual(
      task?.alternatives.map(({ lost, requests, routes }) => [routes[0]?.below, requests, lost]),
      [["a.Person", 1000, "takes 980 more"]]
    )
    assert.include(Either.getOrThrow(Explain.resource(plan, "a.Membership")), "takes 980 more")
  })

  it("is read past parents that are stored already, which nobody reads again", () => {
    const plan = made(definitions, {
      selection: ["a.Membership"],
      present: ["a.Group", "a.Person"],
      estimates: counts(1000, 20)
    })
    assert.deepStrictEqual(Plan.resources(plan), ["a.Membership"])
  })

  it("takes a request of each parent in a delta too, if there is no way to ask what changed", () => {
    const plan = made(definitions, { mode: "delta", estimates: counts(1000, 20) })
    const task = taskOf(plan, "a.Membership")
    assert.deepStrictEqual([task?.requests, task?.routes[0].sees], [20, "everything"])
    assert.match(Explain.table(plan), /read whole, since their changes cannot be asked for: .*a\.Membership \(20\)/)
  })

  it("is read whole past parents in a delta, though each of them could be asked for its changes", () => {
    const dated = Resource.make("a", "Visit", {
      attributes: { updated_at: Attribute.instant },
      changedAt: "updated_at",
      relationships: { person: { to: "a.Person", required: true } }
    })
    const capabilities = {
      where: { updated_at: "instant" },
      order: ["updated_at"],
      perPage: { default: 25, max: 100 }
    } as const
    const list = Endpoint.list("/Person/{person_id}/visits", dated, capabilities, {
      name: "a.Visit.listOfPerson",
      below: { person_id: "a.Person" }
    })
    const visits: Endpoint.Route = { list, parent: "a.Person", covers: "all" }
    const visited = { ...definitions, nested: [{ resource: dated, routes: [visits] }] }
    const plan = made(visited, { mode: "delta", selection: ["a.Visit"] })
    assert.strictEqual(taskOf(plan, "a.Visit")?.routes[0].sees, "everything")
  })

  it("brings in a parent that nobody selected, and says for what", () => {
    const loose = {
      ...definitions,
      nested: [{ resource: profile, routes: [below(profile, person, "profiles", "all")] }]
    }
    const plan = made(loose, { selection: ["a.Profile"] })
    assert.deepStrictEqual(plan.added, [{ resource: "a.Person", neededBy: "a.Profile" }])
  })

  it("is not asked for past parents whose records do not tell all ids that the path wants", () => {
    const path = "/Group/{group_id}/Person/{person_id}/profiles"
    const below = { group_id: "a.Group", person_id: "a.Person" }
    const perPage = { default: 25, max: 100 }
    const deep: Endpoint.Route = {
      list: Endpoint.list(path, profile, { perPage }, { name: "a.Profile.listOfPerson", below }),
      parent: "a.Person",
      covers: "all"
    }
    const loose = { readables: [listing(person), listing(group)], nested: [{ resource: profile, routes: [deep] }] }
    assert.deepStrictEqual(made(loose).unreadable, ["a.Profile"])
    // a membership names its group
    const named: Endpoint.Route = {
      list: Endpoint.list(
        "/Group/{group_id}/Membership/{membership_id}/profiles",
        profile,
        { perPage },
        { name: "a.Profile.listOfMembership", below: { group_id: "a.Group", membership_id: "a.Membership" } }
      ),
      parent: "a.Membership",
      covers: "all"
    }
    const known = {
      readables: [listing(person), listing(group), listing(membership)],
      nested: [{ resource: profile, routes: [named] }]
    }
    assert.deepStrictEqual(taskOf(made(known), "a.Profile")?.routes[0].below, "a.Membership")
  })

  it("is read past every parent where none has all of it, and is known to be a part", () => {
    const parts = {
      readables: [listing(person), listing(group)],
      nested: [
        { resource: place, routes: [below(place, person, "home", "some"), below(place, group, "places", "some")] }
      ]
    }
    const task = taskOf(made(parts), "a.Place")
    assert.deepStrictEqual(
      task?.routes.map(({ below }) => below),
      ["a.Person", "a.Group"]
    )
    assert.strictEqual(task?.covers, "some")
    assert.match(Explain.table(made(parts)), /more of them may be there than can be reached: a\.Place/)
  })
})

describe("an include", () => {
  const withInclude = (capabilities: Partial<Endpoint.Capabilities>, covers: "all" | "some" = "all") => ({
    readables: [listing(person, { include: { profile, profiles: profile }, ...capabilities })],
    nested: [{ resource: profile, routes: [below(profile, person, "profiles", covers)] }]
  })
  const rides = (definitions: Definitions.Definitions) =>
    made(definitions)
      .stages.flat()
      .flatMap(({ sideLoads }) => sideLoads.map(({ include, resource }) => [include, resource]))

  it("of the name that a nested listing ends in brings the same records, at no request of their own", () => {
    assert.deepStrictEqual(rides(withInclude({})), [["profiles", "a.Profile"]])
  })

  it("of which an API leaves records out is not relied on", () => {
    const truncated = withInclude({ truncated: ["profiles"], complete: ["profiles"] })
    assert.deepStrictEqual(rides(truncated), [])
    const task = taskOf(made(truncated), "a.Profile")
    assert.deepStrictEqual(
      task?.alternatives.map(({ lost, sideLoads }) => [sideLoads[0]?.include, lost]),
      [
        ["profile", "reaches only what hangs from a.Person"],
        ["profiles", "reaches only what hangs from a.Person"]
      ]
    )
  })

  it("reaches as much as the nested listing of the same name, and no more", () => {
    const plan = made(withInclude({}, "some"))
    const [load] = plan.stages.flat().flatMap(({ sideLoads }) => sideLoads)
    assert.deepStrictEqual([load?.resource, load?.covers], ["a.Profile", "some"])
  })

  it("on the pages of a nested listing brings along as well", () => {
    const nested = below(membership, group, "memberships", "all")
    const carrying = {
      ...nested,
      list: Endpoint.list(
        "/Group/{id}/memberships",
        membership,
        {
          perPage: { default: 25, max: 100 },
          include: { profile }
        },
        { name: "a.Membership.listOfGroup", below: { id: "a.Group" } }
      )
    }
    const asked: Endpoint.Route = {
      list: Endpoint.get(
        "/Membership/{id}/profile",
        profile,
        {},
        { name: "a.Profile.getOfMembership", below: { id: "a.Membership" } }
      ),
      parent: "a.Membership",
      covers: "all"
    }
    const plan = made({
      readables: [listing(person), listing(group)],
      nested: [
        { resource: membership, routes: [carrying] },
        { resource: profile, routes: [asked] }
      ]
    })
    assert.deepStrictEqual(
      taskOf(plan, "a.Membership")?.sideLoads.map(({ resource }) => resource),
      ["a.Profile"]
    )
  })
})

describe("what nothing leads to", () => {
  it("is named, and the rest is read", () => {
    const plan = made({ readables: [listing(person)], resources: [person, profile] })
    assert.deepStrictEqual([Plan.resources(plan), plan.unreadable], [["a.Person"], ["a.Profile"]])
  })

  it("is what hangs from such, too", () => {
    const nested = [
      { resource: place, routes: [below(place, profile, "places", "all")] },
      { resource: profile, routes: [below(profile, place, "profiles", "all")] }
    ]
    const outcome = Plan.make({ definitions: { readables: [], nested }, mode: "full" })
    assert.strictEqual(
      Either.match(outcome, { onLeft: ({ message }) => message, onRight: () => "a plan" }),
      "resources that need one another: a.Place → a.Profile → a.Place"
    )
  })

  it("is no reason for what needs it to wait for it", () => {
    const plan = made({ readables: [listing(membership)], resources: [person, group, membership] })
    assert.deepStrictEqual([Plan.resources(plan), plan.unreadable], [["a.Membership"], ["a.Group", "a.Person"]])
  })
})

describe("a resource that is known only by what points at it", () => {
  it("comes along with that, or after it, though that needs it", () => {
    const campaign = Resource.make("a", "Campaign", text)
    const pledge = Resource.make("a", "Pledge", {
      ...text,
      relationships: { campaign: { to: "a.Campaign", required: true } }
    })
    const asked: Endpoint.Route = {
      list: Endpoint.get(
        "/Pledge/{id}/campaign",
        campaign,
        {},
        { name: "a.Campaign.getOfPledge", below: { id: "a.Pledge" } }
      ),
      parent: "a.Pledge",
      covers: "some"
    }
    const nested = [{ resource: campaign, routes: [asked] }]
    const along = made({ readables: [listing(pledge, { include: { campaign } })], nested })
    assert.deepStrictEqual(taskOf(along, "a.Pledge")?.sideLoads[0]?.resource, "a.Campaign")
    const after = made({ readables: [listing(pledge)], nested })
    assert.deepStrictEqual(
      after.stages.map((stage) => stage.map(({ resource }) => resource)),
      [["a.Pledge"], ["a.Campaign"]]
    )
    assert.deepStrictEqual(after.postponed, [{ resource: "a.Pledge", relationship: "campaign", to: "a.Campaign" }])
  })
})

describe("a selection with a plus", () => {
  const definitions = {
    readables: [listing(person), listing(group), listing(place)],
    nested: [
      { resource: membership, routes: [below(membership, group, "memberships", "all")] },
      { resource: profile, routes: [below(profile, membership, "profiles", "all")] }
    ]
  }

  it("brings along what belongs to it, to that, and so on; and what these need", () => {
    const plan = made(definitions, { selection: ["a.Group+"] })
    assert.sameMembers([...Plan.resources(plan)], ["a.Group", "a.Membership", "a.Profile", "a.Person"])
    assert.deepStrictEqual(plan.added, [{ resource: "a.Person", neededBy: "a.Membership" }])
  })

  it("of nothing is refused as it stands", () => {
    const outcome = Plan.make({ definitions, mode: "full", selection: ["a.Gruop+"] })
    assert.match(
      Either.match(outcome, { onLeft: ({ message }) => message, onRight: () => "" }),
      /`a\.Gruop\+`.*did you mean a\.Group\?/
    )
  })
})
