import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import { assert, describe, it } from "@effect/vitest"
import { Client, Credentials, QuotaStore } from "@openfaith/client-core"
import { HttpServer, World } from "@openfaith/pco-mock"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Giving from "../src/giving.ts"
import * as Groups from "../src/groups.ts"
import * as Pco from "../src/Pco.ts"
import * as People from "../src/people.ts"
import * as Services from "../src/services.ts"
import * as Webhooks from "../src/webhooks.ts"
import * as Replay from "./Replay.ts"

/** A server that answers every action with this record, or with nothing, and clients of it. */
const start = (type?: string, attributes: Readonly<Record<string, unknown>> = {}) =>
  Effect.gen(function* () {
    const server = yield* Replay.serve(() =>
      type === undefined ? { status: 204, body: null } : { status: 201, body: { data: { type, id: "9", attributes } } }
    )
    const clients = yield* Effect.all({
      groups: Client.make(Groups.endpoints),
      services: Client.make(Services.endpoints),
      webhooks: Client.make(Webhooks.endpoints)
    }).pipe(Effect.provide(Replay.connection(server.url)))
    const sent = () => server.asked.map(({ body, url }): unknown => [url, body === "" ? "" : JSON.parse(body)])
    return { ...clients, sent }
  })

describe("an action", () => {
  it.scopedLive("that answers with a record gives it: files, texts, secrets", () =>
    Effect.gen(function* () {
      const opened = yield* start("AttachmentActivity", { attachment_url: "https://files.example/1" })
      const activity = yield* opened.services.attachments.open({ path: { attachment_id: "1" } })
      assert.strictEqual(activity.attributes.attachment_url, "https://files.example/1")
      const preview = yield* opened.services.attachments.preview({ path: { attachment_id: "1" } })
      assert.strictEqual(preview.key, "services.AttachmentActivity")

      const rendered = yield* start("EmailTemplateRenderedResponse", { subject: "Hi", body: "Hello" })
      const text = yield* rendered.services.emailTemplates.render({
        path: { email_template_id: "1" },
        attributes: { format: "text" },
        relationships: { person: "2" }
      })
      assert.deepStrictEqual({ ...text.attributes }, { subject: "Hi", body: "Hello" })
      assert.deepStrictEqual(rendered.sent(), [
        [
          "/services/v2/email_templates/1/render",
          {
            data: {
              type: "EmailTemplate",
              attributes: { format: "text" },
              relationships: { person: { data: { type: "Person", id: "2" } } }
            }
          }
        ]
      ])

      const rotated = yield* start("WebhookSubscription", { authenticity_secret: "new", application_id: 978 })
      const subscription = yield* rotated.webhooks.webhookSubscriptions.rotateSecret({
        path: { webhook_subscription_id: "1" }
      })
      assert.strictEqual(subscription.attributes.authenticity_secret, "new")
      assert.isUndefined(subscription.doubtful)
    })
  )

  it.scopedLive(
    "is sent as it is documented: what has to be confirmed, who is let in as what, campuses by their ids",
    () =>
      Effect.gen(function* () {
        const nothing = yield* start()
        yield* nothing.groups.groups.assignCampuses({ path: { group_id: "1" }, attributes: { campus_ids: ["1", "2"] } })
        const { groups, sent } = yield* start("Group", { chat_enabled: true })
        const group = yield* groups.groups.enableChat({ path: { group_id: "1" }, attributes: { confirm: true } })
        assert.strictEqual(group.attributes.chat_enabled, true)
        const application = yield* start("GroupApplication", { status: "approved" })
        yield* application.groups.groupApplications.approve({
          path: { group_application_id: "3" },
          attributes: { role: "leader" }
        })
        assert.deepStrictEqual(
          [...nothing.sent(), ...sent(), ...application.sent()],
          [
            [
              "/groups/v2/groups/1/assign_campuses",
              { data: { type: "GroupAssignCampuses", attributes: { campus_ids: ["1", "2"] } } }
            ],
            ["/groups/v2/groups/1/enable_chat", { data: { type: "GroupEnableChat", attributes: { confirm: true } } }],
            [
              "/groups/v2/group_applications/3/approve",
              { data: { type: "GroupApplicationApproveAction", attributes: { role: "leader" } } }
            ]
          ]
        )
      })
  )

  it.scopedLive("whose body nobody has described sends whatever it is given", () =>
    Effect.gen(function* () {
      const { sent, services } = yield* start()
      const path = { person_id: "1", available_signup_id: "2", signup_sheet_id: "3" }
      yield* services.signupSheets.accept({ path })
      yield* services.signupSheets.accept({
        path,
        attributes: { note: "gladly" },
        relationships: { plan_times: [{ type: "PlanTime", id: "4" }] }
      })
      const url = "/services/v2/people/1/available_signups/2/signup_sheets/3/accept"
      assert.deepStrictEqual(sent(), [
        [url, ""],
        [
          url,
          {
            data: {
              type: "SignupSheet",
              attributes: { note: "gladly" },
              relationships: { plan_times: { data: [{ type: "PlanTime", id: "4" }] } }
            }
          }
        ]
      ])
    })
  )
})

describe("a simulated church", () => {
  const church = Effect.gen(function* () {
    const server = yield* Effect.acquireRelease(
      Effect.promise(() => HttpServer.listen({ world: World.make({ seed: 5, people: 60 }), quota: { limit: 1000 } })),
      (server) => Effect.promise(() => server.close())
    )
    const connection = Pco.layer({
      credentials: Credentials.personalToken({ id: "app", secret: Redacted.make("planted-secret") }),
      origin: server.url
    }).pipe(Layer.provide([FetchHttpClient.layer, QuotaStore.layerMemory]))
    return yield* Effect.all({ giving: Client.make(Giving.endpoints), people: Client.make(People.endpoints) }).pipe(
      Effect.provide(connection)
    )
  })

  it.scopedLive("commits a batch behind the scenes, and says so at once", () =>
    Effect.gen(function* () {
      const { giving } = yield* church
      const batch = yield* giving.batches.create({ attributes: { description: "Sunday" } })
      const committed = yield* giving.batches.commit({ path: { batch_id: batch.id } })
      assert.deepStrictEqual([committed.id, committed.attributes.status], [batch.id, "updating"])
    })
  )

  it.scopedLive("sends what hangs from what it sends along, each decoded by what it is", () =>
    Effect.gen(function* () {
      const { people } = yield* church
      const { included, items } = yield* people.people.list({ query: { include: ["households.people"], perPage: 10 } })
      assert.lengthOf(items, 10)
      const households = included.filter(({ key }) => key === "people.Household")
      const members = included.filter(({ key }) => key === "people.Person")
      assert.isAbove(households.length, 0)
      assert.isAbove(members.length, 0)
      // told apart by their names, for the compiler too
      for (const one of included) {
        if (one.key === "people.Household") assert.isNumber(one.attributes.member_count)
        else assert.isString(one.attributes.first_name)
      }
    })
  )
})
