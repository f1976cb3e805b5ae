import { describe, expect, it } from "@effect/vitest"
import * as Documentation from "@openfaith/pco-facts/Catalog"
import * as Catalog from "../src/internal/facts/catalog.ts"
import * as Actions from "../src/internal/requests/actions.ts"
import { church, type Init, type Reply } from "./Asking.ts"

/**
 * Types of which a church has none from the start: those that no documented path leads to, and in `webhooks` what only follows from
 * subscriptions, which clients make (see the tests of webhooks).
 */
const empty: ReadonlyArray<string> = [
  "check-ins.PreCheck",
  "check-ins.RosterListPerson",
  "services.AttachmentActivity",
  "services.BlockoutScheduleConflict",
  "services.EmailTemplateRenderedResponse",
  "services.FolderPath",
  "services.ServiceTypePath",
  "services.SkippedAttachment",
  "services.SongbookStatus",
  "webhooks.AvailableEvent",
  "webhooks.Delivery",
  "webhooks.Event",
  "webhooks.WebhookSubscription"
]

/** Documented as a list by its own page, and as one record by the edge that leads there: it is answered as one record. */
const single: ReadonlyArray<string> = ["/services/v2/series/{series_id}/plans/{plan_id}/live"]

const { products: documented } = Documentation.read()

const resources = documented.flatMap(({ product, resources }) =>
  resources.map((resource) => ({ ...resource, product, key: `${product}.${resource.type}` }))
)

const products = documented.flatMap(({ product }) => (product === "webhooks" ? [] : [{ product }]))

const of = (product: string) => resources.filter((each) => each.product === product)

const setup = () => {
  const { ask, world } = church(400)
  const known = new Map<string, ReadonlyArray<string>>()

  /** The ids at a path: of a list, or of the one record there. */
  const ids = async (path: string): Promise<ReadonlyArray<string>> => {
    const found = known.get(path)
    if (found !== undefined) return found
    const data: Array<string> = []
    for (let next: string | undefined = `${path}?per_page=100`; next !== undefined && data.length < 400; ) {
      const { body, status } = await ask(next)
      if (status === 200) data.push(...[body.data].flat().map(({ id }) => id))
      next = status === 200 ? body.links?.next : undefined
    }
    known.set(path, data)
    return data
  }

  /** Fills the ids of a documented path in, one after the other, until what it leads to is `good`. */
  const fill = async (template: string, good: (path: string) => Promise<boolean>): Promise<string | undefined> => {
    const at = template.indexOf("/{")
    if (at < 0) return (await good(template)) ? template : undefined
    const end = template.indexOf("}", at)
    for (const id of await ids(template.slice(0, at))) {
      const found = await fill(`${template.slice(0, at)}/${id}${template.slice(end + 1)}`, good)
      if (found !== undefined) return found
    }
    return undefined
  }

  /** The first filled path that is not answered 404, and that answer. */
  const first = async (template: string, init: Init = {}): Promise<Reply | undefined> => {
    let reply: Reply | undefined
    await fill(template, async (path) => {
      const answer = await ask(path, init)
      if (answer.status !== 404) reply = answer
      return answer.status !== 404
    })
    return reply
  }
  return { ask, fill, first, world }
}

const isList = ({ body, status }: Reply) =>
  status === 200 && Array.isArray(body.data) && typeof body.meta.total_count === "number" && body.links.self !== ""

describe("every documented path is answered:", () => {
  it.each(products)("the lists of $product, with records in them", async ({ product }) => {
    const { ask, fill } = setup()
    const failed: Array<string> = []
    for (const { collectionPaths, key, outbound } of of(product).filter(({ key }) => !empty.includes(key))) {
      const paths = new Set([...collectionPaths, ...outbound.filter(({ many }) => many).map(({ path }) => path)])
      for (const path of paths) {
        if (single.includes(path)) continue
        const filled = await fill(path, async (asked) => {
          const reply = await ask(`${asked}?per_page=1`)
          // below what is not set there is nothing
          if (reply.status !== 404 && !isList(reply)) failed.push(`${asked} is no list`)
          return isList(reply) && reply.body.data.length > 0
        })
        if (filled === undefined) failed.push(`${key} ${path} is empty`)
      }
    }
    expect(failed).toEqual([])
  })

  it.each(products)("single records of $product, and what one edge leads to", async ({ product }) => {
    const { ask, first, world } = setup()
    const failed: Array<string> = []
    for (const { instancePath, key, outbound, singleton } of of(product)) {
      const toOne = outbound.filter(({ many }) => !many).map(({ path }) => path)
      const instances = instancePath === null || empty.includes(key) || singleton === true ? [] : [instancePath]
      // documented without a path of its own: every person is at `/people/{id}` of another product
      if (key === "api.Person" || key === "current.Organization") instances.length = 0
      for (const path of [...instances, ...toOne]) {
        const reply = await first(path)
        if (reply?.status !== 200 || typeof [reply.body.data].flat()[0]?.id !== "string") failed.push(`${key} ${path}`)
      }
    }
    expect(failed).toEqual([])
    expect((await ask(`/${product}/v2`)).status).toBe(200)
    expect(world.count(`${product}.Organization`)).toBe(1)
  })

  it.each(products)("writes and actions of $product", async ({ product }) => {
    const { first } = setup()
    const failed: Array<string> = []
    const demand = async (method: string, path: string, body: unknown, wanted: ReadonlyArray<number>) => {
      const reply = await first(path, { method, body })
      if (reply === undefined || !wanted.includes(reply.status)) failed.push(`${method} ${path}: ${reply?.status}`)
    }
    const data = { data: { attributes: {} } }
    for (const { actions, create, key, update } of of(product).filter(({ key }) => !empty.includes(key))) {
      if (create !== null) await demand("POST", create.path, data, [201, 409, 422])
      if (update !== null) await demand("PATCH", update.path, data, [200])
      for (const { name, path } of actions) {
        const known = Actions.unmodelled[`${key}/${name}`] === undefined
        await demand("POST", path, data, known ? [200, 201, 204, 400, 422] : [501])
      }
    }
    // what is deep first: it goes with what it belongs to
    const deletable = of(product).flatMap(({ delete: path, key }) =>
      path === false || empty.includes(key) ? [] : [path]
    )
    for (const path of deletable.sort((a, b) => b.split("/").length - a.split("/").length)) {
      await demand("DELETE", path, undefined, [200, 204])
    }
    expect(failed).toEqual([])
  })
})

it("the types that have no records are those that say so, and no others", () => {
  const { world } = church(400)
  expect(Catalog.resources.filter(({ key }) => world.count(key) === 0).map(({ key }) => key)).toEqual(empty)
})

it("the actions that do nothing are those that say why", () => {
  const silent = Catalog.resources.flatMap((resource) =>
    [...resource.actions.keys()]
      .filter((name) => !Actions.modelled(resource, name))
      .map((name) => `${resource.key}/${name}`)
  )
  expect(silent).toEqual(Object.keys(Actions.unmodelled))
  expect(silent).toEqual(["people.Person/staff_only_reset_age_checks"])
})
