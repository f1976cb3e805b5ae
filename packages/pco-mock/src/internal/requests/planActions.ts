/**
 * The actions of Services that fill plans: with copies of another plan, and with people who serve.
 */

import { type Json, moment, type Row } from "../../Row.ts"
import type { World } from "../../World.ts"
import * as Untrusted from "../control/untrusted.ts"
import * as Plans from "../world/plans.ts"
import * as Me from "./me.ts"

/** What is copied along. */
export interface Copied {
  readonly items: boolean
  readonly people: boolean
  readonly notes: boolean
  /** Only people of these teams; absent for those of all. */
  readonly teams?: ReadonlyArray<string>
}

/** What a request wants copied: nothing that it does not name. */
export const copied = ({ copy_items, copy_notes, copy_people, team_ids }: Untrusted.JsonObject): Copied => ({
  items: copy_items === true,
  people: copy_people === true,
  notes: copy_notes === true,
  ...(Array.isArray(team_ids) ? { teams: team_ids.map(String) } : {})
})

const place = ({ type }: Row): string => (type === "PlanTemplate" ? "plan_template" : "plan")

/** Copies what is in a plan or a template into another. Those who are copied have not answered yet. */
export const copy = (world: World, from: Row, into: Row, { items, notes, people, teams }: Copied): void => {
  const below = (key: string) => world.children(key, place(from), from.id)
  const there = { [place(from)]: null, [place(into)]: into }
  let sequence = world.children("services.Item", place(into), into.id).length
  for (const item of items ? below("services.Item") : []) {
    const { arrangement = null, key = null, selected_layout = null, song = null } = item.relationships
    const relationships = { arrangement, key, selected_layout, song, ...there }
    const made = world.create("services.Item", { ...item.attributes, sequence: ++sequence }, relationships)
    for (const { attributes, relationships } of world.children("services.ItemNote", "item", item.id)) {
      const { item_note_category = null } = relationships
      world.create("services.ItemNote", attributes, { item_note_category, item: made })
    }
  }
  for (const { attributes, relationships } of people ? below("services.PlanPerson") : []) {
    const { person = null, responds_to = null, team = null } = relationships
    if (teams !== undefined && !teams.includes(team?.id ?? "")) continue
    const { team_position_name = null } = attributes
    const content = { status: "U", team_position_name }
    world.create("services.PlanPerson", content, {
      person,
      responds_to,
      team,
      scheduled_by: Me.as(world, "services.Person"),
      ...there
    })
  }
  for (const { attributes, relationships } of notes ? below("services.PlanNote") : []) {
    const { plan_note_category = null, teams = null } = relationships
    world.create("services.PlanNote", attributes, {
      created_by: Me.as(world, "services.Person"),
      plan_note_category,
      teams,
      ...there
    })
  }
}

/** More than so many plans are not made at once. */
const most = 12

const day = 86_400

/** Makes several plans, as far apart as services of their type are. Without a plan to copy times from they have none. */
export const create = (
  world: World,
  serviceType: Row,
  attributes: Untrusted.JsonObject,
  relationships: Untrusted.JsonObject
): ReadonlyArray<Row> => {
  const pattern = source(world, relationships)
  const count = Math.max(1, Math.min(most, Number(attributes.count ?? 1) || 1))
  const service_type = { type: serviceType.type, id: serviceType.id }
  const by = { created_by: Me.as(world, "services.Person"), service_type }
  const first = firstTime(world, serviceType, attributes.base_date, pattern)
  const made: Array<Row> = []
  for (let n = 0; n < count; n++) {
    if (attributes.as_template === true) {
      const name = pattern?.attributes.title ?? pattern?.attributes.name ?? null
      made.push(world.create("services.PlanTemplate", { name }, by))
    } else {
      const plan = world.create("services.Plan", {}, by)
      repeatTimes(world, pattern, plan, first === undefined ? undefined : first + n * apart(serviceType))
      made.push(plan)
    }
  }
  for (const each of made) if (pattern !== undefined) copy(world, pattern, each, copied(attributes))
  Plans.link(world, serviceType.id)
  return made.map((row) => world.get(row.key, row.id) ?? row)
}

