/**
 * One page of requests, and what is answered to it: asked in the same words wherever `fetch` is.
 */
import type * as Handler from "../../src/Handler.ts"
import { church } from "../Asking.ts"

/** What was answered to one request, without what only the transport says. */
export interface Answered {
  readonly asked: string
  readonly status: number
  readonly headers: { readonly [name: string]: string }
  readonly body: string
}

/** The same church each time it is asked for, with a clock that stands still. */
export const mock = (): Handler.Handler =>
  church(120, { clock: () => Date.UTC(2026, 0, 2), credentials: [{ appId: "app", secret: "secret" }] }).handler

interface Ask {
  readonly path: string
  readonly method?: string
  readonly body?: unknown
  readonly headers?: { readonly [name: string]: string }
}

const made = (attributes: { readonly [name: string]: unknown }) => ({ data: { attributes } })

const asks = ({ oauth, world }: Handler.Handler): ReadonlyArray<Ask> => {
  const [first, second] = world.rows("Person").map(({ id }) => id)
  const [email] = world.rows("Email").map(({ id }) => id)
  const [card] = world.rows("WorkflowCard")
  const grant = oauth.tokens.issue({ clientId: "planner", scope: "people", user: "7" })
  return [
    { path: "/people/v2/people" },
    { path: "/people/v2/people?per_page=7&offset=14" },
    { path: "/people/v2/people?per_page=100&include=emails,phone_numbers,households.people" },
    { path: "/people/v2/people?order=-updated_at&where[updated_at][gte]=2020-01-01T00:00:00Z" },
    { path: "/people/v2/people?where[last_name]=%E6%9D%8E&fields[Person]=name,last_name" },
    { path: "/people/v2/people?per_page=0" },
    { path: "/people/v2/people?where[nobody_knows]=1&include=nothing&order=nowhere" },
    { path: "/people/v2/people?where[grade]=abc" },
    { path: `/people/v2/people/${first}` },
    { path: `/people/v2/emails/${email}/person` },
    { path: "/giving/v2/donations?include=designations,labels&per_page=50" },
    { path: "/services/v2/songs?offset=5" },
    { path: "/groups/v2/groups?include=group_type,location" },
    { path: "/current/v2/me?include=organization" },
    { path: "/people/v2/people/424242" },
    { path: "/nowhere" },
    { path: "/people/v2/people", headers: { "x-pco-api-version": "2018-08-01" } },
    { path: "/people/v2/people", headers: { "x-pco-api-version": "2001-01-01" } },
    { path: "/people/v2/people", method: "POST", body: made({ first_name: "Zoë 🎸", last_name: "李" }) },
    { path: "/people/v2/people", method: "POST", body: made({ first_name: "" }) },
    { path: "/people/v2/people", method: "POST", body: "{" },
    { path: `/people/v2/people/${second}`, method: "PATCH", body: made({ nickname: "Pip" }) },
    { path: `/people/v2/people/${second}` },
    {
      path: `/people/v2/people/${card?.relationships.person?.id}/workflow_cards/${card?.id}/snooze`,
      method: "POST",
      body: made({ duration: 2 })
    },
    { path: `/people/v2/people/${first}`, method: "DELETE" },
    { path: `/people/v2/people/${first}` },
    { path: `/people/v2/people/${second}`, method: "PUT", body: {} },
    { path: "/people/v2/people", headers: { authorization: "Basic bm9ib2R5OmtpbmQ=" } },
    {
      path: "/oauth/token",
      method: "POST",
      body: { grant_type: "refresh_token", refresh_token: grant.refreshToken, client_id: "planner" }
    },
    {
      path: "/oauth/token",
      method: "POST",
      body: { grant_type: "refresh_token", refresh_token: "nobody's", client_id: "planner" }
    }
  ]
}

// `app:secret`; base64 by hand, since browsers have no Buffer
const authorization = "Basic YXBwOnNlY3JldA=="

/** Spoken by the connection, not by Planning Center. */
const ofTransport: ReadonlySet<string> = new Set(["connection", "content-length", "date", "keep-alive"])

/** Asks for the whole page, one request after the other. The mock is the one that answers at the origin. */
export const askAll = async (mock: Handler.Handler, origin: string): Promise<ReadonlyArray<Answered>> => {
  const answered: Array<Answered> = []
  for (const { body, headers, method = "GET", path } of asks(mock)) {
    const response = await fetch(`${origin}${path}`, {
      method,
      headers: { authorization, "content-type": "application/json", "user-agent": "test", ...headers },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) })
    })
    answered.push({
      asked: `${method} ${path}`,
      status: response.status,
      headers: Object.fromEntries([...response.headers].filter(([name]) => !ofTransport.has(name))),
      body: await response.text()
    })
  }
  return answered
}
