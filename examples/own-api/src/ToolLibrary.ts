/** An API of one's own: a library that lends tools. It is not JSON:API. */
import { type Api, Document, type ErrorRule, Pagination, type Query, type Quota } from "@openfaith/client-core"
import { Duration, Either, Schema } from "effect"

// #region envelope
/** `{ "object": "tool", "id": 7, "name": "Spade" }` */
const Thing = Schema.Struct({ object: Schema.String, id: Schema.Int })
const isThing = Schema.is(Thing)

/** `{ "object": "list", "data": [...], "total": 120, "next_cursor": "NTA" }` */
const isList = Schema.is(
  Schema.Struct({ object: Schema.Literal("list"), data: Schema.Array(Thing), total: Schema.optional(Schema.Int) })
)

/** `{ "error": { "code": "name_taken", "message": "...", "param": "name" } }` */
const isComplaint = Schema.is(
  Schema.Struct({
    error: Schema.Struct({ code: Schema.String, message: Schema.String, param: Schema.optional(Schema.String) })
  })
)

const item = (thing: typeof Thing.Type): Document.Item => ({
  type: thing.object,
  // ids are text to everybody else
  id: String(thing.id),
  attributes: thing,
  relationships: {},
  raw: thing
})

const envelope: Document.Envelope = {
  document: (body) => {
    if (isList(body)) return Either.right(Document.list(body.data.map(item), { total: body.total }))
    return isThing(body) ? Either.right(Document.one(item(body))) : Either.left("neither a list of things nor a thing")
  },
  item: (raw) => (isThing(raw) ? Either.right(item(raw)) : Either.left("no thing")),
  problems: (body) =>
    isComplaint(body) ? [{ field: body.error.param, code: body.error.code, detail: body.error.message }] : [],
  body: ({ attributes }) => attributes
}
// #endregion envelope

// #region query
/** `category=garden&sort=-name&limit=50`: of what a query can hold, the parts that our endpoints allow. */
const encodeQuery = ({ order = [], perPage, where = {} }: Query.Query) => [
  ...Object.entries(where).map(([name, value]) => [name, String(value)] as const),
  ...(order.length === 0 ? [] : [["sort", order.join(",")] as const]),
  ...(perPage === undefined ? [] : [["limit", String(perPage)] as const])
]
// #endregion query

// #region quota
const quota: Quota.Policy = {
  // until an answer says otherwise
  assumed: { limit: 60, window: Duration.minutes(1) },
  // every request counts towards the same sixty, but a search is refused from the fortieth on
  classes: { search: { limit: 40, window: Duration.minutes(1) } },
  costClass: (url) => (url.searchParams.has("name") ? "search" : "default"),
  observe: (headers) => {
    const limit = Number(headers["x-quota-limit"])
    const left = Number(headers["x-quota-left"])
    return Number.isNaN(limit - left) ? undefined : { limit, window: Duration.minutes(1), used: limit - left }
  }
}
// #endregion quota

// #region errors
const errors: ReadonlyArray<ErrorRule.ErrorRule> = [
  // a spent quota is refused with 403 here, which anywhere else means that the token does not reach this
  { status: 403, code: "quota_spent", error: "RateLimited" },
  // 400 stands for all that is wrong with a body, but this is no mistake in it
  { status: 400, code: "name_taken", error: "Conflict" },
  // it passes, so it is tried again
  { status: 409, code: "stocktaking", error: "Unavailable" }
]
// #endregion errors

// #region api
export const api: Api.Api = {
  name: "Tool Library",
  origin: "https://api.tools.example",
  envelope,
  encodeQuery,
  // the next page's address is this one's, with ?cursor=… set to what the body has
  pagination: Pagination.cursor({ parameter: "cursor", read: "next_cursor" }),
  quota,
  headers: () => ({ accept: "application/json", "user-agent": "tool-shed/1.0" }),
  requestIdHeader: "x-request-id",
  errors
}
// #endregion api
