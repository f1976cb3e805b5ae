import { readFileSync } from "node:fs"
import { describe, expect, it } from "@effect/vitest"
import { recording, names as recordings } from "@openfaith/pco-facts/Recording"
import { at, church, type Init, stoppedClock } from "./Asking.ts"

/** What the mock has beyond the recordings, on purpose: they were made with older versions, which knew less. */
const newer: ReadonlyArray<string> = [
  "(Person).attributes.can_create_forms",
  "(Person).attributes.can_email_lists",
  "(Person).attributes.directory_status",
  "(Person).attributes.login_identifier",
  "(Person).attributes.resource_permission_flags",
  "(Person).links.background_checks",
  "(Person).links.workflow_shares",
  "(Email).attributes.blocked",
  "(Address).attributes.country_code",
  "(Address).attributes.country_name",
  "(Address).attributes.street_line_1",
  "(Address).attributes.street_line_2",
  "(Organization).attributes.avatar_url",
  "(Organization).attributes.church_center_subdomain",
  "(Organization).attributes.contact_website",
  "(Organization).attributes.created_at",
  "can_query_by.mfa_configured",
  "can_query_by.primary_campus_id",
  "can_query_by.search_phone_number",
  "can_query_by.search_phone_number_e164"
]

/** Recordings that are replayed in other tests, and those that cannot be: why. */
const elsewhere: Readonly<Record<string, string>> = {
  "documented-401-error-hint": "in the tests of credentials",
  // the same error was quoted with a title and without: the official sample, without one, is what the mock says
  "documented-429-rate-limited-with-title": "not matched",
  "documented-oauth-token-invalid_grant": "in the tests of OAuth",
  "documented-webhook-email-created": "in the tests of webhooks",
  "documented-webhook-email-destroyed": "in the tests of webhooks",
  "documented-webhook-list-destroyed": "in the tests of webhooks",
  "upload-file-201": "in the tests of uploads"
}

/** What the recordings have and the documentation of 2025 no longer lists. */
const older: ReadonlyArray<string> = [
  "can_order_by.school_type",
  "(Address).attributes.street",
  "can_query_by.school_type",
  // in one recording of three
  "can_order_by.medical_notes"
]

type JsonObject = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const kind = (value: unknown) => (Array.isArray(value) ? "list" : typeof value)

const label = (value: JsonObject) => (typeof value.type === "string" ? `(${value.type})` : "")

/** Every difference in shape: missing or additional keys, other kinds of values. Null agrees with anything: it is an absence. */
const differences = (ours: unknown, theirs: unknown, path = ""): ReadonlyArray<string> => {
  if (ours === null || theirs === null) return []
  if (kind(ours) !== kind(theirs)) return [`${path}: ${kind(ours)} instead of ${kind(theirs)}`]
  if (Array.isArray(ours) && Array.isArray(theirs)) {
    return typeof theirs[0] === "string" ? names(ours, theirs, path) : elements(ours, theirs, path)
  }
  if (!isObject(ours) || !isObject(theirs)) return []
  const here = path + label(theirs)
  return [
    ...names(Object.keys(ours), Object.keys(theirs), here),
    ...Object.entries(theirs).flatMap(([key, value]) =>
      Object.hasOwn(ours, key) ? differences(ours[key], value, `${here}.${key}`) : []
    )
  ]
}

/** Elements of one type are compared with each other: which records a page holds is no matter of shape. */
const elements = (ours: ReadonlyArray<unknown>, theirs: ReadonlyArray<unknown>, path: string): ReadonlyArray<string> =>
  theirs.filter(isObject).flatMap((other) => {
    const [closest] = ours
      .filter((each) => isObject(each) && label(each) === label(other))
      .map((mine) => differences(mine, other, `${path}[]`))
      .sort((a, b) => a.length - b.length)
    return closest ?? [`${path}: lacks ${label(other)}`]
  })

