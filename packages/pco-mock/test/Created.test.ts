import { describe, expect, it } from "@effect/vitest"
import * as Catalog from "../src/internal/facts/catalog.ts"
import * as Me from "../src/internal/requests/me.ts"
import type { Row } from "../src/Row.ts"
import type { Change, World } from "../src/World.ts"
import { at, church, type Reply, type Resource, stoppedClock } from "./Asking.ts"

const start = () => {
  const clock = stoppedClock()
  return church(400, { clock: clock.now })
}

const to = (row: Row | null | undefined) => ({ data: { type: row?.type, id: row?.id } })

const post = (attributes: Record<string, unknown>, relationships = {}) => ({
  method: "POST",
  body: { data: { attributes, relationships } }
})

/** The record a document is of. */
const one = ({ body, status, text }: Reply): Resource => {
  const [found] = [body?.data].flat()
  if (found === undefined) throw new Error(`${status}: ${text}`)
  return found
}

/** What to send so that every relationship of a new record that can be chosen is. */
const chosen = (world: World, { canInclude, create, key, required }: Catalog.Resource) => {
  const refs = world.kinds.get(key)?.refs ?? {}
  const ids = Object.entries(refs).flatMap(([name, { to }]) => {
    const [target] = world.rows(to)
    return create?.assignable.has(`${name}_id`) === true && target !== undefined ? [[`${name}_id`, target.id]] : []
  })
  const linked = Object.entries(refs).flatMap(([name, { to: key }]) => {
    const [target] = world.rows(key)
    const may = canInclude.includes(name) && create?.assignable.has(`${name}_id`) !== true
    return may && target !== undefined ? [[name, to(target)]] : []
  })
  const needed = required
    .filter((name) => !name.endsWith("_id"))
    .map((name) => [name, name.endsWith("cents") ? 5 : name === "address" ? "x@example.org" : "x"])
  return { attributes: Object.fromEntries([...needed, ...ids]), relationships: Object.fromEntries(linked) }
}

/**
 * Relationships every record of the start has, and one created over the API has not: nothing says how they would be told, and
 * nothing else tells them.
 */
const unset: ReadonlyArray<string> = [
  // nothing was gone through yet
  "services.Live/current_item_time",
  "services.Live/next_item_time",
  "services.SplitTeamRehearsalAssignment/team",
  "services.Team/default_responds_to"
]

