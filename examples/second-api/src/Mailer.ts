/** A mailing service, unlike Planning Center: no JSON:API, cursors and `Link` headers, numbers for ids and for times. */
import type { Api, Query } from "@openfaith/client-core"
import { Attribute, Document, Endpoint, Instant, Pagination, Resource } from "@openfaith/client-core"
import { Duration, Either, Schema } from "effect"

const Audience = Resource.make("mail", "audience", {
  attributes: { name: Schema.NonEmptyString, created: Attribute.epoch }
})

const Subscriber = Resource.make("mail", "subscriber", {
  attributes: { email: Schema.NonEmptyString, name: Attribute.string, modified: Attribute.epoch },
  // no subscriber without an audience, so audiences come first
  relationships: { audience: { to: "mail.audience", required: true } },
  changedAt: "modified"
})

const perPage = { default: 20, max: 50 }

export const readables = [
  {
    resource: Audience,
    // nothing to filter or sort by: each time all of them are read, and compared
    list: Endpoint.list("/v3/audiences", Audience, { perPage }),
    get: Endpoint.get("/v3/audiences/{id}", Audience)
  },
  {
    resource: Subscriber,
    // can be asked for what changed, in no order of that
    list: Endpoint.list("/v3/subscribers", Subscriber, {
      where: { modified: { type: "instant", operators: ["gte"] } },
      perPage
    }),
    get: Endpoint.get("/v3/subscribers/{id}", Subscriber)
  }
]

/** `{ "kind": "subscriber", "id": 7, "audience_id": 2, "email": "ada@example.org", "modified": 1764255600 }` */
const Thing = Schema.Struct({ kind: Schema.String, id: Schema.Int, audience_id: Schema.optional(Schema.Int) })
const isThing = Schema.is(Thing)

/** Audiences come as `{ "items": [...], "next": "aGk" }`, subscribers as a bare list. */
const isThings = Schema.is(Schema.Array(Thing))
const isPage = Schema.is(Schema.Struct({ items: Schema.Array(Thing) }))

/** `{ "message": "no such audience" }` */
const isComplaint = Schema.is(Schema.Struct({ message: Schema.String }))

const item = (thing: typeof Thing.Type): Document.Item => ({
  type: thing.kind,
  id: String(thing.id),
  attributes: thing,
  relationships:
    thing.audience_id === undefined ? {} : { audience: { type: "audience", id: String(thing.audience_id) } },
  raw: thing
})

const envelope: Document.Envelope = {
  document: (body) => {
    if (isThings(body)) return Either.right(Document.list(body.map(item)))
    if (isPage(body)) return Either.right(Document.list(body.items.map(item)))
    return isThing(body) ? Either.right(Document.one(item(body))) : Either.left("neither things nor a thing")
  },
  item: (raw) => (isThing(raw) ? Either.right(item(raw)) : Either.left("no thing")),
  problems: (body) => (isComplaint(body) ? [{ field: undefined, code: undefined, detail: body.message }] : []),
  body: ({ attributes }) => attributes
}

/** `modified_since=1764255600&limit=50`; there is no way to ask for a page by its number. */
const encodeQuery = ({ perPage, where: { modified } = {} }: Query.Query) => {
  const from = typeof modified === "object" ? Instant.parse(modified.gte) : undefined
  return [
    ...(from === undefined ? [] : [["modified_since", String(Instant.toEpochMillis(from) / 1000)] as const]),
    ...(perPage === undefined ? [] : [["limit", String(perPage)] as const])
  ]
}

export const api: Api.Api = {
  name: "Mailer",
  origin: "https://api.mailer.example",
  envelope,
  encodeQuery,
  pagination: Pagination.firstOf(Pagination.linkHeader(), Pagination.cursor({ parameter: "cursor", read: "next" })),
  quota: { assumed: { limit: 1_000, window: Duration.minutes(1) }, observe: () => undefined },
  headers: () => ({ accept: "application/json" }),
  requestIdHeader: "x-request-id"
}
