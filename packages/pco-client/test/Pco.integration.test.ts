import { inspect } from "node:util"
import { NodeHttpClient } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { Client, ClientError, Connection, Credentials, OAuth, Quota, QuotaStore } from "@openfaith/client-core"
import { headers, recording } from "@openfaith/pco-facts/Recording"
import { HttpServer, World } from "@openfaith/pco-mock"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import * as TestClock from "effect/TestClock"
import * as Pco from "../src/Pco.ts"
import * as People from "../src/people.ts"
import * as Replay from "./Replay.ts"

const settings = { PCO_APP_ID: "app", PCO_SECRET: "planted-secret" }

const read = (environment: Readonly<Record<string, string>>) =>
  Effect.either(Effect.withConfigProvider(Pco.config, ConfigProvider.fromMap(new Map(Object.entries(environment)))))

const complaint = (environment: Readonly<Record<string, string>>) =>
  Effect.map(read(environment), (outcome) =>
    Either.match(outcome, {
      onLeft: (error) => ({
        error,
        text: `${String(error)} ${error.message} ${JSON.stringify(error)} ${inspect(error)}`
      }),
      onRight: () => assert.fail("it was accepted")
    })
  )

const expected = Credentials.personalToken({ id: "app", secret: Redacted.make("planted-secret") })

/** What requests are signed with. */
const signature = (credentials: Pco.Options["credentials"]) =>
  "authorization" in credentials
    ? Effect.map(credentials.authorization, ({ header }) => Redacted.value(header))
    : assert.fail("not one personal token")

describe("the settings", () => {
  it.effect("are an application id and its secret", () =>
    Effect.gen(function* () {
      const { credentials, origin } = Either.getOrThrow(yield* read(settings))
      assert.isUndefined(origin)
      assert.strictEqual(yield* signature(credentials), yield* signature(expected))
    })
  )

  it.effect("may have blanks around them, as pasted", () =>
    Effect.gen(function* () {
      const { credentials } = Either.getOrThrow(
        yield* read({ PCO_APP_ID: " app\n", PCO_SECRET: "\tplanted-secret\r\n" })
      )
      assert.strictEqual(yield* signature(credentials), yield* signature(expected))
    })
  )

  it.effect.each(["https://example.com", "https://example.com/", "http://127.0.0.1:4000"])(
    "may name another origin: %s",
    (url) =>
      Effect.gen(function* () {
        const { origin } = Either.getOrThrow(yield* read({ ...settings, PCO_BASE_URL: url }))
        assert.strictEqual(origin, new URL(url).origin)
      })
  )

  it.effect.each(["PCO_APP_ID", "PCO_SECRET"] as const)(
    "are asked for by name where one is missing or blank: %s",
    (name) =>
      Effect.gen(function* () {
        const { [name]: _, ...others } = settings
        for (const environment of [others, { ...settings, [name]: "" }, { ...settings, [name]: " \n" }]) {
          assert.include((yield* complaint(environment)).text, name)
        }
      })
  )

  it.effect("are asked for together where both are missing", () =>
    Effect.gen(function* () {
      const { text } = yield* complaint({})
      assert.include(text, "PCO_APP_ID")
      assert.include(text, "PCO_SECRET")
    })
  )

  it.effect.each([
    "",
    "example.com",
    "ftp://example.com",
    "https://",
    "https://example.com/people/v2",
    "https://example.com?x=1",
    "https://example.com#people",
    "https://user:word@example.com",
    "https://:word@example.com",
    "not a url"
  ])("refuse an origin that is none, and name it: %j", (url) =>
    Effect.gen(function* () {
      const { text } = yield* complaint({ ...settings, PCO_BASE_URL: url })
      assert.include(text, "PCO_BASE_URL")
      assert.include(text, "expected an origin")
      assert.notInclude(text, "word")
    })
  )

  it.effect("never show the secret, right or wrong", () =>
    Effect.gen(function* () {
      const { text } = yield* complaint({ PCO_SECRET: "planted-secret", PCO_BASE_URL: "nowhere" })
      assert.notInclude(text, "planted")
      const options = Either.getOrThrow(yield* read(settings))
      assert.notInclude(inspect(options, { depth: 9 }) + JSON.stringify(options), "planted")
    })
  )

  it.effect("make no connection where they are wrong", () =>
    Effect.gen(function* () {
      const error = yield* Layer.build(Pco.layerConfig).pipe(
        Effect.withConfigProvider(ConfigProvider.fromMap(new Map())),
        Effect.provide([NodeHttpClient.layerUndici, QuotaStore.layerMemory]),
        Effect.flip,
        Effect.scoped
      )
      assert.include(String(error), "PCO_APP_ID")
    })
  )
})

