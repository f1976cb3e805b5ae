import { existsSync, readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { assert, describe, it } from "@effect/vitest"
import { Endpoint, Resource } from "@openfaith/client-core"
import * as Catalog from "@openfaith/pco-facts/Catalog"
import * as Corrections from "@openfaith/pco-facts/corrections"
import { words } from "@openfaith/pco-facts/words"
import * as Changes from "../scripts/Changes.ts"
import * as Coverage from "../scripts/Coverage.ts"
import * as Describe from "../scripts/Describe.ts"
import * as Modules from "../scripts/Modules.ts"
import * as All from "../src/all.ts"

const source = fileURLToPath(new URL("../src", import.meta.url))
const catalog = Catalog.read()
const model = Describe.make(catalog)

describe("the modules", () => {
  const made = Modules.render(model, Corrections)

  it("are what the catalog and its corrections make, to the letter", () => {
    for (const [name, text] of made) {
      const file = path.join(source, name)
      assert.isTrue(existsSync(file), `${name} is missing: run \`pnpm generate\``)
      assert.isTrue(readFileSync(file, "utf8") === text, `${name} is stale: run \`pnpm generate\``)
    }
  })

  it("are the same every time they are made", () => {
    assert.deepStrictEqual([...Modules.render(Describe.make(Catalog.read()), Corrections)], [...made])
  })

  it("lie alone in the folders of their products", () => {
    for (const { product } of model.products) {
      for (const entry of readdirSync(path.join(source, product), { recursive: true, withFileTypes: true })) {
        const name = path.relative(source, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, "/")
        if (entry.isFile()) assert.isTrue(made.has(name), `${name} is not made any more`)
      }
    }
  })

  it("say in our own words what each resource is", () => {
    for (const { product, resources } of catalog.products) {
      for (const { type } of resources) assert.isString(words[product]?.[type], `${product}.${type}`)
    }
  })
})

describe("the documentation", () => {
  const { missing, rows, undocumented } = Coverage.make(catalog, model)
  const sum = (count: (row: Coverage.Row) => number) => rows.reduce((total, row) => total + count(row), 0)

  it("is described to the last of its 249 resources in 11 products", () => {
    assert.strictEqual(rows.length, 11)
    assert.strictEqual(
      sum(({ resources }) => resources),
      249
    )
    assert.strictEqual(
      sum(({ resourcesDescribed }) => resourcesDescribed),
      249
    )
    assert.strictEqual(new Set(All.resources.map(({ key }) => key)).size, 249)
  })

  it("is described to the last of its endpoints, but for four, each for a reason", () => {
    const all = Coverage.kinds.map((kind) => [kind, sum(({ described }) => described[kind])])
    assert.deepStrictEqual(Object.fromEntries(all), {
      list: 114,
      listBelow: 257,
      get: 234,
      getOf: 191,
      create: 77,
      update: 77,
      delete: 74,
      action: 45
    })
    assert.strictEqual(
      sum(({ documented }) => Coverage.kinds.reduce((total, kind) => total + documented[kind], 0)),
      1073
    )
    assert.deepStrictEqual(
      missing.filter(({ what }) => what.startsWith("GET ")).map(({ what }) => what),
      ["/people/v2/organization_statistics", "/services/v2/chats", "/services/v2/chats/{id}", "/services/v2/plans"].map(
        (path) => `GET ${path}`
      )
    )
    assert.isTrue(missing.every(({ why }) => why !== "not described"))
    assert.deepStrictEqual(undocumented, ["GET /current/v2/me"])
  })

  it("leaves 75 attributes open, each for a reason", () => {
    const unknown = Coverage.unknownAttributes(model, Corrections.attributes)
    assert.strictEqual(unknown.length, 75)
    for (const { what, why } of unknown) assert.isAbove(why.length, 10, what)
  })
})

describe("a newer catalog", () => {
  it("is told from this one by what comes, goes and changes", () => {
    const newer: Catalog.Catalog = {
      products: catalog.products.map((product) => ({
        ...product,
        resources: product.resources
          .filter(({ type }) => product.product !== "services" || type !== "SkippedAttachment")
          .map((resource) =>
            product.product === "people" && resource.type === "Tab"
              ? {
                  ...resource,
                  attributes: { ...resource.attributes, colour: "string", sequence: "string" },
                  canOrder: resource.canOrder.filter((name) => name !== "name"),
                  delete: false as const
                }
              : resource
          )
      }))
    }
    const changes = Changes.between(model, Describe.make(newer))
    assert.includeMembers(
      [...changes],
      [
        "- resource services.SkippedAttachment",
        "+ people.Tab: attribute colour",
        "~ people.Tab: attribute sequence: integer → string",
        "- people.Tab: order name",
        "- people.Tab: endpoint delete"
      ]
    )
    assert.deepStrictEqual(Changes.between(model, Describe.make(Catalog.read())), [])
  })

  it("that no longer has what is corrected is refused", () => {
    const without: Catalog.Catalog = {
      products: catalog.products.map((product) => ({
        ...product,
        resources: product.resources.map((resource) => ({ ...resource, actions: [] }))
      }))
    }
    assert.throws(() => Describe.make(without), /actions: people\.List\.run/)
  })
})

describe("what is described", () => {
  const keys = new Set(All.resources.map(({ key }) => key))

  it("has a name of its own for every endpoint", () => {
    const names = Coverage.endpoints.map(({ name }) => name)
    assert.deepStrictEqual(
      names.filter((name, index) => names.indexOf(name) !== index),
      []
    )
  })

  it("asks for ids of what is described too", () => {
    for (const endpoint of Coverage.endpoints) {
      const asked = Array.from(endpoint.path.matchAll(/\{(\w+)\}/g), ([, name]) => name ?? "")
      const told = Object.entries(endpoint.below)
      assert.sameMembers(
        told.map(([name]) => name),
        asked.filter((name) => name !== "id"),
        endpoint.name
      )
      for (const [, key] of told) assert.isTrue(keys.has(key), `${endpoint.name}: ${key}`)
    }
  })

  it("needs only what is described too, and nothing in a circle", () => {
    const needs = new Map(All.resources.map((resource) => [resource.key, Resource.dependencies(resource)]))
    const done = new Set<string>()
    const visit = (key: string, trail: ReadonlyArray<string>) => {
      assert.notInclude(trail, key, `a circle: ${[...trail, key].join(" → ")}`)
      if (done.has(key)) return
      for (const need of needs.get(key) ?? []) {
        assert.isTrue(keys.has(need), `${key} needs ${need}`)
        if (need !== key) visit(need, [...trail, key])
      }
      done.add(key)
    }
    for (const key of keys) visit(key, [])
  })

  it("sends along completely only what it can include, and what belongs to exactly one of it", () => {
    const ways = new Map(All.nested.map(({ resource, routes }) => [resource.key, routes]))
    for (const { list, resource } of All.readables) {
      for (const name of list.capabilities.complete ?? []) {
        const child = list.capabilities.include?.[name] ?? assert.fail(`${resource.key}: ${name} cannot be included`)
        const routes = ways.get(child.key) ?? []
        assert.isTrue(
          Resource.dependencies(child).includes(resource.key) ||
            (routes.length > 0 && routes.every(({ parent }) => parent === resource.key)),
          `${resource.key}: ${name}`
        )
      }
    }
  })

  it("is read by its listing, by way of others, or is known not to be", () => {
    const whole = [...All.readables, ...All.nested].map(({ resource }) => resource.key)
    assert.strictEqual(new Set(whole).size, whole.length)
    assert.strictEqual(All.readables.length, 100)
    assert.strictEqual(All.nested.length, 120)
    for (const { routes, resource } of All.nested) {
      assert.isAbove(routes.length, 0)
      for (const { list, parent } of routes) {
        assert.strictEqual(list.resource.key, resource.key)
        assert.include(Object.values(list.below), parent)
      }
    }
  })

  it("is reached in one of three ways, or for a reason not as a whole at all", () => {
    assert.sameMembers(
      All.singles.map(({ path, resource }) => `${resource.key} ${path}`),
      [
        ...catalog.products.map(({ product }) => `${product}.Organization /${product}/v2`),
        "current.Person /current/v2/me",
        "people.BirthdayPeople /people/v2/birthday_people",
        "people.OrganizationStatistics /people/v2/stats",
        "services.Chat /services/v2/chat"
      ]
    )
    const reached = new Set([...All.readables, ...All.nested, ...All.singles].map(({ resource }) => resource.key))
    const others = model.products.flatMap(({ resources }) => resources.filter(({ key }) => !reached.has(key)))
    assert.lengthOf(others, 249 - 100 - 120 - 15)
    for (const { key, reading } of others) {
      assert.isTrue(reading.by === "nothing" && reading.why.length > 20, key)
    }
    const why = Object.fromEntries(others.map(({ key, reading }) => [key, "why" in reading ? reading.why : ""]))
    assert.include(why["services.AttachmentActivity"], "the answer to Attachment.open")
    assert.include(why["check-ins.PreCheck"], "CheckInTime.pre_check")
  })

  it("brings along what hangs from what it brings along, and nothing deeper", () => {
    for (const endpoint of Coverage.endpoints) {
      const include: Readonly<Record<string, Resource.Any>> =
        "capabilities" in endpoint ? (endpoint.capabilities.include ?? {}) : {}
      for (const name of Object.keys(include)) {
        const [first = "", ...rest] = name.split(".")
        assert.isAtMost(rest.length, 1, `${endpoint.name}: ${name}`)
        assert.property(include, first, endpoint.name)
      }
    }
    const { include } = All.endpoints.people.people.list.capabilities
    // recorded, and confirmed by Planning Center (issue 1438)
    assert.strictEqual(include["households.people"].key, "people.Person")
    assert.strictEqual(include["field_data.field_definition"].key, "people.FieldDefinition")
    assert.strictEqual(All.endpoints.people.lists.list.capabilities.include["rules.conditions"].key, "people.Condition")
  })

  it("takes with a filter what that wants to know, or says that this is known to nobody", () => {
    const { capabilities } = All.endpoints.people.people.list
    assert.deepStrictEqual(capabilities.parameters, { time: "instant" })
    assert.deepStrictEqual(All.endpoints.groups.events.list.capabilities.parameters, {
      group_id: "string",
      group_type_id: "string"
    })
    assert.deepStrictEqual(
      model.unknown.map(({ what }) => what),
      [
        "people.Message: what the filter `created_after` wants",
        "services.PlanNote: what the filter `team` wants",
        "services.SignupSheet.accept: what is sent"
      ]
    )
  })

  it("answers an action with a record where one is documented to come", () => {
    const answers = Coverage.endpoints.flatMap((endpoint) =>
      endpoint._tag === "Action" && endpoint.resource !== undefined ? [[endpoint.name, endpoint.resource.key]] : []
    )
    assert.deepStrictEqual(Object.fromEntries(answers), {
      "giving.Batch.commit": "giving.Batch",
      "giving.BatchGroup.commit": "giving.BatchGroup",
      "groups.Group.disableChat": "groups.Group",
      "groups.Group.enableChat": "groups.Group",
      "groups.GroupApplication.approve": "groups.GroupApplication",
      "groups.GroupApplication.reject": "groups.GroupApplication",
      "services.Attachment.open": "services.AttachmentActivity",
      "services.Attachment.preview": "services.AttachmentActivity",
      "services.EmailTemplate.render": "services.EmailTemplateRenderedResponse",
      "webhooks.WebhookSubscription.rotateSecret": "webhooks.WebhookSubscription"
    })
  })

  it("names the currency of every amount, and the amounts of every currency", () => {
    const amounts = new Map<string, number>()
    for (const { resources } of model.products) {
      for (const { attributes, key, money } of resources) {
        const names = new Set(attributes.map(({ name }) => name))
        const cents = attributes.filter(({ name }) => name.endsWith("_cents"))
        assert.sameMembers(
          money.map(([amount]) => amount),
          cents.map(({ name }) => name),
          key
        )
        for (const { kind, name } of cents) assert.strictEqual(kind, "integer", `${key}.${name}`)
        for (const [amount, currency] of money) assert.isTrue(names.has(currency), `${key}.${amount}`)
        const used = new Set(money.map(([, currency]) => currency))
        for (const name of names) if (name.endsWith("_currency")) assert.isTrue(used.has(name), `${key}.${name}`)
        if (money.length > 0) amounts.set(key, money.length)
      }
    }
    assert.strictEqual(amounts.size, 12)
    assert.strictEqual(amounts.get("giving.Pledge"), 4)
  })

  it("marks ways that do not reach everything", () => {
    const routes = (key: string) =>
      Object.fromEntries(
        (All.nested.find(({ resource }) => resource.key === key)?.routes ?? []).map(({ covers, list }) => [
          list.name.split(".").at(-1),
          covers
        ])
      )
    assert.deepStrictEqual(routes("groups.Membership"), { listOfGroup: "all", listOfPerson: "all" })
    // the items of a live view are those of its plan, and so no way is past it
    assert.deepStrictEqual(routes("services.Item"), { listOfPlan: "some", listOfPlanTemplate: "some" })
    assert.deepStrictEqual(routes("giving.PledgeCampaign"), { getOfPledge: "some" })
    assert.deepStrictEqual(routes("giving.Refund"), { getOfDonation: "all" })
  })

  it("knows how its changes are followed, as the documentation offers", () => {
    const of = (key: string) => {
      const found = All.readables.find(({ resource }) => resource.key === key) ?? assert.fail(key)
      return Endpoint.delta(found.list)
    }
    assert.deepStrictEqual(of("people.Person"), { _tag: "Keyset", by: "updated_at" })
    assert.deepStrictEqual(of("people.Address"), { _tag: "Descending", by: "updated_at" })
    assert.deepStrictEqual(of("services.Song"), { _tag: "Descending", by: "updated_at" })
    assert.deepStrictEqual(of("people.PersonMerger"), { _tag: "Created", by: "created_at" })
    assert.deepStrictEqual(of("calendar.Event"), { _tag: "Filtered", by: "updated_at" })
    assert.deepStrictEqual(of("groups.Group"), { _tag: "None" })
    assert.deepStrictEqual(of("people.MaritalStatus"), { _tag: "None" })
  })

  it("knows how the changes of as many resources are followed as the documentation was counted to have", () => {
    const ways = new Map<string, Set<string>>()
    for (const { delta, key } of Coverage.deltas()) {
      const [way = ""] = delta.split(" ")
      ways.set(way, (ways.get(way) ?? new Set()).add(key))
    }
    const keysOf = (way: string) => [...(ways.get(way) ?? [])].sort()
    assert.deepStrictEqual(keysOf("Filtered"), [
      "calendar.Event",
      "calendar.EventResourceRequest",
      "calendar.ResourceQuestion",
      "calendar.Tag",
      "calendar.TagGroup",
      "check-ins.EventTime",
      "check-ins.LocationEventTime"
    ])
    // 41 can be asked for from a moment on, and FieldDatum since; of WorkflowCategory nobody knows whether its listing is there
    assert.lengthOf(keysOf("Keyset"), 42 - 7 - 1)
    assert.deepStrictEqual(keysOf("Descending"), [
      "people.Address",
      "people.Form",
      "people.FormField",
      "people.FormFieldOption",
      "people.ListResult",
      "people.Note",
      "people.WorkflowCard",
      "services.Contributor",
      "services.Key",
      "services.LiveController",
      "services.Media",
      "services.Person",
      "services.PlanTemplate",
      "services.Song",
      "services.Team"
    ])
    assert.deepStrictEqual(keysOf("Created"), [
      "people.ListShare",
      "people.Message",
      "people.MessageGroup",
      "people.PersonMerger"
    ])
  })

  it("knows of which resources the end is told", () => {
    const told = All.resources.filter(({ webhooks }) => webhooks.destroyed !== undefined).map(({ key }) => key)
    assert.strictEqual(told.length, 29)
    assert.includeMembers(told, ["people.Person", "giving.Donation", "services.Item", "groups.GroupApplication"])
    assert.notInclude(told, "giving.Batch")
    assert.notInclude(told, "people.PersonMerger")
  })
})
