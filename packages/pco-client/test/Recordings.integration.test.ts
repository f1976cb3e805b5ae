import { assert, describe, it } from "@effect/vitest"
import { Client, type Document, JsonApi, type Resource } from "@openfaith/client-core"
import { names, recording } from "@openfaith/pco-facts/Recording"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as All from "../src/all.ts"
import * as Pco from "../src/Pco.ts"
import * as People from "../src/people.ts"
import * as Services from "../src/services.ts"
import * as Replay from "./Replay.ts"

const productOf = (name: string) => new URL(recording(name).request.url).pathname.split("/")[1]

/** The records of a recording with what describes them. */
const recordsOf = (name: string) => {
  const document = Either.getOrThrow(JsonApi.envelope.document(recording(name).response.body))
  return [...document.items, ...document.included].map((item) => {
    const resource = All.resources.find(({ product, type }) => product === productOf(name) && type === item.type)
    return { item, resource: resource ?? assert.fail(`${name}: ${item.type} is not described`) }
  })
}

/** Attributes of whatever kind, as they would be printed. */
const plain = (attributes: unknown): unknown => Object.fromEntries(Object.entries(attributes ?? {}))

const successes = names.filter((name) => {
  // a delivery of a webhook is no answer
  if (name.includes("webhook")) return false
  const { response } = recording(name)
  return response.status < 300 && response.body !== null && productOf(name) !== "v2"
})

const encode = ({ id, raw }: Resource.Decoded<string, unknown>) => ({ id, json: JSON.stringify(raw) })

describe("a recorded answer", () => {
  it("is there for every kind of answer", () => {
    assert.isAtLeast(successes.length, 14)
  })

  it.each(successes)("decodes whole, and encodes to what it came as: %s", (name) => {
    const records = recordsOf(name)
    assert.isAbove(records.length, 0)
    for (const { item, resource } of records) {
      const record = Either.getOrThrow(resource.decode(item))
      assert.isUndefined(record.doubtful, `${resource.key}: ${record.doubtful?.join(", ")}`)
      assert.deepStrictEqual(plain(record.attributes), { ...item.attributes })
      assert.deepStrictEqual(encode(record), { id: item.id, json: JSON.stringify(item.raw) })
    }
  })

  it.each(successes)("has only attributes and relationships that are described, or that were included: %s", (name) => {
    const included = new URL(recording(name).request.url).searchParams.get("include")?.split(",") ?? []
    for (const { item, resource } of recordsOf(name)) {
      assert.includeMembers([...resource.attributes], Object.keys(item.attributes), resource.key)
      assert.includeMembers([...Object.keys(resource.relationships), ...included], Object.keys(item.relationships))
    }
  })
})

describe("a record", () => {
  it.each(All.resources.map((resource) => [resource.key, resource] as const))(
    "of %s decodes with every attribute hidden, and with none at all",
    (_, resource) => {
      const hidden = Object.fromEntries(resource.attributes.map((name) => [name, null]))
      for (const attributes of [hidden, {}]) {
        const item = { type: resource.type, id: "1", attributes, relationships: {}, raw: {} }
        assert.deepStrictEqual(plain(Either.getOrThrow(resource.decode(item)).attributes), attributes)
      }
    }
  )

  const item = (resource: Resource.Any, attributes: Readonly<Record<string, unknown>>): Document.Item => ({
    type: resource.type,
    id: "1",
    attributes,
    relationships: {},
    raw: { type: resource.type, id: "1", attributes }
  })

  it("keeps attributes that came after its description was written", () => {
    const { Person } = People.Person
    const record = Either.getOrThrow(Person.decode(item(Person, { first_name: "A", pronouns: "they", tags: [1] })))
    const attributes: Readonly<Record<string, unknown>> = { ...record.attributes }
    assert.deepInclude(attributes, { pronouns: "they", tags: [1] })
  })

  it("whose attribute is not as documented keeps the others, and says which it was", () => {
    const { Song } = Services.Song
    const given = { title: "Amen", ccli_number: { odd: true }, created_at: "yesterday", hidden: false }
    const record = Either.getOrThrow(Song.decode(item(Song, given)))
    assert.deepStrictEqual(plain(record.attributes), { title: "Amen", hidden: false })
    assert.sameMembers([...(record.doubtful ?? [])], ["ccli_number", "created_at"])
    assert.deepStrictEqual(record.raw, { type: "Song", id: "1", attributes: given })
  })

  it("may write the id of another as text or as a number", () => {
    for (const tab_id of ["183466", 183466]) {
      const { FieldDefinition } = People.FieldDefinition
      const record = Either.getOrThrow(FieldDefinition.decode(item(FieldDefinition, { tab_id })))
      assert.strictEqual(record.attributes.tab_id, tab_id)
      assert.isUndefined(record.doubtful)
    }
  })

  it("of a resource that recordings bear out does not decode where it is otherwise", () => {
    const { Person } = People.Person
    assert.isTrue(Either.isLeft(Person.decode(item(Person, { child: "perhaps" }))))
  })
})

describe("money", () => {
  it("is whole and in the smallest unit, and every amount names its currency", () => {
    const amounts = All.resources.flatMap(({ attributes }) => attributes.filter((name) => name.endsWith("_cents")))
    assert.isAbove(amounts.length, 15)
  })
})

const answered = (name: string) =>
  Effect.gen(function* () {
    const { response } = recording(name)
    const server = yield* Replay.serve(() => response)
    const client = yield* Client.make(People.endpoints).pipe(Effect.provide(Replay.connection(server.url)))
    return yield* Effect.either(client.people.getById({ path: { id: "1" } }))
  })

