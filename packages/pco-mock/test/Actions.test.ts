import { describe, expect, it } from "@effect/vitest"
import { at, church, stoppedClock } from "./Asking.ts"

const start = () => {
  const clock = stoppedClock()
  return { clock, ...church(400, { clock: clock.now }) }
}

const post = (attributes: Record<string, unknown> = {}, relationships = {}) => ({
  method: "POST",
  body: { data: { attributes, relationships } }
})

describe("a merge", () => {
  const merged = () => {
    const { ask, world } = start()
    const [keep, gone] = world
      .rows("Person")
      .filter(
        ({ id }) => world.children("Email", "person", id).length > 0 && world.children("Note", "person", id).length > 0
      )
    const before = world.children("Email", "person", gone?.id ?? "").map(({ id }) => id)
    world.apply({ op: "merge", type: "Person", id: gone?.id ?? "", into: keep?.id ?? "" })
    return { ask, world, before, keep: keep?.id ?? "", gone: gone?.id ?? "" }
  }

  it("removes one person and leaves what was theirs to the other, under the same ids", async () => {
    const { ask, before, gone, keep, world } = merged()
    expect((await ask(`/people/v2/people/${gone}`)).status).toBe(404)
    expect((await ask(`/giving/v2/people/${gone}`)).status).toBe(404)
    const { body } = await ask(`/people/v2/people/${keep}/emails?per_page=100`)
    expect(body.data.map(({ id }) => id)).toEqual(expect.arrayContaining(before))
    expect(world.rows("giving.Donation").filter(({ relationships }) => relationships.person?.id === gone)).toEqual([])
  })

  it("is told of by a PersonMerger, which names both", async () => {
    const { ask, gone, keep } = merged()
    const { body } = await ask("/people/v2/person_mergers?where[created_at][gte]=2026-01-02T00:00:00Z")
    expect(body.data).toHaveLength(1)
    expect(at(body.data, 0)).toMatchObject({
      attributes: {
        person_to_keep_id: Number(keep),
        person_to_remove_id: Number(gone),
        created_at: "2026-01-02T00:00:00Z"
      },
      relationships: { person_to_remove: { data: { type: "Person", id: gone } } }
    })
  })
})

describe("batches", () => {
  it("are deleted behind the scenes: updating first, and gone later", async () => {
    const { ask, clock, world } = start()
    const path = `/giving/v2/batches/${at(world.rows("giving.Batch"), 0).id}`
    const deleted = await ask(path, { method: "DELETE" })
    expect(deleted.body.data).toMatchObject({ attributes: { status: "updating" } })
    expect((await ask(path)).body.data).toMatchObject({ attributes: { status: "updating" } })
    clock.advance(2000)
    expect((await ask(path)).status).toBe(404)
  })

  it("are committed so, too", async () => {
    const { ask, clock } = start()
    const made = await ask("/giving/v2/batches", {
      method: "POST",
      body: { data: { attributes: { description: "May" } } }
    })
    const path = `/giving/v2/batches/${[made.body.data].flat()[0]?.id}`
    expect((await ask(`${path}/commit`, post())).body.data).toMatchObject({ attributes: { status: "updating" } })
    clock.advance(2000)
    expect((await ask(path)).body.data).toMatchObject({
      attributes: { status: "committed", committed_at: "2026-01-02T00:00:02Z" }
    })
  })
})

it("a donation is made with the designations sent along, which are its amount, and refunded with them", async () => {
  const { ask, world } = start()
  const [batch] = world.rows("giving.Batch")
  const [one, two] = world.rows("giving.Fund")
  const designation = (amount_cents: number, fund: string | undefined) => ({
    type: "Designation",
    attributes: { amount_cents },
    relationships: { fund: { data: { type: "Fund", id: fund } } }
  })
  const made = await ask(`/giving/v2/batches/${batch?.id}/donations`, {
    method: "POST",
    body: {
      data: {
        type: "Donation",
        attributes: {
          payment_method: "cash",
          received_at: "2026-01-01T00:00:00Z",
          payment_source_id: "planning_center"
        }
      },
      included: [designation(1200, one?.id), designation(800, two?.id)]
    }
  })
  expect(made.status).toBe(201)
  expect(made.body.data).toMatchObject({
    attributes: { amount_cents: 2000, refunded: false },
    relationships: { batch: { data: { id: batch?.id } }, payment_source: { data: { id: "planning_center" } } }
  })
  const path = `/giving/v2/donations/${[made.body.data].flat()[0]?.id}`
  const { body } = await ask(`${path}/designations`)
  expect(body.data.map(({ attributes }) => attributes.amount_cents)).toEqual([1200, 800])
  expect((await ask(`${path}/refund`)).status).toBe(404)
  expect((await ask(`${path}/issue_refund`, post())).body.data).toMatchObject({ attributes: { refunded: true } })
  expect((await ask(`${path}/refund`)).body.data).toMatchObject({ attributes: { amount_cents: 2000 } })
  expect((await ask(`${path}/refund/designation_refunds`)).body.meta.total_count).toBe(2)
  expect((await ask(`${path}/issue_refund`, post())).status).toBe(409)
})

