import { describe, expect, it } from "@effect/vitest"
import * as Catalog from "../src/internal/facts/catalog.ts"
import * as Filters from "../src/internal/requests/filters.ts"
import type { World } from "../src/World.ts"
import { at, church } from "./Asking.ts"

const start = () => {
  const { ask, world } = church(400)
  /** The ids a list has, with a filter and what it asks for besides. */
  const ids = async (list: string, filter?: string, more = "") => {
    const { body, status } = await ask(`${list}?per_page=100${filter === undefined ? "" : `&filter=${filter}`}${more}`)
    expect(status).toBe(200)
    return body.data.map(({ id }) => id)
  }
  return { ask, ids, world }
}

/** The person who asks, as a product knows them. */
const me = (world: World, product: string) => at(world.rows(`${product}.Person`), 0)

const pair = (
  one: { readonly type: string; readonly id: string },
  other: { readonly type: string; readonly id: string }
) => ({
  one: { type: one.type, id: one.id },
  other: { type: other.type, id: other.id }
})

describe("named filters", () => {
  it("are all answered, but for those that say why not", async () => {
    const silent = Catalog.resources.flatMap((resource) =>
      [...resource.filters.keys()]
        .filter((name) => !Filters.modelled(resource, name))
        .map((name) => `${resource.key}/${name}`)
    )
    expect(silent).toEqual(Object.keys(Filters.unmodelled))
    expect(silent.length).toBeLessThanOrEqual(5)
    const { ask } = start()
    expect((await ask("/calendar/v2/event_instances?filter=shared")).status).toBe(501)
  })

  it("of event instances take the roles of who asks, each alone and together", async () => {
    const { ids, world } = start()
    const list = "/calendar/v2/event_instances"
    const asking = me(world, "calendar")
    const somebody = at(world.rows("calendar.Person"), 5)
    // three events of which the person who asks has one role each, and a fourth they have nothing to do with
    const events = ["owner", "manager", "subscriber", "nothing"].map((role) => {
      const event = world.create("calendar.Event", { name: role }, { owner: role === "owner" ? asking : somebody })
      if (role === "manager") world.create("calendar.~Manager", {}, pair(event, asking))
      if (role === "subscriber") world.create("calendar.~Subscriber", {}, pair(event, asking))
      return [role, world.create("calendar.EventInstance", {}, { event }).id] as const
    })
    const passes = async (filter: string) => {
      const found = await ids(list, filter)
      return events.flatMap(([role, id]) => (found.includes(id) ? [role] : []))
    }
    expect(await passes("owner")).toEqual(["owner"])
    expect(await passes("manager")).toEqual(["manager"])
    expect(await passes("subscriber")).toEqual(["subscriber"])
    expect(await passes("approver")).toEqual([])
    expect(await passes("owner_subscriber")).toEqual(["owner", "subscriber"])
    expect(await passes("owner_manager_approver")).toEqual(["owner", "manager"])
    expect(await passes("all")).toEqual(["owner", "manager", "subscriber"])
    expect(await passes("approved_pending_rejected")).toEqual([])
  })

  it("of event instances know who approves what is booked, and what is fought over", async () => {
    const { ids, world } = start()
    const event = world.create("calendar.Event", {})
    const instance = world.create("calendar.EventInstance", {}, { event })
    const resource = world.create("calendar.Resource", { quantity: 1 })
    world.create("calendar.ResourceBooking", {}, { event_instance: instance, event, resource })
    const list = "/calendar/v2/event_instances"
    expect(await ids(list, "approver")).not.toContain(instance.id)
    const group = at(world.rows("calendar.ResourceApprovalGroup"), 0)
    world.create("calendar.RequiredApproval", {}, { resource_approval_group: group, resource })
    world.create("calendar.~Approver", {}, pair(group, me(world, "calendar")))
    expect(await ids(list, "approver")).toContain(instance.id)
    expect(await ids(list, "unresolved")).not.toContain(instance.id)
    const conflict = world.create("calendar.Conflict", {}, { resource })
    expect(await ids(list, "unresolved")).toContain(instance.id)
    world.update("calendar.Conflict", conflict.id, { resolved_at: "2026-01-01T00:00:00Z" })
    expect(await ids(list, "unresolved")).not.toContain(instance.id)
    expect(await ids(list, "lost")).toEqual([instance.id])
  })

  it("of requests for resources tell those that ask for more than there is at a time", async () => {
    const { ids, world } = start()
    const asking = me(world, "calendar")
    const event = world.create("calendar.Event", {})
    const resource = world.create("calendar.Resource", { quantity: 3 })
    const request = world.create("calendar.EventResourceRequest", {}, { event, resource, created_by: asking })
    const book = (hour: string, quantity: number, by?: { readonly type: string; readonly id: string }) =>
      world.create(
        "calendar.ResourceBooking",
        { quantity, starts_at: `2026-05-01T${hour}:00:00Z`, ends_at: `2026-05-01T${hour}:45:00Z` },
        { resource, event_resource_request: by ?? null }
      )
    const list = `/calendar/v2/people/${asking.id}/event_resource_requests`
    book("10", 2, request)
    book("11", 3)
    expect(await ids(list, "not_overbooked")).toContain(request.id)
    book("10", 2)
    expect(await ids(list, "not_overbooked")).not.toContain(request.id)
    expect(await ids(list, "overbooked")).toContain(request.id)
    expect(await ids(list, "not_in_conflict")).toContain(request.id)
    world.create("calendar.Conflict", {}, { resource })
    expect(await ids(list, "not_in_conflict")).not.toContain(request.id)
    expect(await ids(list, "future")).not.toContain(request.id)
    world.create("calendar.EventInstance", { ends_at: "2999-01-01T00:00:00Z" }, { event })
    expect(await ids(list, "future")).toContain(request.id)
  })

  it("of groups and their events take ids from another parameter", async () => {
    const { ids, world } = start()
    const groups = world.rows("groups.Group")
    const wanted = [at(groups, 1).id, at(groups, 3).id]
    expect(await ids("/groups/v2/groups", "group", `&group_id=${wanted.join(",")}`)).toEqual(wanted)
    const [type] = world.rows("groups.GroupType")
    const below = groups.filter(({ relationships }) => relationships.group_type?.id === type?.id).map(({ id }) => id)
    expect(await ids("/groups/v2/groups", "group_type", `&group_type_id=${type?.id}`)).toEqual(below)
    const [campus] = world.rows("groups.Campus")
    const there = await ids(`/groups/v2/campuses/${campus?.id}/groups`)
    expect(await ids("/groups/v2/groups", "campus", `&campus_id=${campus?.id}`)).toEqual(there)
    expect(there.length).toBeLessThan(groups.length)
    const searchable = await ids("/groups/v2/groups", "people_database_searchable", "&people_database_searchable=only")
    const others = await ids("/groups/v2/groups", "people_database_searchable", "&people_database_searchable=none")
    expect([...searchable, ...others].sort()).toEqual(groups.map(({ id }) => id).sort())
    const events = await ids("/groups/v2/events", "group", `&group_id=${wanted[0]}`)
    expect(events).toEqual(world.children("groups.Event", "group", wanted[0] ?? "").map(({ id }) => id))
  })

  it("of groups take those of who asks, and forget them when they leave", async () => {
    const { ids, world } = start()
    const asking = me(world, "groups")
    const group = world.create("groups.Group", { name: "New" })
    const event = world.create("groups.Event", {}, { group })
    expect(await ids("/groups/v2/groups", "my_groups")).not.toContain(group.id)
    const membership = world.create("groups.Membership", {}, { group, person: asking })
    expect(await ids("/groups/v2/groups", "my_groups")).toContain(group.id)
    expect(await ids("/groups/v2/events", "my_groups")).toContain(event.id)
    world.delete("groups.Membership", membership.id)
    expect(await ids("/groups/v2/groups", "my_groups")).not.toContain(group.id)
  })

  it("of a person's messages take those they sent or those they received", async () => {
    const { ids, world } = start()
    const [one, two] = world.rows("Person")
    const message = world.create("Message", {}, { from: one ?? null, to: two ?? null })
    const of = (id: string | undefined) => `/people/v2/people/${id}/messages`
    expect(await ids(of(one?.id), "sent")).toContain(message.id)
    expect(await ids(of(one?.id), "received")).not.toContain(message.id)
    expect(await ids(of(two?.id), "sent")).not.toContain(message.id)
    expect(await ids(of(two?.id), "received")).toContain(message.id)
    expect(await ids(of(one?.id))).toContain(message.id)
  })

  it("of an import take what it did, and of workflows those with cards of who asks", async () => {
    const { ids, world } = start()
    const run = at(world.rows("PeopleImport"), 0)
    const histories = `/people/v2/people_imports/${run.id}/histories`
    const made = world
      .children("PeopleImportHistory", "people_import", run.id)
      .filter(({ attributes }) => attributes.kind === "create")
    expect(await ids(histories, "creates")).toEqual(made.map(({ id }) => id))
    expect(made.length).toBeGreaterThan(0)
    const conflicts = `/people/v2/people_imports/${run.id}/conflicts`
    const both = [...(await ids(conflicts, "creates")), ...(await ids(conflicts, "updates"))]
    expect((await ids(conflicts, "creates_and_updates")).sort()).toEqual(both.sort())
    const workflow = world.create("Workflow", { name: "Calls" })
    expect(await ids("/people/v2/workflows", "has_my_cards")).not.toContain(workflow.id)
    world.create("WorkflowCard", {}, { workflow, assignee: me(world, "people") })
    expect(await ids("/people/v2/workflows", "has_my_cards")).toContain(workflow.id)
  })

  it("of check-ins, episodes and assignments follow what the records say", async () => {
    const { ids, world } = start()
    const event = world.create("check-ins.Event", { app_source: "registrations" })
    const other = world.create("check-ins.Event", { app_source: "check-ins" })
    const found = await ids("/check-ins/v2/events", "for_registrations")
    expect([found.includes(event.id), found.includes(other.id)]).toEqual([true, false])
    const url = { church_center_url: "https://church.example.org/1" }
    const hidden = world.create("publishing.Episode", url)
    const shown = world.create("publishing.Episode", { ...url, published_live_at: "2026-01-01T00:00:00Z" })
    const episodes = await ids("/publishing/v2/episodes", "published_on_church_center")
    expect([episodes.includes(hidden.id), episodes.includes(shown.id)]).toEqual([false, true])
    const [pair] = world.rows("services.~PreferredTime")
    const assignment = world.get("services.PersonTeamPositionAssignment", pair?.relationships.one?.id ?? "")
    const position = world.get("services.TeamPosition", assignment?.relationships.team_position?.id ?? "")
    const list = `/services/v2/service_types/${position?.relationships.service_type?.id}/team_positions/${position?.id}/person_team_position_assignments`
    const option = pair?.relationships.other?.id
    const preferring = await ids(list, "time_preference_options", `&time_preference_options=${option}`)
    expect(preferring).toContain(assignment?.id)
    expect(await ids(list, "time_preference_options", "&time_preference_options=0")).toEqual([])
  })
})