describe("the budget", () => {
  const observe = (values: Readonly<Record<string, string>>) => Pco.api.quota.observe(values)
  const rate = (limit: string, period: string, count: string) => ({
    "x-pco-api-request-rate-limit": limit,
    "x-pco-api-request-rate-period": period,
    "x-pco-api-request-rate-count": count
  })

  it("is read off the answers of products and of the gateway before them", () => {
    const budget = { limit: 100, window: Duration.seconds(20) }
    assert.deepStrictEqual(observe(rate("100", "20", "7")), { ...budget, used: 7 })
    assert.deepStrictEqual(observe(rate("100", "20 seconds", "118")), { ...budget, used: 118 })
    assert.deepStrictEqual(observe(headers(recording("people-campus-200"))), { ...budget, used: 7 })
    assert.deepStrictEqual(observe(headers(recording("documented-429-rate-limited"))), { ...budget, used: 118 })
  })

  it("may be as short as that of a simulated server", () => {
    assert.deepStrictEqual(observe(rate("50", "0.5", "0")), { limit: 50, window: Duration.millis(500), used: 0 })
  })

  it("is left alone by answers that do not speak of it, or not in numbers", () => {
    assert.isUndefined(observe({}))
    assert.isUndefined(observe(headers(recording("people-campuses-401-text"))))
    const { "x-pco-api-request-rate-count": _, ...partly } = rate("100", "20", "7")
    assert.isUndefined(observe(partly))
    for (const [limit, period, count] of [
      ["", "20", "7"],
      ["many", "20", "7"],
      ["0", "20", "7"],
      ["100", "0", "7"],
      ["100", "-20", "7"],
      ["100", "20", "some"]
    ] as const) {
      assert.isUndefined(observe(rate(limit, period, count)))
    }
  })

  it.effect("is smaller at offsets above 30,000, before any answer says so", () =>
    Effect.gen(function* () {
      const quota = yield* Quota.make({
        connection: "main",
        accounts: ["account"],
        policy: Pco.api.quota,
        holdAtMost: Duration.seconds(60)
      })
      const sent: Array<string> = []
      const ask = (query: string) => {
        const url = new URL(`/people/v2/people${query}`, Pco.api.origin)
        return quota.withPermit(
          { url },
          () => Effect.sync(() => sent.push(query)),
          () => undefined
        )
      }
      yield* Effect.replicateEffect(ask("?offset=30000"), 75)
      const deep = yield* Effect.fork(ask("?offset=30001"))
      yield* TestClock.adjust("20 seconds")
      assert.strictEqual(sent.length, 75)
      yield* TestClock.adjust("1 seconds")
      yield* Fiber.join(deep)
    }).pipe(Effect.provide(QuotaStore.layerMemory))
  )
})

const serve = (options: Partial<HttpServer.Options> = {}) =>
  Effect.acquireRelease(
    Effect.promise(() =>
      HttpServer.listen({ world: World.make({ seed: 5, people: 60 }), quota: { limit: 1000 }, ...options })
    ),
    (server) => Effect.promise(() => server.close())
  )

const connect = (server: HttpServer.HttpServer) =>
  Layer.build(
    Pco.layerConfig.pipe(
      Layer.provide([
        NodeHttpClient.layerUndici,
        QuotaStore.layerMemory,
        Layer.setConfigProvider(
          ConfigProvider.fromMap(new Map(Object.entries({ ...settings, PCO_BASE_URL: server.url })))
        )
      ])
    )
  )

describe("a request", () => {
  it.scopedLive("names its sender and the version it is written for, and is signed", () =>
    Effect.gen(function* () {
      const seen: Array<Readonly<Record<string, string | undefined>>> = []
      const server = yield* serve({
        credentials: [{ appId: "app", secret: "planted-secret" }],
        before: (asked) => void seen.push(asked.headers)
      })
      const client = yield* Effect.provide(Client.make(People.endpoints), yield* connect(server))
      yield* client.campuses.list.count()
      const [sent] = seen
      assert.match(sent?.["user-agent"] ?? "", /^openfaith /)
      assert.strictEqual(sent?.["x-pco-api-version"], Pco.versions.people)
      assert.include(sent?.accept ?? "", "application/vnd.api+json")
    })
  )

  it("names the version of its product, and none where there is no such product", () => {
    assert.strictEqual(Pco.api.headers("/services/v2/songs")["x-pco-api-version"], "2018-11-01")
    assert.strictEqual(Pco.api.headers("/check-ins/v2/events")["x-pco-api-version"], "2025-05-28")
    assert.notProperty(Pco.api.headers("/hogwarts/v2/houses"), "x-pco-api-version")
    for (const path of ["/", "", "/toString", "/__proto__/v2", "/constructor"]) {
      assert.isTrue(Object.values(Pco.api.headers(path)).every((value) => typeof value === "string"))
    }
  })
})