describe("a workflow card", () => {
  it("moves along the steps of its workflow, and is completed behind the last", async () => {
    const { ask, world } = start()
    const [workflow] = world.rows("Workflow")
    const [person] = world.rows("Person")
    const steps = [...world.children("WorkflowStep", "workflow", workflow?.id ?? "")]
    const made = await ask(`/people/v2/workflows/${workflow?.id}/cards`, {
      method: "POST",
      body: { data: { attributes: { person_id: person?.id } } }
    })
    expect(made.status).toBe(201)
    const card = [made.body.data].flat()[0]?.id ?? ""
    const path = `/people/v2/people/${person?.id}/workflow_cards/${card}`
    expect(made.body.data).toMatchObject({
      attributes: { stage: "ready" },
      relationships: { current_step: { data: { id: steps[0]?.id } } }
    })
    const seen: Array<unknown> = []
    for (let n = 0; n < steps.length; n++) {
      await ask(`${path}/promote`, post())
      seen.push(
        world.get("WorkflowCard", card)?.relationships.current_step?.id ??
          world.get("WorkflowCard", card)?.attributes.stage
      )
    }
    expect(seen).toEqual([...steps.slice(1).map(({ id }) => id), "completed"])
  })

  it("is snoozed for so many days, and comes back", async () => {
    const { ask, world } = start()
    const card = at(world.rows("WorkflowCard"), 0)
    const path = `/people/v2/people/${card.relationships.person?.id}/workflow_cards/${card.id}`
    expect((await ask(`${path}/snooze`, post())).body.errors[0]).toMatchObject({
      code: "missing_parameter",
      meta: { param: "duration" }
    })
    expect((await ask(`${path}/snooze`, post({ duration: 2 }))).status).toBe(201)
    expect((await ask(path)).body.data).toMatchObject({
      attributes: { stage: "snoozed", snooze_until: "2026-01-04T00:00:00Z" }
    })
    await ask(`${path}/unsnooze`, post())
    expect((await ask(path)).body.data).toMatchObject({ attributes: { stage: "ready", snooze_until: null } })
  })
})

it("an application that is approved makes a member, once", async () => {
  const { ask, world } = start()
  const application = at(
    world.rows("groups.GroupApplication").filter(({ attributes }) => attributes.status === "pending"),
    0
  )
  const group = application.relationships.group?.id ?? ""
  const before = world.children("groups.Membership", "group", group).length
  const path = `/groups/v2/group_applications/${application.id}/approve`
  expect((await ask(path, post())).status).toBe(200)
  expect((await ask(`/groups/v2/groups/${group}/memberships`)).body.meta.total_count).toBe(before + 1)
  expect((await ask(path, post())).status).toBe(422)
})

it("tags are put in the place of those there were", async () => {
  const { ask, world } = start()
  const song = at(world.rows("services.Song"), 0).id
  const [, second, third] = world.rows("services.Tag")
  const sent = [second, third].map((tag) => ({ type: "Tag", id: tag?.id }))
  for (const tags of [sent, sent.slice(1), []]) {
    expect((await ask(`/services/v2/songs/${song}/assign_tags`, post({}, { tags: { data: tags } }))).status).toBe(204)
    const { body } = await ask(`/services/v2/songs/${song}/tags`)
    expect(body.data.map(({ id, type }) => ({ type, id }))).toEqual(tags)
  }
})

it("a schedule that is declined is declined in the plan", async () => {
  const { ask, world } = start()
  const schedule = at(world.rows("services.Schedule"), 0)
  const path = `/services/v2/people/${schedule.relationships.person?.id}/schedules/${schedule.id}`
  await ask(`${path}/decline`, post({ reason: "Away" }))
  const place = world.get("services.PlanPerson", schedule.relationships.plan_person?.id ?? "")
  expect(place?.attributes).toMatchObject({ status: "D", decline_reason: "Away" })
  expect((await ask(path)).body.data).toMatchObject({ attributes: { status: "D" } })
})
