/**
 * The way for tests to look behind and to interfere, under `/__mock/`. The real API has nothing like it; nothing here is counted
 * in the quota or asks for credentials.
 */
import * as Catalog from "./Catalog.ts"
import type * as Faults from "./Faults.ts"
import type { Handler } from "./Handler.ts"
import * as Instructions from "./Instructions.ts"
import type * as Quota from "./Quota.ts"
import * as Render from "./Render.ts"
import type { World } from "./World.ts"

/** What every control path begins with. */
export const prefix = "/__mock/"

/** What a control request asks. */
export interface Command {
  readonly method: string
  readonly url: URL
  readonly body: string
}

/** The answer to a control request; the body comes in pieces, since all rows of a large church do not fit in one text. */
export interface Reply {
  readonly status: number
  readonly contentType: string
  readonly body: Iterable<string>
}

/** Carries out a control request. */
export const run = (handler: Handler, { body, method, url }: Command): Reply => {
  const [name = "", type = ""] = url.pathname.slice(prefix.length).split("/")
  switch (`${method} ${name}`) {
    case "GET log":
      return json(handler.log.entries())
    case "DELETE log":
      handler.log.clear()
      return json({ cleared: true })
    case "GET records":
      return records(handler.world, url, type)
    case "GET counts":
      return json(counts(handler.world))
    case "POST mutate":
      return obey(Instructions.mutations(body), (mutations) => ({ ids: mutations.map(handler.world.apply) }))
    case "GET faults":
      return json(handler.faults.rules())
    case "POST faults":
      return obey(Instructions.faults(body), (rules: ReadonlyArray<Faults.Rule>) => {
        handler.faults.replace(rules)
        return { rules: rules.length }
      })
    case "GET quota":
      return json(handler.quota.options())
    case "POST quota":
      return obey(Instructions.quota(body), (changes: Partial<Quota.Options>) => {
        handler.quota.configure(changes)
        return handler.quota.options()
      })
    default:
      return json({ error: `${method} ${url.pathname} is not a control request` }, 404)
  }
}

const json = (value: unknown, status = 200): Reply => ({
  status,
  contentType: "application/json; charset=utf-8",
  body: [JSON.stringify(value)]
})

const obey = <A>(instructions: Instructions.Read<A>, action: (value: A) => unknown): Reply =>
  "complaint" in instructions ? json({ error: instructions.complaint }, 400) : json(action(instructions.value))

const counts = (world: World) => Object.fromEntries(Catalog.resources.map(({ type }) => [type, world.count(type)]))

/** Every row as a list without `include` shows it, by id: a JSON array, or lines of JSON with `?format=ndjson`. */
const records = (world: World, url: URL, type: string): Reply => {
  const resource = Catalog.find(type)
  if (resource === undefined) {
    const known = Catalog.resources.map((each) => each.type).join(", ")
    return json({ error: `no records of type "${type}"; known are ${known}` }, 404)
  }
  const lines = url.searchParams.get("format") === "ndjson"
  return {
    status: 200,
    contentType: lines ? "application/x-ndjson; charset=utf-8" : "application/json; charset=utf-8",
    body: written(world, resource, url.origin, lines)
  }
}

function* written(world: World, resource: Catalog.Resource, origin: string, lines: boolean): Iterable<string> {
  const context = { world, origin, fields: new Map() }
  let before = lines ? "" : "["
  for (const row of world.rows(resource.type)) {
    yield before + Render.listRow(context, row, Render.instanceUrl(origin, resource, row.id))
    before = lines ? "\n" : ","
  }
  yield lines ? "\n" : before === "[" ? "[]" : "]"
}
