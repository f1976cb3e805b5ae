/** The library's own server, on this machine: cursors, numeric ids, errors of its own making, a quota, and OAuth. */
import { createHash } from "node:crypto"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import { Effect } from "effect"

interface Tool {
  readonly object: "tool"
  readonly id: number
  readonly name: string
  readonly category: string | null
}

/** What happens to one request instead of an answer. */
export type Fault =
  | { readonly status: number; readonly body: unknown; readonly headers?: Readonly<Record<string, string>> }
  /** All is done as asked, and the connection is cut. */
  | "lose the answer"

export interface Asked {
  readonly method: string
  readonly address: string
  readonly authorization: string | undefined
}

const categories = ["garden", "wood", null]

const text = async (request: IncomingMessage) => {
  let body = ""
  for await (const chunk of request.setEncoding("utf8")) body += chunk
  return body
}

const complaint = (code: string, message: string, param?: string) => ({ error: { code, message, param } })

const library = (count: number) => {
  const tools: Array<Tool> = Array.from({ length: count }, (_, index) => ({
    object: "tool",
    id: index + 1,
    name: `Tool ${index + 1}`,
    category: categories[index % 3] ?? null
  }))
  const tokens = new Set(["shed-token", "barn-token"])
  const asked: Array<Asked> = []
  const faults: Array<Fault> = []
  const codes = new Map<string, string>()
  let issued = 0
  let left = 60

  const list = ({ searchParams }: URL) => {
    const found = tools.filter(
      ({ category, name }) =>
        category === (searchParams.get("category") ?? category) && name === (searchParams.get("name") ?? name)
    )
    const first = Number(Buffer.from(searchParams.get("cursor") ?? "", "base64url").toString())
    const next = first + Number(searchParams.get("limit") ?? 20)
    return {
      object: "list",
      data: found.slice(first, next),
      total: found.length,
      next_cursor: next < found.length ? Buffer.from(String(next)).toString("base64url") : null
    }
  }

  const create = ({ category = null, name }: Partial<Tool>): readonly [number, unknown] => {
    if (name === undefined) return [400, complaint("missing", "a tool needs a name", "name")]
    if (tools.some((tool) => tool.name === name)) {
      return [400, complaint("name_taken", "there is a tool of that name", "name")]
    }
    const tool: Tool = { object: "tool", id: tools.length + 1, name, category }
    tools.push(tool)
    return [201, tool]
  }

  const answer = (method: string, url: URL, body: unknown): readonly [number, unknown] => {
    const [, , , id, action] = url.pathname.split("/")
    // what the library's own form sends
    const given = (body ?? {}) as Partial<Tool>
    if (id === undefined) return method === "POST" ? create(given) : [200, list(url)]
    const index = tools.findIndex((tool) => tool.id === Number(id))
    const tool = tools[index]
    if (tool === undefined) return [404, complaint("not_found", "no such tool")]
    if (action === "lend" && tool.category === null) {
      return [422, complaint("not_lent", "this one stays here")]
    }
    if (method !== "DELETE") return [200, tool]
    tools.splice(index, 1)
    return [204, undefined]
  }

  const authorize = ({ searchParams }: URL, response: ServerResponse) => {
    const back = new URL(searchParams.get("redirect_uri") ?? "")
    back.searchParams.set("state", searchParams.get("state") ?? "")
    if (searchParams.get("scope") === "tools") {
      codes.set(`code-${++issued}`, searchParams.get("code_challenge") ?? "")
      back.searchParams.set("code", `code-${issued}`)
    }
    return response.writeHead(302, { location: back.href }).end()
  }

  const grant = (form: URLSearchParams): readonly [number, unknown] => {
    const code = form.get("code") ?? ""
    const challenge = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url")
    const isKnown = form.get("grant_type") === "refresh_token" || codes.get(code) === challenge
    codes.delete(code)
    if (!isKnown || form.get("client_secret") !== "between us") return [400, { error: "invalid_grant" }]
    const access = `access-${++issued}`
    tokens.add(access)
    return [200, { access_token: access, token_type: "Bearer", refresh_token: `refresh-${issued}`, expires_in: 3600 }]
  }

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? "/", "http://library")
    const { authorization } = request.headers
    const method = request.method ?? "GET"
    const say = ([status, body]: readonly [number, unknown], headers: Readonly<Record<string, string>> = {}) =>
      response
        .writeHead(status, { "content-type": "application/json", "x-request-id": `r-${asked.length}`, ...headers })
        .end(body === undefined ? undefined : JSON.stringify(body))
    const body = await text(request)
    if (url.pathname === "/oauth/authorize") return authorize(url, response)
    if (url.pathname === "/oauth/token") return say(grant(new URLSearchParams(body)))
    asked.push({ method, address: `${url.pathname}${url.search}`, authorization })
    left -= 1
    const quota = {
      "x-quota-limit": url.searchParams.has("name") ? "40" : "60",
      "x-quota-left": String(Math.max(0, left - (url.searchParams.has("name") ? 20 : 0)))
    }
    const fault = faults.shift()
    if (typeof fault === "object") return say([fault.status, fault.body], { ...quota, ...fault.headers })
    if (!tokens.has((authorization ?? "").replace("Bearer ", ""))) {
      return say([401, complaint("unknown_token", "who are you?")], quota)
    }
    const answered = answer(method, url, body === "" ? undefined : JSON.parse(body))
    return fault === "lose the answer" ? request.socket.destroy() : say(answered, quota)
  }

  return { asked, faults, handle, tokens, tools }
}

/** A library for the scope of a test. */
export const serve = (count = 7) =>
  Effect.acquireRelease(
    Effect.async<ReturnType<typeof library> & { readonly origin: string; readonly close: () => void }>((resume) => {
      const control = library(count)
      const server = createServer((request, response) => void control.handle(request, response))
      server.listen(0, "127.0.0.1", () => {
        const address = server.address()
        const port = typeof address === "object" && address !== null ? address.port : 0
        const close = () => {
          server.closeAllConnections()
          server.close()
        }
        resume(Effect.succeed({ ...control, close, origin: `http://127.0.0.1:${port}` }))
      })
    }),
    ({ close }) => Effect.sync(close)
  )

export type ToolServer = Effect.Effect.Success<ReturnType<typeof serve>>
