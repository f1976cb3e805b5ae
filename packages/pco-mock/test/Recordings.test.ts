import { readFileSync } from "node:fs"
import { describe, expect, it } from "@effect/vitest"
import { at, church, type Init, stoppedClock } from "./Asking.ts"

interface Recording {
  readonly request: { readonly method: string; readonly url: string; readonly body?: unknown }
  readonly response: { readonly status: number; readonly headers: Record<string, string>; readonly body: unknown }
}

const recording = (name: string): Recording =>
  // fixtures are written by us in this shape
  JSON.parse(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), "utf8")) as Recording

/** What the mock has beyond the recordings, on purpose: they were made with older versions, which knew less. */
const newer: ReadonlyArray<string> = [
  "(Person).attributes.can_create_forms",
  "(Person).attributes.can_email_lists",
  "(Person).attributes.directory_status",
  "(Person).attributes.login_identifier",
  "(Person).attributes.resource_permission_flags",
  "(Person).relationships.gender",
  "(Person).links.background_checks",
  "(Person).links.workflow_shares",
  "(Email).attributes.blocked",
  "(Organization).attributes.avatar_url",
  "(Organization).attributes.church_center_subdomain",
  "(Organization).attributes.contact_website",
  "(Organization).attributes.created_at",
  "can_query_by.mfa_configured",
  "can_query_by.primary_campus_id",
  "can_query_by.search_phone_number",
  "can_query_by.search_phone_number_e164"
]

/** What the recordings have and the documentation of 2025 no longer lists. */
const older: ReadonlyArray<string> = [
  "can_order_by.school_type",
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
    const mine = ours.filter(isObject).find((each) => label(each) === label(other))
    return mine === undefined ? [`${path}: lacks ${label(other)}`] : differences(mine, other, `${path}[]`)
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
    ]
  ]
  it.each(pages.map(([name, path, init = {}]) => ({ name, path, init })))("$name", async ({ init, name, path }) => {
    // the recorded campus is of a version without the nameless link
    const headers = name === "people-campus-200" ? { "x-pco-api-version": "2022-01-28" } : {}
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
    ["services-song-404-after-delete", "/people/v2/people/1"],
    ["unknown-product-404-json", "/bogus"]
  ]
  it.each(exact.map(([name, path, init = {}]) => ({ name, path, init })))("$name", async ({ init, name, path }) => {
    const { body, reply } = await replay(name, path, init)
    expect(typeof body === "string" ? reply.text : reply.body).toEqual(body)
  })

  it("services-song-204-delete: nothing at all", async () => {
    const { reply } = await replay("services-song-204-delete", `/people/v2/people/${at(world.rows("Person"), -1).id}`, {
      method: "DELETE"
    })
    expect(reply.text).toBe("")
  })

  it("services-song-404-put-html: a page", async () => {
    const { reply } = await replay("services-song-404-put-html", `/people/v2/people/${withEmail}`, { method: "PUT" })
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
})
