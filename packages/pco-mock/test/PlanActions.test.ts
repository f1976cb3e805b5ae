import { describe, expect, it } from "@effect/vitest"
import * as Me from "../src/internal/requests/me.ts"
import type { Row } from "../src/Row.ts"
import type { World } from "../src/World.ts"
import { at, church, type Resource, stoppedClock } from "./Asking.ts"

const start = () => {
  const clock = stoppedClock()
  return { clock, ...church(400, { clock: clock.now }) }
}

const post = (attributes: Record<string, unknown> = {}, relationships = {}) => ({
  method: "POST",
  body: { data: { attributes, relationships } }
})

const to = (row: Row | undefined) => ({ data: { type: row?.type, id: row?.id } })

const pathOf = (plan: Row) => `/services/v2/service_types/${plan.relationships.service_type?.id}/plans/${plan.id}`

const titles = (rows: ReadonlyArray<Resource>) => rows.map(({ attributes }) => attributes.title)

/** A plan with an item, somebody of each of two teams, and a note. */
const pattern = (world: World) => {
  const [service_type] = world.rows("services.ServiceType")
  const [one, two] = world.children("services.Team", "service_type", service_type?.id ?? "")
  const plan = world.create("services.Plan", { title: "Pattern" }, { service_type: service_type ?? null })
  world.create(
    "services.PlanTime",
    { starts_at: "2026-03-01T15:00:00Z", ends_at: "2026-03-01T16:00:00Z", time_type: "service" },
    { plan }
  )
  world.create("services.PlanTime", { starts_at: "2026-03-01T17:00:00Z", ends_at: null, time_type: "other" }, { plan })
  const item = world.create("services.Item", { title: "Prelude", sequence: 1 }, { plan })
  world.create("services.ItemNote", { content: "Softly" }, { item })
  const [ann, ben] = world.rows("services.Person")
  for (const [person, team] of [
    [ann, one],
    [ben, two]
  ] as const) {
    const content = { status: "C", team_position_name: "Lead" }
    world.create("services.PlanPerson", content, { person: person ?? null, plan, team: team ?? null })
  }
  world.create("services.PlanNote", { content: "Bring umbrellas" }, { plan })
  return { ann, ben, one, plan, service_type, two }
}