describe("a record created over the API", () => {
  it("is in its parent's list, points at the parent, and has every relationship that others of its kind have", async () => {
    const { ask, world } = start()
    /** Puts the first ids there are into a path. */
    const fill = async (template: string): Promise<string | undefined> => {
      const end = template.indexOf("/{}")
      if (end < 0) return template
      const { body } = await ask(`${template.slice(0, end)}?per_page=5`)
      for (const { id } of [body?.data].flat().filter((each) => each !== undefined)) {
        const found = await fill(`${template.slice(0, end)}/${id}${template.slice(end + 3)}`)
        if (found !== undefined) return found
      }
      return undefined
    }
    const wrong: Array<string> = []
    let made = 0
    for (const resource of Catalog.resources) {
      const { create, key, product } = resource
      if (create === undefined || product === "webhooks") continue
      const path = (await fill(`/${product}/v2/${create.path}`)) ?? ""
      const born = world.rows(key)
      const { attributes, relationships } = chosen(world, resource)
      const designation = {
        type: "Designation",
        attributes: { amount_cents: 1 },
        relationships: { fund: to(world.rows("giving.Fund")[0]) }
      }
      const included = key === "giving.Donation" ? { included: [designation] } : {}
      const reply = await ask(path, { method: "POST", body: { data: { attributes, relationships }, ...included } })
      if (reply.status !== 201) {
        wrong.push(`${key} at ${path}: ${reply.status} ${reply.text}`)
        continue
      }
      made++
      const { id } = one(reply)
      const row = world.get(key, id)
      for (const name of Object.keys(row?.relationships ?? {})) {
        const always = born.length > 0 && born.every((each) => each.relationships[name] !== null)
        if (always && row?.relationships[name] === null && !unset.includes(`${key}/${name}`))
          wrong.push(`${key} ${name}`)
      }
      const { body } = await ask(`${path}?per_page=0`)
      const total = body.meta.total_count
      const list = await ask(`${path}?per_page=100&offset=${Math.max(0, (total ?? 1) - 100)}`)
      if (![list.body.data].flat().some((each) => each.id === id)) wrong.push(`${key} is not listed at ${path}`)
      const parent = path.split("/").at(-2)
      const points = Object.values(row?.relationships ?? {}).some((target) => target?.id === parent)
      if (path.split("/").length > 4 && !points) wrong.push(`${key} does not point at ${parent}`)
    }
    expect(wrong).toEqual([])
    expect(made).toBeGreaterThan(55)
  })

  it("keeps the relationships of its body, and both ends show them", async () => {
    const { ask, world } = start()
    const campus = at(world.rows("Campus"), 0)
    const made = one(
      await ask("/people/v2/people", post({ first_name: "Ada", last_name: "L" }, { primary_campus: to(campus) }))
    )
    const { body } = await ask(`/people/v2/people/${made.id}?include=primary_campus`)
    expect(body.data).toMatchObject({ relationships: { primary_campus: { data: { id: campus.id } } } })
    expect(body.included.map(({ id }) => id)).toEqual([campus.id])
    const plan = at(world.rows("services.Plan"), 0)
    const list = `/services/v2/service_types/${plan.relationships.service_type?.id}/plans/${plan.id}/needed_positions`
    const [team] = world.rows("services.Team")
    const need = one(await ask(list, post({ quantity: 2 }, { team: to(team) })))
    const listed = await ask(`${list}?include=team&per_page=100`)
    expect(listed.body.data.find(({ id }) => id === need.id)?.relationships.team).toMatchObject(to(team))
    expect(listed.body.included.map(({ id }) => id)).toContain(team?.id)
  })

  it("is in the groups of a person and among the people of a group, once it is a membership", async () => {
    const { ask, world } = start()
    const group = at(world.rows("groups.Group"), 0)
    const known = new Set(
      world.children("groups.Membership", "group", group.id).map(({ relationships }) => relationships.person?.id)
    )
    const person = world.rows("groups.Person").find(({ id }) => !known.has(id))
    const path = `/groups/v2/groups/${group.id}`
    const made = one(await ask(`${path}/memberships`, post({ person_id: person?.id, role: "member" })))
    expect(made.relationships).toMatchObject({ group: to(group), person: to(person) })
    const ids = async (list: string) => (await ask(`${list}?per_page=100`)).body.data.map(({ id }) => id)
    expect(await ids(`${path}/people`)).toContain(person?.id)
    expect(await ids(`/groups/v2/people/${person?.id}/groups`)).toContain(group.id)
    const included = await ask(`${path}/memberships?include=person&per_page=100`)
    expect(included.body.included.map(({ id }) => id)).toContain(person?.id)
  })

  it("stands where its parent stands: a place in a plan is in the plan's service type, and its team can be changed", async () => {
    const { ask, world } = start()
    const plan = at(world.rows("services.Plan"), 0)
    const { service_type = null } = plan.relationships
    const [team, other] = world.children("services.Team", "service_type", service_type?.id ?? "")
    const person = Me.as(world, "services.Person")
    if (person === null) throw new Error("nobody asks")
    const path = `/services/v2/service_types/${service_type?.id}/plans/${plan.id}/team_members`
    const member = one(await ask(path, post({ person_id: person.id, team_id: team?.id, status: "U" })))
    expect(member.relationships).toMatchObject({ service_type: { data: service_type }, scheduled_by: to(person) })
    // what the person sees of it comes with it, and follows it
    const schedule = async () =>
      (await ask(`/services/v2/people/${person.id}/schedules?per_page=100`)).body.data.find(({ relationships }) =>
        JSON.stringify(relationships.plan_person?.data).includes(`"${member.id}"`)
      )
    expect((await schedule())?.relationships).toMatchObject({
      plan: to(plan),
      service_type: { data: service_type },
      team: to(team)
    })
    const mine = `/services/v2/people/${person.id}/plan_people/${member.id}`
    await ask(mine, { method: "PATCH", body: { data: { attributes: { team_id: other?.id } } } })
    expect(await schedule()).toMatchObject({
      attributes: { team_name: other?.attributes.name },
      relationships: { team: to(other) }
    })
    expect((await ask(mine, { method: "DELETE" })).status).toBe(204)
    expect(await schedule()).toBeUndefined()
  })

  it("says who made it, and who changed it last", async () => {
    const { ask, world } = start()
    const first = Me.as(world, "Person")
    const second = world.rows("Person").find(({ id }) => id !== first?.id)
    const category = at(world.rows("NoteCategory"), 0)
    const note = one(
      await ask(`/people/v2/people/${second?.id}/notes`, post({ note: "Hi", note_category_id: category.id }))
    )
    expect(note.relationships).toMatchObject({ created_by: to(first), person: to(second) })
    const [song] = world.rows("services.Song")
    const serving = Me.as(world, "services.Person")
    const list = `/services/v2/songs/${song?.id}/arrangements`
    const made = one(await ask(list, post({ name: "Loud" })))
    expect(made.relationships).toMatchObject({ created_by: to(serving), updated_by: { data: null } })
    const changed = await ask(`${list}/${made.id}`, { method: "PATCH", body: { data: { attributes: { bpm: 90 } } } })
    expect(one(changed).relationships).toMatchObject({ created_by: to(serving), updated_by: to(serving) })
  })

  it("comes last where its kind has an order, and a value with options is one of them", async () => {
    const { ask, world } = start()
    const workflow = at(world.rows("Workflow"), 0)
    const steps = world.children("WorkflowStep", "workflow", workflow.id).length
    const step = one(await ask(`/people/v2/workflows/${workflow.id}/steps`, post({ name: "Call" })))
    expect(step.attributes.sequence).toBe(steps + 1)
    const field = world.rows("FieldDefinition").find(({ attributes }) => attributes.data_type === "select")
    const option = at(world.children("FieldOption", "field_definition", field?.id ?? ""), 1)
    const person = at(world.rows("Person"), 0)
    const sent = { field_definition_id: field?.id, value: option.attributes.value }
    const made = one(await ask(`/people/v2/people/${person.id}/field_data`, post(sent)))
    const path = `/people/v2/field_data/${made.id}`
    expect(one(await ask(`${path}/field_option`)).id).toBe(option.id)
    expect(made.relationships).toMatchObject({ customizable: to(person), field_definition: to(field) })
  })

  it("is a plan among the others by its times, which its neighbours know though nobody changed them", async () => {
    const { ask, world } = start()
    const service_type = at(world.rows("services.ServiceType"), 0)
    const plans = world
      .children("services.Plan", "service_type", service_type.id)
      .map((plan) => [Date.parse(String(plan.attributes.sort_date)), plan] as const)
      .sort(([a], [b]) => a - b)
    const [[begins, before], [, after]] = [at(plans, 1), at(plans, 2)]
    const path = `/services/v2/service_types/${service_type.id}/plans`
    const changes: Array<Change> = []
    world.subscribe((change) => changes.push(change))
    const made = one(await ask(path, post({ title: "Midweek" })))
    expect(made).toMatchObject({ attributes: { sort_date: null }, relationships: { next_plan: { data: null } } })
    const starts_at = new Date(begins + 3 * 86_400_000).toISOString()
    const times = `${path}/${made.id}/plan_times`
    const time = one(await ask(times, post({ starts_at, time_type: "service" })))
    expect(one(await ask(`${path}/${made.id}`)).relationships).toMatchObject({
      previous_plan: to(before),
      next_plan: to(after)
    })
    // those who listen are told of the new plan, and of no other
    const told = new Set(
      changes.flatMap((change) => (change.type === "services.Plan" && change.quiet !== true ? [change.id] : []))
    )
    expect(told).toEqual(new Set([made.id]))
    const neighbour = one(await ask(`${path}/${before.id}`))
    expect(neighbour.relationships.next_plan).toMatchObject({ data: { id: made.id } })
    expect(neighbour.attributes.updated_at).toBe(before.updated_at)
    expect((await ask(`${times}/${time.id}`, { method: "DELETE" })).status).toBe(204)
    expect(one(await ask(`${path}/${before.id}`)).relationships.next_plan).toMatchObject(to(after))
  })
})
