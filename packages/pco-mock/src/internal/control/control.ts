/**
 * The way for tests to look behind and to interfere, under `/__mock/`. The real API has nothing like it; nothing here is counted
 * in the quota or asks for credentials.
 */

import type { Clock } from "../../Clock.ts"
import type { Handler } from "../../Handler.ts"
import type { Webhooks } from "../../Webhooks.ts"
import type { World } from "../../World.ts"
import * as OAuth from "../accounts/oAuth.ts"
import * as Catalog from "../facts/catalog.ts"
import * as Render from "../requests/render.ts"
import type { Upload } from "../requests/uploads.ts"
import * as Instructions from "./instructions.ts"

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
  readonly body: Iterable<string | Uint8Array>
}

/** Carries out a control request. */
export const run = (handler: Handler, { body, method, url }: Command): Reply | Promise<Reply> => {
  const [name = "", rest = ""] = url.pathname.slice(prefix.length).split("/").map(decodeURIComponent)
  const { clock, credentials, faults, log, oauth, quota, uploads, webhooks, world } = handler
  switch (`${method} ${name}`) {
    case "GET log":
      return obey(Instructions.logFilter(url.searchParams), log.entries)
    case "DELETE log":
      log.clear()
      return json({ cleared: true })
    case "GET records":
      return records(world, url, rest)
    case "GET counts":
      return json(counts(world))
    case "POST mutate":
      return obey(Instructions.mutations(body), (mutations) => ({ ids: mutations.map(world.apply) }))
    case "GET faults":
      return json(faults.rules())
    case "POST faults":
      return obey(rest === "random" ? Instructions.chance(body) : Instructions.faults(body), (rules) => {
        faults.replace(rules)
        return { rules: rules.length }
      })
    case "DELETE faults":
      faults.replace([])
      return json({ rules: 0 })
    case "GET quota":
      return json({ ...quota.options(), counts: quota.counts(clock.now()) })
    case "POST quota":
      return obey(Instructions.quota(body), (changes) => {
        quota.configure(changes)
        return quota.options()
      })
    case "DELETE quota":
      quota.reset()
      return json(quota.options())
    case "GET credentials":
      return json(credentials.list() ?? null)
    case "POST credentials":
      return rest === ""
        ? obey(Instructions.credentials(body), (list) => {
            credentials.replace(list)
            return { credentials: list?.length ?? null }
          })
        : obey(Instructions.standing(body), (standing) => ({ changed: credentials.change(rest, standing) }))
    case "GET users":
      return json(credentials.users())
    case "POST users":
      return obey(Instructions.user(body), (rights) => {
        credentials.allow(rest, rights)
        return credentials.users()
      })
    case "GET oauth":
      return json({ ...oauth.tokens.options(), grants: oauth.tokens.grants() })
    case "POST oauth":
      return signingIn(handler, rest, body)
    case "GET webhooks":
      return json(hooks(webhooks))
    case "POST webhooks":
      return telling(handler, rest, body)
    case "GET uploads":
      return rest === ""
        ? json(uploads.list().map(({ bytes, ...upload }) => ({ ...upload, size: bytes.length })))
        : file(uploads.find(rest))
    case "GET clock":
      return json(time(clock))
    case "POST clock":
      return obey(Instructions.clock(body), ({ advanceMs }) => {
        clock.advance(advanceMs)
        return time(clock)
      })
    case "POST reset":
      handler.reset()
      return json({ reset: true })
    default:
      return json({ error: `${method} ${url.pathname} is not a control request` }, 404)
  }
}

const signingIn = ({ oauth }: Handler, what: string, body: string): Reply => {
  const { tokens } = oauth
  switch (what) {
    case "":
      return obey(Instructions.tokens(body), (changes) => {
        tokens.configure(changes)
        return tokens.options()
      })
    case "grant":
      return obey(Instructions.permission(body), (permission) => OAuth.wirePair(tokens.issue(permission)))
    case "revoke":
      return obey(Instructions.revocation(body), ({ token, user }) => {
        if (user !== undefined) tokens.revokeUser(user)
        return { revoked: token === undefined ? user !== undefined : tokens.revoke(token) }
      })
    default:
      return json({ error: `POST ${prefix}oauth/${what} is not a control request` }, 404)
  }
}

const hooks = (webhooks: Webhooks): unknown => ({
  ...webhooks.options(),
  lost: webhooks.lost(),
  subscriptions: webhooks.subscriptions(),
  events: webhooks.events()
})

const telling = ({ webhooks, world }: Handler, what: string, body: string): Reply | Promise<Reply> => {
  switch (what) {
    case "":
      return obey(Instructions.webhooks(body), (changes) => {
        webhooks.configure(changes)
        return webhooks.options()
      })
    case "deliver":
      return webhooks.deliver().then(() => json(hooks(webhooks)))
    case "fire":
      return obey(Instructions.event(body), ({ id, name, type }) => {
        const after = world.get(type, id)
        if (after !== undefined) webhooks.fire(name, { after })
        return { fired: after !== undefined }
      })
    default:
      return json({ error: `POST ${prefix}webhooks/${what} is not a control request` }, 404)
  }
}

const file = (upload: Upload | undefined): Reply =>
  upload === undefined
    ? json({ error: "no such upload" }, 404)
    : { status: 200, contentType: upload.contentType, body: [upload.bytes] }

const time = (clock: Clock): unknown => ({ now: clock.now(), ahead: clock.ahead() })

const json = (value: unknown, status = 200): Reply => ({
  status,
  contentType: "application/json; charset=utf-8",
  body: [JSON.stringify(value)]
})

const obey = <A>(instructions: Instructions.Read<A>, action: (value: A) => unknown): Reply =>
  "complaint" in instructions ? json({ error: instructions.complaint }, 400) : json(action(instructions.value))

const counts = (world: World) =>
  Object.fromEntries(
    Catalog.resources.flatMap(({ key, product, type }) => {
      const count = world.count(key)
      // those of People are known by their types alone, too
      return product === "people" ? [[key, count] as const, [type, count] as const] : [[key, count] as const]
    })
  )

/** Every row as a list without `include` shows it, by id: a JSON array, or lines of JSON with `?format=ndjson`. */
const records = (world: World, url: URL, type: string): Reply => {
  const resource = Catalog.find(type)
  if (resource === undefined) {
    const known = Catalog.resources.map((each) => each.key).join(", ")
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
  const { slots, table } = world.view(resource.key)
  for (const slot of slots) {
    const row = table.row(slot)
    yield before + Render.listRow(context, row, Render.instanceUrl(world, origin, row))
    before = lines ? "\n" : ","
  }
  yield lines ? "\n" : before === "[" ? "[]" : "]"
}