describe("a recorded refusal", () => {
  it.scopedLive.each([
    ["documented-401-error-hint", "Unauthorized", "TokenRevoked"],
    ["people-campuses-401-text", "Unauthorized", undefined],
    ["documented-403-forbidden", "Forbidden", undefined],
    ["documented-409-not-unique", "Conflict", undefined],
    ["documented-422-validation-error", "ValidationFailed", undefined],
    ["documented-422-attribute-resource-not-found", "ValidationFailed", undefined],
    ["people-people-400-create-bad-payload", "ValidationFailed", undefined],
    ["documented-429-rate-limited", "RateLimited", undefined],
    ["documented-429-rate-limited-with-title", "RateLimited", undefined],
    ["documented-500-internal", "Unavailable", undefined],
    ["services-song-404-after-delete", "NotFound", undefined],
    ["services-song-404-put-html", "NotFound", undefined],
    ["unknown-product-404-json", "NotFound", undefined]
  ] as const)("is the right error: %s is %s", ([name, tag, reason]) =>
    Effect.gen(function* () {
      const error = Either.getOrThrow(Either.flip(yield* answered(name)))
      assert.strictEqual(error._tag, tag)
      assert.strictEqual(Pco.reasonOf(error), reason)
    })
  )

  it.scopedLive.each([
    ["TRASH_PANDA", "Forbidden", "ProductNotGranted"],
    ["PELICAN", "Forbidden", "ScopeMissing"],
    ["BABOON", "Unauthorized", "TokenExpired"],
    ["CHINCHILLA", "Unauthorized", "ClientUnknown"],
    ["PLATYPUS", "Unauthorized", undefined]
  ] as const)(
    "with 401 and a hint says what is refused, the request or whoever asks: %s is %s",
    ([hint, tag, reason]) =>
      Effect.gen(function* () {
        const detail = `This request could not be authenticated. Error Code Hint: (${hint})`
        const body = { errors: [{ code: "unauthorized", title: "Unauthorized", status: "401", detail }] }
        const server = yield* Replay.serve(() => ({ status: 401, body }))
        const client = yield* Client.make(People.endpoints).pipe(Effect.provide(Replay.connection(server.url)))
        const error = yield* Effect.flip(client.people.list())
        assert.strictEqual(error._tag, tag)
        assert.strictEqual(Pco.reasonOf(error), reason)
      })
  )

  it.scopedLive("of a removal that something stands against is a conflict", () =>
    Effect.gen(function* () {
      const body = { errors: [{ status: "400", title: "Bad Request", code: "delete_restriction", detail: "in use" }] }
      const server = yield* Replay.serve(() => ({ status: 400, body }))
      const client = yield* Client.make(People.endpoints).pipe(Effect.provide(Replay.connection(server.url)))
      const error = yield* Effect.flip(client.campuses.delete({ path: { id: "1" } }))
      assert.strictEqual(error._tag, "Conflict")
    })
  )
})

describe("a recorded write", () => {
  it.scopedLive("is sent and answered as it was: a song made, changed and removed", () =>
    Effect.gen(function* () {
      const server = yield* Replay.serve(({ method }) => {
        const names = { POST: "services-song-201-create", PATCH: "services-song-200-patch" } as const
        const name = method === "POST" || method === "PATCH" ? names[method] : "services-song-204-delete"
        return recording(name).response
      })
      const client = yield* Client.make(Services.endpoints).pipe(Effect.provide(Replay.connection(server.url)))
      const made = yield* client.songs.create({ attributes: { title: "Jesus Loves Me", author: "Public Domain" } })
      assert.strictEqual(made.attributes.title, "Jesus Loves Me")
      const changed = yield* client.songs.update({
        path: { id: made.id },
        attributes: { author: "Anna Bartlett Warner" }
      })
      assert.strictEqual(changed.attributes.author, "Anna Bartlett Warner")
      yield* client.songs.delete({ path: { id: made.id } })
      const bodies = server.asked.map(({ body, method, url }): unknown => [
        method,
        url,
        body === "" ? "" : JSON.parse(body)
      ])
      assert.deepStrictEqual(bodies, [
        [
          "POST",
          "/services/v2/songs",
          { data: { type: "Song", attributes: { title: "Jesus Loves Me", author: "Public Domain" } } }
        ],
        [
          "PATCH",
          `/services/v2/songs/${made.id}`,
          { data: { type: "Song", id: made.id, attributes: { author: "Anna Bartlett Warner" } } }
        ],
        ["DELETE", `/services/v2/songs/${made.id}`, ""]
      ])
    })
  )

  it.scopedLive("is sent and answered as it was: a list run, tags assigned", () =>
    Effect.gen(function* () {
      const server = yield* Replay.serve(() => recording("people-list-run-204").response)
      const layer = Replay.connection(server.url)
      const people = yield* Client.make(People.endpoints).pipe(Effect.provide(layer))
      const services = yield* Client.make(Services.endpoints).pipe(Effect.provide(layer))
      yield* people.lists.run({ path: { list_id: "7" } })
      yield* services.songs.assignTags({ path: { song_id: "7" }, relationships: { tags: ["5"] } })
      assert.deepStrictEqual(
        server.asked.map(({ body, url }) => [url, body]),
        [
          ["/people/v2/lists/7/run", ""],
          [
            "/services/v2/songs/7/assign_tags",
            JSON.stringify({
              data: { type: "TagAssignment", relationships: { tags: { data: [{ type: "Tag", id: "5" }] } } }
            })
          ]
        ]
      )
    })
  )
})