describe("the version", () => {
  const asked = (processedAs: string | undefined, versions: Pco.Options["versions"] = {}) =>
    Effect.gen(function* () {
      const warnings: Array<string> = []
      const logger = Logger.make(({ logLevel, message }) => {
        if (logLevel._tag === "Warning") warnings.push(String(message))
      })
      const server = yield* Replay.serve(() => ({
        ...recording("people-campus-200").response,
        headers: processedAs === undefined ? {} : { "X-PCO-API-Processed-As-Version": processedAs }
      }))
      const client = yield* Effect.provide(Client.make(People.endpoints), Replay.connection(server.url, { versions }))
      yield* client.campuses
        .getById({ path: { id: "1" } })
        .pipe(Effect.repeatN(2), Effect.provide(Logger.replace(Logger.defaultLogger, logger)))
      return { warnings, sent: server.asked.map((one) => one.headers["x-pco-api-version"]) }
    })

  it.scopedLive("that was asked for is nothing to speak of", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual((yield* asked(Pco.versions.people)).warnings, [])
      assert.deepStrictEqual((yield* asked(undefined)).warnings, [])
    })
  )

  it.scopedLive("that was not asked for is warned of, once", () =>
    Effect.gen(function* () {
      const { warnings } = yield* asked("2018-08-01")
      assert.deepStrictEqual(warnings, [
        "Planning Center people was asked for version 2025-03-20 and answered as version 2018-08-01"
      ])
    })
  )

  it.scopedLive("of a product can be another", () =>
    Effect.gen(function* () {
      const { sent, warnings } = yield* asked("2026-06-04", { people: "2026-06-04" })
      assert.deepStrictEqual([sent, warnings], [["2026-06-04", "2026-06-04", "2026-06-04"], []])
    })
  )
})

describe("an application", () => {
  const app = Pco.oauth({
    clientId: "id",
    clientSecret: Redacted.make("planted-secret"),
    redirectUri: "https://host.example/back",
    scopes: ["people", "check_ins"]
  })

  it.effect("sends its users to Planning Center, for what it needs", () =>
    Effect.gen(function* () {
      const { url } = yield* OAuth.authorize(app)
      const { origin, pathname, searchParams } = new URL(url)
      assert.strictEqual(`${origin}${pathname}`, "https://api.planningcenteronline.com/oauth/authorize")
      assert.strictEqual(searchParams.get("scope"), "people check_ins")
      assert.strictEqual(app.userAgent, Pco.api.headers("/people/v2/people")["user-agent"])
      assert.notInclude(url + inspect(app, { depth: 9 }), "planted")
    })
  )
})

describe("a hint", () => {
  const refused = (detail: string) =>
    new ClientError.Unauthorized({
      endpoint: "people.Person.list",
      status: 401,
      requestId: undefined,
      problems: [{ field: undefined, code: "unauthorized", detail }]
    })

  it.each([
    ["BABOON", "TokenExpired"],
    ["CAPUCHIN", "TokenRevoked"],
    ["PELICAN", "ScopeMissing"],
    ["TRASH_PANDA", "ProductNotGranted"],
    ["CHINCHILLA", "ClientUnknown"],
    ["FLAMINGO", "UserGone"],
    ["LEMMING", "OrganizationGone"],
    ["BLACKBIRD", "WrongKind"]
  ] as const)("has a meaning: %s is %s", (animal, reason) => {
    assert.strictEqual(Pco.reasonOf(refused(`Could not be authenticated. Error Code Hint: (${animal})`)), reason)
  })

  it("that nobody has explained is handed on as it is", () => {
    const error = refused("This request could not be authenticated. Error Code Hint: (PLATYPUS)")
    assert.strictEqual(Pco.hintOf(error), "PLATYPUS")
    assert.isUndefined(Pco.reasonOf(error))
    for (const detail of ["no hint", "", "Error Code Hint: (toString)", "(__PROTO__)"]) {
      assert.isUndefined(Pco.reasonOf(refused(detail)))
    }
  })
})