const names = (ours: ReadonlyArray<unknown>, theirs: ReadonlyArray<unknown>, path: string): ReadonlyArray<string> => {
  const beyond = (these: ReadonlyArray<unknown>, those: ReadonlyArray<unknown>, expected: ReadonlyArray<string>) =>
    these
      .filter((name) => !those.includes(name))
      .map((name) => `${path}.${String(name)}`)
      .filter((name) => !expected.some((suffix) => name.endsWith(suffix)))
  return [
    ...beyond(theirs, ours, older).map((name) => `lacks ${name}`),
    ...beyond(ours, theirs, newer).map((name) => `has ${name} too`)
  ]
}

const clock = stoppedClock()
const { ask, world } = church(200, { clock: clock.now, defaultVersion: "2018-08-01", quota: { limit: 100 } })
const withEmail = at(world.rows("Email"), 0).relationships.person?.id ?? ""
const withPhone = at(world.rows("PhoneNumber"), 0).relationships.person?.id ?? ""
const campus = at(world.rows("Campus"), 0).id
const address = at(world.rows("Address"), 0).id
const song = at(world.rows("services.Song"), 0).id

/** Recorded with versions that have no link without a name. */
const withoutNamelessLink = ["people-campus-200", "people-address-200"]

const replay = async (name: string, path: string, init: Init = {}) => {
  const { response } = recording(name)
  const reply = await ask(path, init)
  expect(reply.status, name).toBe(response.status)
  for (const [header, value] of Object.entries(response.headers)) {
    const ours = reply.headers.get(header)
    // counts and versions are those of another day
    if (/count|version/i.test(header)) expect(ours, `${name} ${header}`).not.toBeNull()
    else expect(ours, `${name} ${header}`).toBe(value)
  }
  return { reply, body: response.body }
}

describe("a replayed recording has the same status, headers and shape", () => {
  const pages: ReadonlyArray<readonly [name: string, path: string, init?: Init]> = [
    ["people-person-200", `/people/v2/people/${withEmail}`],
    ["people-person-200-include-emails-organization", `/people/v2/people/${withEmail}?include=emails%2Corganization`],
    ["people-people-200-page1-per_page25", "/people/v2/people?offset=0&per_page=25"],
    ["people-people-200-last-page", "/people/v2/people?offset=175&per_page=25"],
    [
      "people-people-200-include-emails-page",
      "/people/v2/people?offset=0&per_page=25&include=emails&where%5Bsite_administrator%5D=false"
    ],
    ["people-people-200-where-first_name", `/people/v2/people?where%5Bid%5D=${withEmail}`],
    ["people-campus-200", `/people/v2/campuses/${campus}?offset=0&per_page=100`],
    [
      "people-phone_numbers-200-nested",
      `/people/v2/people/${withPhone}/phone_numbers?offset=0&order=created_at&per_page=100`,
      { headers: { "x-pco-api-version": "2022-01-28" } }
    ],
    [
      "people-person-200-patch-avatar",
      `/people/v2/people/${withEmail}`,
      {
        method: "PATCH",
        body: { data: { type: "Person", attributes: { avatar: "https://avatars.example.com/3.png" } } }
      }
    ],
    ["people-address-200", `/people/v2/addresses/${address}?offset=0&per_page=100`],
    ["people-households-200", "/people/v2/households?offset=0&order=created_at&per_page=25"],
    ["people-marital_statuses-200", "/people/v2/marital_statuses?offset=0&per_page=25"],
    ["services-report_templates-200-page2-last", "/services/v2/report_templates?offset=25&per_page=25"],
    [
      "services-song-201-create",
      "/services/v2/songs",
      {
        method: "POST",
        body: { data: { type: "Song", attributes: { title: "Jesus Loves Me", author: "Public Domain" } } }
      }
    ],
    [
      "services-song-200-patch",
      `/services/v2/songs/${song}`,
      { method: "PATCH", body: { data: { type: "Song", attributes: { author: "Anna Bartlett Warner" } } } }
    ]
  ]
  it.each(pages.map(([name, path, init = {}]) => ({ name, path, init })))("$name", async ({ init, name, path }) => {
    const headers = withoutNamelessLink.includes(name) ? { "x-pco-api-version": "2022-01-28" } : {}
    const { body, reply } = await replay(name, path, { headers, ...init })
    expect(differences(reply.body, body)).toEqual([])
  })
})