describe("create_plans", () => {
  it("makes plans a week apart with what is copied, and shows them in the list", async () => {
    const { ask, world } = start()
    const { one, plan, service_type } = pattern(world)
    const list = `/services/v2/service_types/${service_type?.id}`
    const before = world.children("services.Plan", "service_type", service_type?.id ?? "").length
    const attributes = {
      count: 3,
      base_date: "2026-05-03",
      copy_items: true,
      copy_people: true,
      copy_notes: true,
      team_ids: [Number(one?.id)]
    }
    const made = await ask(`${list}/create_plans`, post(attributes, { plan: to(plan) }))
    expect(made.status).toBe(201)
    expect(made.body.meta).toMatchObject({ total_count: 3, count: 3 })
    expect(made.body.data.map(({ attributes }) => attributes.sort_date)).toEqual([
      "2026-05-03T10:00:00Z",
      "2026-05-10T10:00:00Z",
      "2026-05-17T10:00:00Z"
    ])
    expect((await ask(`${list}/plans`)).body.meta.total_count).toBe(before + 3)
    const [first, second, third] = made.body.data
    const path = `${list}/plans/${second?.id}`
    const read = (await ask(path)).body.data
    expect(read).toMatchObject({
      attributes: { items_count: 1, service_time_count: 1, other_time_count: 1, short_dates: "May 10" },
      relationships: {
        created_by: { data: { id: Me.as(world, "services.Person")?.id } },
        previous_plan: { data: { id: first?.id } },
        next_plan: { data: { id: third?.id } }
      }
    })
    const items = await ask(`${path}/items?include=item_notes`)
    expect(titles(items.body.data)).toEqual(["Prelude"])
    expect(items.body.included.map(({ attributes }) => attributes.content)).toEqual(["Softly"])
    const members = (await ask(`${path}/team_members`)).body.data
    expect(members.map(({ attributes, relationships }) => [attributes.status, relationships.team?.data])).toEqual([
      ["U", to(one).data]
    ])
    expect((await ask(`${path}/notes`)).body.data.map(({ attributes }) => attributes.content)).toEqual([
      "Bring umbrellas"
    ])
  })

  it("makes one plan, with nothing copied, of who asks for no more", async () => {
    const { ask, world } = start()
    const { plan, service_type } = pattern(world)
    const list = `/services/v2/service_types/${service_type?.id}`
    const made = await ask(`${list}/create_plans`, post({}, { plan: to(plan) }))
    expect(made.body.data).toHaveLength(1)
    expect(made.body.data[0]?.attributes).toMatchObject({ items_count: 0, plan_people_count: 0, service_time_count: 1 })
    const more = await ask(`${list}/create_plans`, post({ count: 2 }, { plan: to(plan) }))
    // each a week after the last there was
    expect([made, more].flatMap(({ body }) => body.data.map(({ attributes }) => attributes.short_dates))).toEqual([
      "Mar 8",
      "Mar 15",
      "Mar 22"
    ])
    const many = await ask(`${list}/create_plans`, post({ count: 40 }))
    expect(many.body.data).toHaveLength(12)
    expect(many.body.data[0]).toMatchObject({
      attributes: { sort_date: null },
      relationships: { previous_plan: { data: null } }
    })
  })

  it("makes templates, which can be imported", async () => {
    const { ask, world } = start()
    const { plan, service_type } = pattern(world)
    const list = `/services/v2/service_types/${service_type?.id}`
    const attributes = { as_template: true, copy_items: true, copy_notes: true }
    const made = await ask(`${list}/create_plans`, post(attributes, { plan: to(plan) }))
    expect(made.body.data[0]).toMatchObject({ type: "PlanTemplate", attributes: { item_count: 1 } })
    const template = made.body.data[0]?.id
    const other = world.create("services.Plan", {}, { service_type: service_type ?? null })
    const path = `${list}/plans/${other.id}`
    expect((await ask(`${path}/import_template`, post({ copy_items: true }))).body.errors[0]).toMatchObject({
      code: "missing_parameter",
      meta: { param: "plan_id" }
    })
    expect((await ask(`${path}/import_template`, post({ plan_id: 1, copy_items: true }))).status).toBe(422)
    expect((await ask(`${path}/import_template`, post({ plan_id: Number(template), copy_items: true }))).status).toBe(
      204
    )
    expect(titles((await ask(`${path}/items`)).body.data)).toEqual(["Prelude"])
    expect((await ask(`${path}/notes`)).body.data).toEqual([])
  })
})

it("autoschedule fills what a team needs with its people, who are then to answer, and leaves what nobody fills", async () => {
  const { ask, world } = start()
  const { plan, one, two } = pattern(world)
  const position = world.create("services.TeamPosition", { name: "Usher" }, { team: one ?? null })
  const [, , cleo, dan] = world.rows("services.Person")
  const [ann] = world.rows("services.Person")
  // ann is in the plan already
  for (const person of [ann, cleo, dan]) {
    world.create("services.PersonTeamPositionAssignment", {}, { team_position: position, person: person ?? null })
  }
  const needed = (team: Row | undefined, quantity: number) =>
    world.create("services.NeededPosition", { quantity, team_position_name: "Usher" }, { plan, team: team ?? null })
  const need = needed(one, 3)
  const other = needed(two, 1)
  const body = { data: { type: "Autoschedule", attributes: {}, relationship: { team: to(one) } } }
  const done = await ask(`${pathOf(plan)}/autoschedule`, { method: "POST", body })
  expect(done.body.data.map(({ relationships }) => relationships.person?.data)).toEqual([to(cleo).data, to(dan).data])
  const members = (await ask(`${pathOf(plan)}/team_members`)).body.data
  expect(members.slice(-2)).toMatchObject([
    { attributes: { status: "U", team_position_name: "Usher" }, relationships: { team: to(one), plan: to(plan) } },
    { attributes: { status: "U" } }
  ])
  const left = (await ask(`${pathOf(plan)}/needed_positions`)).body.data
  expect(left.map(({ attributes, id }) => [id, attributes.quantity])).toEqual([
    [need.id, 1],
    [other.id, 1]
  ])
  const schedules = (await ask(`/services/v2/people/${cleo?.id}/schedules?per_page=100`)).body.data
  expect(schedules.at(-1)).toMatchObject({ attributes: { status: "U" }, relationships: { plan: to(plan) } })
  expect((await ask(`${pathOf(plan)}/autoschedule`, post())).status).toBe(400)
})

