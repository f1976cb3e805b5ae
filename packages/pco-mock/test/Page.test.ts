import { expect, it } from "@effect/vitest"
import * as Handler from "../src/Handler.ts"
import * as Catalog from "../src/internal/facts/catalog.ts"
import * as Answer from "../src/internal/requests/answer.ts"
import * as World from "../src/World.ts"

const clock = () => Date.UTC(2026, 0, 2)

const asking = (world: World.World) => {
  const handler = Handler.make({ world, clock, quota: { limit: 1_000_000 } })
  const headers = { authorization: `Basic ${btoa("app:secret")}`, "user-agent": "test" }
  return async (path: string) => {
    const url = new URL(path, "https://api.planningcenteronline.com")
    const answer = await handler.answer({ method: "GET", url, headers, body: "" })
    const text = Answer.text(answer)
    // the log counts characters, however the body was put together
    expect(handler.log.entries({ last: 1 })[0]?.size).toBe(text.length)
    return { status: answer.status, text, tag: answer.headers.ETag }
  }
}

/** The same world twice: as it is, with pages put together from fragments, and behind a view that hides nobody, row by row. */
const bothWays = (people: number) => {
  const world = World.make({ seed: 7, people, clock })
  const [quick, slow] = [asking(world), asking(World.hiding(world, new Set()))]
  const same = async (path: string) => {
    const [one, other] = [await quick(path), await slow(path)]
    expect(one, path).toEqual(other)
    expect(one.status, path).toBe(200)
    return one.text
  }
  return { world, same }
}

/** Requests for every list of the catalog that is directly below its product, with everything it may include. */
const lists = Catalog.resources.flatMap((resource) => {
  const { canInclude, collection, edges, product } = resource
  // subscriptions to webhooks are no records of the world
  if (collection === "" || product === "webhooks") return []
  const deep = canInclude.flatMap((name) =>
    (Catalog.find(edges.get(name)?.to ?? "")?.canInclude ?? []).map((second) => `${name}.${second}`)
  )
  const includes = [[], ...[...canInclude, ...deep].map((name) => [name]), canInclude, deep]
  return includes.map((names) => `/${product}/v2/${collection}?per_page=12&offset=1&include=${names.join(",")}`)
})

it("a page put together from fragments is the page written row by row, in every list and with every inclusion", async () => {
  const { same } = bothWays(50)
  expect(lists.length).toBeGreaterThan(500)
  for (const path of lists) await same(path)
})

const people = "/people/v2/people?per_page=100&include=emails,households.people,primary_campus"

it("what was written to a record is in the next page, whatever it is made of", async () => {
  const { same, world } = bothWays(60)
  await same(people)
  const [first, second] = world.rows("people.Person")
  const [email] = world.rows("people.Email")
  if (first === undefined || second === undefined || email === undefined) throw new Error("a church without people")
  const name = 'Zoë "q" \\ \n 日本 😀 \ud800 \u007f'
  world.update("people.Person", first.id, { first_name: name })
  expect(await same(people)).toContain(JSON.stringify(name))
  world.update("people.Email", email.id, { address: "zoë@example.com" })
  expect(await same(people)).toContain('"zoë@example.com"')
  world.delete("people.Email", email.id)
  expect(await same(people)).not.toContain("zoë@example.com")
  const added = world.create("people.Person", { first_name: "Ünï" })
  world.create("people.Email", { address: "uni@example.com" }, { person: { type: "Person", id: added.id } })
  expect(await same(people)).toContain('"uni@example.com"')
  world.delete("people.Person", second.id)
  expect(await same(people)).not.toContain(`"type":"Person","id":"${second.id}"`)
})

it("a record that is too long to be remembered is sent whole, each time", async () => {
  const { same, world } = bothWays(20)
  const [first] = world.rows("people.Person")
  const notes = "é".repeat(5_000_000)
  world.update("people.Person", first?.id ?? "", { medical_notes: notes })
  for (let time = 0; time < 2; time++) expect((await same(people)).includes(`"medical_notes":"${notes}"`)).toBe(true)
})

it("more records than can be remembered are listed again as they were listed first", async () => {
  const world = World.make({ seed: 3, people: 100, clock })
  const ask = asking(world)
  // 70 million bytes: more than is remembered of one world
  for (const { id } of world.rows("people.Person")) {
    world.update("people.Person", id, { medical_notes: id.repeat(100_000) })
  }
  const round = async () => {
    const pages: Array<unknown> = []
    for (let offset = 0; offset < 100; offset += 10) {
      const { tag, text } = await ask(`/people/v2/people?per_page=10&offset=${offset}&include=emails`)
      pages.push([
        tag,
        JSON.parse(text).data.map(({ attributes, id }: Noted) => attributes.medical_notes === id.repeat(100_000))
      ])
    }
    return pages
  }
  const first = await round()
  expect(first.every((page) => !JSON.stringify(page).includes("false"))).toBe(true)
  expect(await round()).toEqual(first)
})

interface Noted {
  readonly id: string
  readonly attributes: { readonly medical_notes: string }
}