describe("a replayed recording has the same bytes", () => {
  it("people-people-200-include-emails-page: its links, but for the host", async () => {
    const { body, reply } = await replay(
      "people-people-200-include-emails-page",
      "/people/v2/people?offset=0&per_page=25&include=emails&where%5Bsite_administrator%5D=false"
    )
    // the recording of a list has links
    expect(reply.body.links).toEqual((body as { links: unknown }).links)
  })

  const exact: ReadonlyArray<readonly [name: string, path: string, init?: Init]> = [
    ["people-people-400-create-bad-payload", "/people/v2/people", { method: "POST", body: {} }],
    ["people-campuses-401-text", "/people/v2/campuses?offset=0", { headers: { authorization: "Basic !" } }],
    ["services-song-404-after-delete", "/services/v2/songs/1"],
    ["unknown-product-404-json", "/bogus"]
  ]
  it.each(exact.map(([name, path, init = {}]) => ({ name, path, init })))("$name", async ({ init, name, path }) => {
    const { body, reply } = await replay(name, path, init)
    expect(typeof body === "string" ? reply.text : reply.body).toEqual(body)
  })

  it("people-list-run-204: nothing at all, though it was asked with GET", async () => {
    const { reply } = await replay("people-list-run-204", `/people/v2/lists/${at(world.rows("List"), 0).id}/run`)
    expect(reply.text).toBe("")
  })

  it("services-song-204-delete: nothing at all", async () => {
    const { reply } = await replay(
      "services-song-204-delete",
      `/services/v2/songs/${at(world.rows("services.Song"), -1).id}`,
      {
        method: "DELETE"
      }
    )
    expect(reply.text).toBe("")
  })

  it("services-song-404-put-html: a page", async () => {
    const { reply } = await replay("services-song-404-put-html", `/services/v2/songs/${song}`, { method: "PUT" })
    expect(reply.headers.has("x-pco-api-request-rate-count")).toBe(false)
  })
})

describe("a documented error has the same body", () => {
  it("429", async () => {
    const { body } = recording("documented-429-rate-limited").response
    const { ask: asking } = church(10, { quota: { limit: 100 } })
    for (let n = 0; n < 117; n++) await asking("/people/v2")
    const reply = await asking("/people/v2")
    expect(reply.body).toEqual(body)
    expect(reply.headers.get("x-pco-api-request-rate-period")).toBe("20 seconds")
  })

  it("403 and 500, when a fault asks for them", async () => {
    for (const name of ["documented-403-forbidden", "documented-500-internal"]) {
      const { body, status } = recording(name).response
      const { ask: asking } = church(10, { faults: [{ do: { status } }] })
      expect((await asking("/people/v2")).body).toEqual(body)
    }
  })

  it("422, in the keys of its entries", async () => {
    const cases = [
      ["documented-422-validation-error", { first_name: "A" }],
      ["documented-422-attribute-resource-not-found", { first_name: "A", last_name: "B", primary_campus_id: "1" }]
    ] as const
    for (const [name, attributes] of cases) {
      // the recording of an error has entries
      const body = recording(name).response.body as { errors: ReadonlyArray<object> }
      const reply = await ask("/people/v2/people", { method: "POST", body: { data: { type: "Person", attributes } } })
      expect(Object.keys(at(reply.body.errors, 0)).sort()).toEqual(Object.keys(at(body.errors, 0)).sort())
    }
  })

  it("409, when there is one already and there can be no second", async () => {
    const { body, status } = recording("documented-409-not-unique").response
    const star = `/people/v2/lists/${at(world.rows("people.ListStar"), 0).relationships.list?.id}/star`
    const reply = await ask(star, { method: "POST", body: { data: { type: "ListStar", attributes: {} } } })
    expect([reply.status, reply.body]).toEqual([status, body])
  })
})

it("the recordings that no test above replays are these, each for its reason", () => {
  const text = readFileSync(new URL(import.meta.url), "utf8").replace(/const elsewhere[^}]*}/, "")
  expect(recordings.filter((name) => !text.includes(`"${name}"`) && !text.includes(`"${name}:`)).sort()).toEqual(
    Object.keys(elsewhere).sort()
  )
})