it("a template is rendered with the details of a person, as HTML or as text", async () => {
  const { ask, world } = start()
  const person = at(world.rows("services.Person"), 3)
  const template = world.create("services.EmailTemplate", {
    subject: "Hello {{first_name}}",
    html_body: "<p>Dear {{ full_name }}</p>"
  })
  const path = `/services/v2/email_templates/${template.id}/render`
  const html = await ask(path, post({ format: "html" }, { person: to(person) }))
  expect(html.body.data).toMatchObject({
    type: "EmailTemplateRenderedResponse",
    attributes: {
      subject: `Hello ${person.attributes.first_name}`,
      body: `<p>Dear ${person.attributes.full_name}</p>`
    },
    relationships: { person: to(person), email_template: to(template) }
  })
  const text = await ask(path, post({ format: "text" }, { person: to(person) }))
  expect(text.body.data).toMatchObject({ attributes: { body: `Dear ${person.attributes.full_name}` } })
  expect((await ask(path, post({}, { person: { data: { type: "Person", id: "0" } } }))).status).toBe(422)
})

it("service types are collapsed and expanded for one person, as the world knows afterwards", async () => {
  const { ask, world } = start()
  const person = at(world.rows("services.Person"), 0)
  const [one, two] = world.rows("services.ServiceType")
  const closed = () =>
    world.children("services.~Collapsed", "one", person.id).map(({ relationships }) => relationships.other?.id)
  const both = { service_type: { data: [to(one).data, to(two).data] } }
  const path = `/services/v2/people/${person.id}`
  expect((await ask(`${path}/collapse_service_types`, post({}, both))).status).toBe(204)
  expect(closed()).toEqual([one?.id, two?.id])
  expect((await ask(`${path}/collapse_service_types`, post({}, both))).status).toBe(204)
  expect(closed()).toEqual([one?.id, two?.id])
  const first = { service_type: { data: [to(one).data] } }
  expect((await ask(`${path}/expand_service_types`, post({}, first))).status).toBe(204)
  expect(closed()).toEqual([two?.id])
  expect((await ask(`${path}/expand_service_types`, post())).status).toBe(400)
})

it("a list is synced to Mailchimp behind the scenes", async () => {
  const { ask, clock, world } = start()
  const list = world.rows("List").find(({ id }) => world.children("MailchimpSyncStatus", "list", id).length === 0)
  const path = `/people/v2/lists/${list?.id}`
  expect((await ask(`${path}/mailchimp_sync_status`)).status).toBe(404)
  expect((await ask(`${path}/mailchimp_sync`, post())).status).toBe(204)
  expect((await ask(`${path}/mailchimp_sync_status`)).body.data).toMatchObject({
    attributes: { progress: 0, completed_at: null }
  })
  clock.advance(2000)
  expect((await ask(`${path}/mailchimp_sync_status`)).body.data).toMatchObject({
    attributes: { progress: 100, completed_at: "2026-01-02T00:00:02Z" }
  })
  expect(world.children("MailchimpSyncStatus", "list", list?.id ?? "")).toHaveLength(1)
})