describe("every endpoint", () => {
  it.scopedLive("is answered by a server of the same documentation, in the shape it is described with", () =>
    Effect.gen(function* () {
      const server = yield* serve()
      const { campuses, emails, people, phoneNumbers } = yield* Effect.provide(
        Client.make(People.endpoints),
        yield* connect(server)
      )
      const { world } = server.handler
      const first = (type: string) => world.rows(type)[0]
      const id = (type: string) => ({ path: { id: first(type)?.id ?? "" } })
      const owner = (type: string) => ({ path: { person_id: first(type)?.relationships.person?.id ?? "" } })
      assert.strictEqual(yield* campuses.list.count(), world.count("Campus"))
      assert.strictEqual(yield* people.list.count(), 60)
      assert.strictEqual(yield* emails.list.count(), world.count("Email"))
      assert.strictEqual(yield* phoneNumbers.list.count(), world.count("PhoneNumber"))
      assert.isAbove((yield* emails.listOfPerson(owner("Email"))).items.length, 0)
      assert.isAbove((yield* phoneNumbers.listOfPerson(owner("PhoneNumber"))).items.length, 0)
      assert.strictEqual((yield* campuses.getById(id("Campus"))).id, first("Campus")?.id)
      assert.strictEqual((yield* people.getById(id("Person"))).id, first("Person")?.id)
      assert.strictEqual((yield* emails.getById(id("Email"))).id, first("Email")?.id)
      assert.strictEqual((yield* phoneNumbers.getById(id("PhoneNumber"))).id, first("PhoneNumber")?.id)
      const page = yield* people.list({
        query: { include: ["emails", "phone_numbers", "primary_campus"], perPage: 100 }
      })
      assert.deepStrictEqual(
        new Set(page.included.map(({ key }) => key)),
        new Set(["people.Email", "people.PhoneNumber", "people.Campus"])
      )
    })
  )

  it.scopedLive("may be ordered and filtered by every name its description allows, and the server knows them all", () =>
    Effect.gen(function* () {
      const server = yield* serve()
      const connection = Context.get(yield* connect(server), Connection.Connection)
      const Meta = Schema.Struct({
        meta: Schema.Struct({
          can_order_by: Schema.Array(Schema.String),
          can_query_by: Schema.Array(Schema.String),
          can_include: Schema.optionalWith(Schema.Array(Schema.String), { default: () => [] })
        })
      })
      const { Campus, Email, Person, PhoneNumber } = People
      for (const { list } of [Campus.readable, Email.readable, Person.readable, PhoneNumber.readable]) {
        yield* connection.read(list, list.path)
        const response = yield* Effect.promise(() =>
          fetch(`${server.url}${list.path}?per_page=1`, {
            headers: { "user-agent": "test", authorization: "Bearer x" }
          })
        )
        const { meta } = Schema.decodeUnknownSync(Meta)(yield* Effect.promise(() => response.json()))
        assert.includeMembers([...meta.can_order_by], [...(list.capabilities.order ?? [])])
        assert.includeMembers([...meta.can_query_by], Object.keys(list.capabilities.where ?? {}))
        assert.includeMembers(Object.keys(list.capabilities.include ?? {}), [...meta.can_include])
      }
    })
  )
})

describe("an error in the API's own words", () => {
  it.each([
    ["documented-401-error-hint", /CAPUCHIN/],
    ["documented-403-forbidden", /You do not have access/],
    ["documented-422-validation-error", /./],
    ["documented-429-rate-limited", /118 of 100/],
    ["documented-500-internal", /internal server error/]
  ] as const)("is understood: %s", (name, words) => {
    const [problem] = Pco.api.envelope.problems(recording(name).response.body)
    assert.match(problem?.detail ?? "", words)
  })
})

describe("OpenID Connect", () => {
  it.scoped("is where the discovery document says that it is", () =>
    Effect.gen(function* () {
      const { url } = yield* Effect.acquireRelease(
        Effect.promise(() => HttpServer.listen({ world: World.make({ seed: 7, people: 20 }) })),
        ({ close }) => Effect.promise(close)
      )
      const { discovery, issuer, keys, userinfo } = Pco.openId(url)
      const described = yield* Effect.promise(async () =>
        (await fetch(discovery, { headers: { "user-agent": "t" } })).json()
      )
      assert.deepInclude(described, { issuer, userinfo_endpoint: userinfo, jwks_uri: keys })
      assert.strictEqual(Pco.openId().issuer, "https://api.planningcenteronline.com")
    })
  )
})