/** The plan or the template that is copied, if the request names one. */
const source = (world: World, { plan, template }: Untrusted.JsonObject): Row | undefined =>
  pointed(world, "services.Plan", plan) ?? pointed(world, "services.PlanTemplate", template)

const pointed = (world: World, key: string, linkage: Json | undefined): Row | undefined => {
  const data = Untrusted.isObject(linkage) ? linkage.data : undefined
  return Untrusted.isObject(data) ? world.get(key, String(data.id)) : undefined
}

/** When the first of new plans begins, in seconds: at the date that is asked for, or a time after the last plan there is. */
const firstTime = (
  world: World,
  serviceType: Row,
  base: Json | undefined,
  pattern: Row | undefined
): number | undefined => {
  const [like] = pattern === undefined ? [] : Plans.times(world, pattern)
  if (like === undefined) return undefined
  const at = seconds(like.attributes.starts_at)
  if (typeof base === "string" && !Number.isNaN(Date.parse(base))) {
    const midnight = Math.floor(Date.parse(base) / 1000 / day) * day
    return midnight + (at % day)
  }
  const last = world
    .children("services.Plan", "service_type", serviceType.id)
    .flatMap((plan) => Plans.times(world, plan).slice(0, 1))
    .reduce((latest, time) => Math.max(latest, seconds(time.attributes.starts_at)), at)
  return Math.floor(last / day) * day + (at % day) + apart(serviceType)
}

/** Seconds between two plans; a month is four weeks, so that the day of the week stays. */
const apart = ({ attributes }: Row): number => (attributes.frequency === "Monthly" ? 28 : 7) * day

const seconds = (instant: Json | undefined): number => Math.floor(Date.parse(String(instant)) / 1000)

/** Gives a plan the times another has, moved so that the first is at `first`. */
const repeatTimes = (world: World, pattern: Row | undefined, plan: Row, first: number | undefined): void => {
  const times = pattern === undefined ? [] : Plans.times(world, pattern)
  const [earliest] = times
  if (earliest === undefined || first === undefined) return
  const moved = first - seconds(earliest.attributes.starts_at)
  for (const { attributes } of times) {
    const { ends_at, name = null, starts_at, team_reminders = [], time_type = null } = attributes
    const content = {
      name,
      team_reminders,
      time_type,
      starts_at: moment(seconds(starts_at) + moved),
      ends_at: ends_at === null ? null : moment(seconds(ends_at) + moved)
    }
    world.create("services.PlanTime", content, { plan })
  }
}

/**
 * Fills what a team still needs in a plan with those who are assigned to its positions and not in the plan yet, who are then to answer.
 * Whom the real one chooses is not documented: here it is who comes first.
 */
export const autoschedule = (world: World, plan: Row, team: Row): ReadonlyArray<Row> => {
  const positions = world.children("services.TeamPosition", "team", team.id)
  const busy = new Set(
    world.children("services.PlanPerson", "plan", plan.id).map(({ relationships }) => relationships.person?.id)
  )
  const made: Array<Row> = []
  for (const need of world.children("services.NeededPosition", "plan", plan.id)) {
    if (need.relationships.team?.id !== team.id) continue
    const { quantity, team_position_name = null } = need.attributes
    const fitting = positions.filter(({ attributes }) => attributes.name === team_position_name)
    // a position that none of the team's is called after can be filled by anyone of the team
    const from = fitting.length > 0 ? fitting : positions
    let open = Number(quantity ?? 1)
    for (const { relationships } of from.flatMap(({ id }) =>
      world.children("services.PersonTeamPositionAssignment", "team_position", id)
    )) {
      const { person = null } = relationships
      if (open <= 0 || person === null || busy.has(person.id)) continue
      busy.add(person.id)
      open--
      const by = {
        person,
        plan,
        team,
        scheduled_by: Me.as(world, "services.Person"),
        responds_to: team.relationships.default_responds_to ?? null
      }
      made.push(world.create("services.PlanPerson", { status: "U", team_position_name }, by))
    }
    if (open > 0) world.update(need.key, need.id, { quantity: open })
    else world.delete(need.key, need.id)
  }
  return made
}
