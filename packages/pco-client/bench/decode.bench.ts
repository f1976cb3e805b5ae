/** What it costs to decode 100 people as they were recorded, from parsed JSON to typed records: at most 1.5 ms. */
import { recording } from "@openfaith/pco-facts/Recording"
import * as Either from "effect/Either"
import { api } from "../src/Pco.ts"
import { Person } from "../src/people.ts"

const atMost = 1.5
const rounds = 300

// a page of people, as its name says
const body = recording("people-people-200-page1-per_page25").response.body as { readonly data: ReadonlyArray<unknown> }
const data = Array.from({ length: 100 }, (_, index) => body.data[index % body.data.length])
const text = JSON.stringify({ ...body, data })

const once = (page: unknown): number => {
  const { items } = Either.getOrThrow(api.envelope.document(page))
  return Either.getOrThrow(Either.all(items.map((item) => Person.Person.decode(item)))).length
}

const times = Array.from({ length: rounds }, () => {
  const page: unknown = JSON.parse(text)
  const began = process.cpuUsage()
  const people = once(page)
  const { system, user } = process.cpuUsage(began)
  if (people !== 100) throw new Error(`${people} people`)
  return (system + user) / 1000
})

// the first rounds are slower, until the compiler knows them
const later = times.slice(rounds / 2).sort((left, right) => left - right)
const mean = later.reduce((sum, time) => sum + time, 0) / later.length
console.log(
  `100 people decoded in ${mean.toFixed(2)} ms of CPU on average, ${later.at(Math.floor(later.length / 2))?.toFixed(2)} in the middle; at most ${atMost}`
)
process.exit(mean > atMost ? 1 : 0)
