import { expect, it } from "@effect/vitest"
import * as WebhookEvents from "../src/internal/webhooks/webhookEvents.ts"
import * as World from "../src/World.ts"
import { at } from "./Asking.ts"

const types = [
  ..."Address Email FieldDatum FieldDefinition FormSubmission Household List ListResult Note Person PersonMerger PhoneNumber"
    .split(" ")
    .map((type) => `people.${type}`),
  ..."Workflow WorkflowCard WorkflowCardActivity WorkflowShare WorkflowStep".split(" ").map((type) => `people.${type}`),
  ..."Batch Donation Fund RecurringDonation".split(" ").map((type) => `giving.${type}`),
  ..."Group Membership GroupApplication".split(" ").map((type) => `groups.${type}`),
  ..."Arrangement Key Plan Item PlanNote Song".split(" ").map((type) => `services.${type}`),
  ..."Episode EpisodeTime".split(" ").map((type) => `publishing.${type}`)
]

it("every event is caused by a change of its record, but for those that are listed as never caused", () => {
  const world = World.make({ seed: 7, people: 60 })
  const caused = new Set<string>()
  world.subscribe((change) => {
    for (const name of WebhookEvents.causedBy(change)) caused.add(name)
  })
  for (const type of types) {
    const rows = world.rows(type)
    const related = rows.find((row) => Object.values(row.relationships).every((target) => target !== null))
    const { attributes, relationships } = related ?? at(rows, 0)
    const { id } = world.create(type, attributes, relationships)
    for (const name of Object.keys(attributes)) world.update(type, id, { [name]: `${id}` })
    for (const name of Object.keys(relationships)) world.update(type, id, {}, { [name]: null })
    world.delete(type, id)
  }
  const names = WebhookEvents.available.map(({ name }) => name)
  expect(names.filter((name) => !caused.has(name) && !WebhookEvents.neverCaused.includes(name))).toEqual([])
  expect([...caused].filter((name) => !names.includes(name))).toEqual([])
})

it("a change that changes nothing is no event", () => {
  const world = World.make({ seed: 7, people: 5 })
  const caused: Array<string> = []
  world.subscribe((change) => caused.push(...WebhookEvents.causedBy(change)))
  const person = at(world.rows("people.Person"), 0)
  world.update("people.Person", person.id, { first_name: person.attributes.first_name ?? null })
  expect(caused).toEqual([])
})
