/** Where records come from: the port a sync reads through, and the layer over a client's connection. */
import type { Api, Document } from "@openfaith/client-core"
import { Client, ClientError, Connection, type Endpoint, Instant, type Query, Resource } from "@openfaith/client-core"
import type { Definitions } from "@openfaith/graph-planner"
import * as Context from "effect/Context"
import * as Data from "effect/Data"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as ParseResult from "effect/ParseResult"
import type { Ask, Row, Seen } from "./Cursor.ts"
import type { Reading } from "./internal/reading/reading.ts"
import * as Watermark from "./internal/reading/watermark.ts"
import { spanned } from "./internal/running/spanned.ts"
import * as SourceRecord from "./SourceRecord.ts"

export { fromTask, isFan, Reading } from "./internal/reading/reading.ts"

/**
 * What of one resource came along with a page of another.
 *
 * @since 0.1.0
 * @category models
 */
export interface SideLoaded {
  readonly resource: string
  readonly records: ReadonlyArray<SourceRecord.SourceRecord>
  /** Whether everything the page's records point at is among them. */
  readonly complete: boolean
}

/**
 * What is on a page.
 *
 * @since 0.1.0
 * @category models
 */
export interface Contents {
  readonly records: ReadonlyArray<SourceRecord.SourceRecord>
  readonly rejected: ReadonlyArray<SourceRecord.RejectedRecord>
  readonly sideLoaded: ReadonlyArray<SideLoaded>
}

/**
 * One page of a listing.
 *
 * @since 0.1.0
 * @category models
 */
export interface SourcePage extends Seen {
  /** Taken apart when they are asked for: most of the work on a page, while the next may be on its way already. */
  readonly contents: Effect.Effect<Contents>
  /** The most records a page of this listing holds. */
  readonly pageSize: number
  /** The account that answered, where the API says. */
  readonly account?: string | undefined
}

/**
 * What one small request tells of a listing.
 *
 * @since 0.1.0
 * @category models
 */
export interface Probe {
  readonly total: number | undefined
  /** The latest change anywhere in the listing, where it can be asked for; never after the source's own time. */
  readonly latest: Instant.Instant | undefined
  /** The account that answered, where the API says. */
  readonly account?: string | undefined
}

/**
 * The result of asking for one record by its id.
 *
 * - `There`: the API answered with this record, and it decodes.
 * - `Rejected`: the API answered with this record, and it does not decode.
 * - `Gone`: the API's own document says that there is no such record.
 * - `Merged`: the API answered with another record in its place, by itself or after a redirect. The id that was asked for is
 *   gone, and the other record, its survivor, was read: `records` has it, or `rejected` if it does not decode.
 * - `Cannot`: nothing was asked, because the API has no such request or the ids in its path are not known.
 *
 * Any other answer (a web page, an empty body, `"data": null`, a redirect elsewhere) is a failure of the read. It says nothing
 * about the record.
 *
 * @since 0.1.0
 * @category models
 */
export type Found = Data.TaggedEnum<{
  There: { readonly record: SourceRecord.SourceRecord; readonly account?: string | undefined }
  Rejected: { readonly rejected: SourceRecord.RejectedRecord }
  Gone: Record<never, never>
  Merged: {
    readonly records: ReadonlyArray<SourceRecord.SourceRecord>
    readonly rejected: ReadonlyArray<SourceRecord.RejectedRecord>
    readonly account?: string | undefined
  }
  Cannot: Record<never, never>
}>

/** @since 0.1.0 */
export const Found = Data.taggedEnum<Found>()

/**
 * Where records come from.
 *
 * @since 0.1.0
 * @category tags
 */
export class Source extends Context.Tag("@openfaith/sync-engine/Source")<
  Source,
  {
    /** Names the account the records are of. */
    readonly connection: string
    /** How a listing stands right now; nothing is asked of a resource that has no listing of its own. */
    readonly probe: (resource: string) => Effect.Effect<Probe, ClientError.ClientError>
    /** The most records that a page of a listing holds; 1 where it is no listing. */
    readonly pageSize: (reading: Reading) => number
    /** One page, and what rides on it. */
    readonly page: (reading: Reading, ask: Ask) => Effect.Effect<SourcePage, ClientError.ClientError>
    /** Whether a record can be asked for by its id: the API has such a request, and what its path leads past is known. */
    readonly isAddressable: (resource: string, place: SourceRecord.Place) => boolean
    /** One record by its id. */
    readonly find: (resource: string, place: SourceRecord.Place) => Effect.Effect<Found, ClientError.ClientError>
    /** Takes a body that was kept apart again, as its page was; or says in words why it is nothing of this API. */
    readonly open: (body: string) => Either.Either<Document.Item, string>
    /** A body that was kept, by today's description of its resource: nothing is asked. */
    readonly reread: (
      resource: string,
      body: string
    ) => Effect.Effect<Either.Either<SourceRecord.SourceRecord, string>, ClientError.ClientError>
  }
>() {}

const references = (value: Document.Item["relationships"][string] | undefined): ReadonlyArray<Document.Reference> => {
  if (value === undefined || value === null) return []
  return "id" in value ? [value] : value
}

/** What is wrong, attribute by attribute, without the description of all that would be right. */
const complaint = (error: ParseResult.ParseError): string =>
  ParseResult.ArrayFormatter.formatErrorSync(error)
    .map(({ message, path }) => `${path.join(".")}: ${message}`)
    .join("; ")

/** Writing recurses, and what was refused for its depth is deeper than the stack. */
const print = (raw: unknown): string =>
  Either.getOrElse(
    Either.try(() => JSON.stringify(raw)),
    () => JSON.stringify("nested too deep to be kept")
  )

/** A member of an answer, in its place: a thing, or what is none. */
interface Member {
  readonly item: Document.Item | undefined
  readonly raw: unknown
  /** Why it is no thing that could be named. */
  readonly problem: string | undefined
}

/** Every member in a place, in their order. */
const membersOf = ({ malformed = [], ...document }: Document.Document, place: Document.Malformed["place"]) => {
  const members = document[place].map((item): Member => ({ item, raw: item.raw, problem: undefined }))
  // in the order of their places, so that each is put where it was
  for (const { index, problem, raw } of malformed.filter((one) => one.place === place)) {
    members.splice(index, 0, { item: undefined, raw, problem })
  }
  return members
}

/** What a member is called: what cannot be stored under its own id has a name in quarantine. */
const nameOf = ({ item, raw }: Member): string => {
  // what shares an empty id has nothing else in common
  if (item === undefined || item.id === "") return SourceRecord.nameOfBody(print(raw))
  return SourceRecord.idProblem(item.id) === undefined ? item.id : SourceRecord.nameOfId(item.id)
}

/** Why a member cannot be stored as a record. */
const issueOf = (resource: Resource.Any, { item, problem }: Member): string | undefined => {
  if (item === undefined) return problem ?? "it is no record"
  if (item.type !== resource.type) return `expected type ${resource.type}, got ${item.type}`
  const nameless = SourceRecord.idProblem(item.id)
  if (nameless !== undefined) return nameless
  const decoded = resource.decode(item)
  return Either.isLeft(decoded) ? complaint(decoded.left) : undefined
}

/** Records that decode, and the others. `above` is what led to each; `texts` are the members to the letter, where known. */
const sift = (
  resource: Resource.Any,
  members: ReadonlyArray<Member>,
  above: (item: Document.Item) => SourceRecord.Above,
  {
    includes = [],
    now,
    texts
  }: {
    readonly includes?: ReadonlyArray<string>
    readonly now?: Instant.Instant | undefined
    readonly texts?: ReadonlyArray<string> | undefined
  }
) => {
  const records: Array<SourceRecord.SourceRecord> = []
  const rejected: Array<SourceRecord.RejectedRecord> = []
  for (const [index, member] of members.entries()) {
    const { item, raw } = member
    const text = texts?.[index]
    const issue = issueOf(resource, member)
    if (issue === undefined && item !== undefined) {
      records.push(SourceRecord.fromItem(resource, item, { includes, above: above(item), now, text }))
    } else {
      const body = text ?? print(raw)
      rejected.push({ resource: resource.key, id: nameOf(member), body, issue: issue ?? "it is no record" })
    }
  }
  return { records, rejected }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** The type a member says it is of, be it a record or not. */
const typeOf = ({ item, raw }: Member): unknown => item?.type ?? (isObject(raw) ? raw.type : undefined)

/**
 * The rows of a page. A member that is no record stands where the one before it does, unless it says otherwise: it must not
 * pass for a listing without order.
 */
const rowsOf = (members: ReadonlyArray<Member>, resource: Resource.Any, ask: Ask): ReadonlyArray<Row> => {
  const by = ask.by ?? resource.changedAt
  let before = ask.from
  return members.map((member) => {
    const { item, raw } = member
    const attributes = isObject(raw) && isObject(raw.attributes) ? raw.attributes : {}
    const told =
      by === undefined
        ? undefined
        : resource.moment(item ?? { type: "", id: "", attributes, relationships: {}, raw }, by)
    const at = item === undefined && by !== undefined ? (told ?? before) : told
    before = at ?? before
    return { id: nameOf(member), at }
  })
}

/** The members to the letter, where the API's envelope tells and finds as many. */
const textsOf = (
  { envelope }: Api.Api,
  text: string,
  members: { readonly items: ReadonlyArray<Member>; readonly included: ReadonlyArray<Member> }
) => {
  const texts = envelope.texts?.(text)
  const isWhole =
    texts?.items.length === members.items.length &&
    (members.included.length === 0 || texts.included.length === members.included.length)
  return isWhole ? texts : undefined
}

/** What is known of reading an API, by the names that plans and stores use. */
const index = ({ nested = [], readables, singles = [] }: Definitions.Definitions) => {
  const routes = nested.flatMap((one) => one.routes)
  const lists = [...readables.map(({ list }) => list), ...singles, ...routes.map(({ list }) => list)]
  const all = [...readables, ...nested, ...singles.map(({ resource }) => ({ resource, get: undefined }))]
  return {
    endpoints: new Map(lists.map((endpoint) => [endpoint.name, endpoint])),
    resources: new Map(all.map(({ get, resource }) => [resource.key, { resource, get }])),
    listings: new Map(readables.map(({ list, resource }) => [resource.key, list])),
    several: [...readables, ...nested].map(({ resource }) => resource),
    /** The resources past whose records each is asked for. */
    parents: new Map(nested.map((one) => [one.resource.key, new Set(one.routes.map(({ parent }) => parent))]))
  }
}

/** What a path asks for, from the ids that are known; the name of the first that is not. */
const pathOf = (
  { below }: Endpoint.AnyList | Endpoint.AnyGet,
  ids: SourceRecord.Above
): Either.Either<Readonly<Record<string, string>>, string> => {
  const path: Record<string, string> = {}
  for (const [name, key] of Object.entries(below)) {
    const id = ids[key]
    if (id === undefined || SourceRecord.idProblem(id) !== undefined) return Either.left(name)
    path[name] = id
  }
  return Either.right(path)
}

const only = (ids: SourceRecord.Above, { below }: Endpoint.AnyList | Endpoint.AnyGet): SourceRecord.Above =>
  Object.fromEntries(Object.values(below).flatMap((key) => (ids[key] === undefined ? [] : [[key, ids[key]]])))

/** Whether a listing can be asked to begin at a record: an API that cannot has no parameter for it. */
const seeks = ({ encodeQuery }: Api.Api): boolean => encodeQuery({ offset: 1 }).length > encodeQuery({}).length

/** The source's own time when it answered; without a `Date` header, this machine's. */
const timeOf = ({ headers }: Pick<Connection.Answered, "headers">) =>
  Effect.map(DateTime.now, (here) => {
    const there = headers.date === undefined ? Option.none() : DateTime.make(headers.date)
    // a year that no text of ours can hold is no time of a server
    const told = Option.map(there, (time) => Instant.parse(`${DateTime.formatIso(time).slice(0, 19)}Z`))
    return Option.getOrUndefined(told) ?? Instant.fromDateTime(here)
  })

/** What stands where a link is not known any more: some live for minutes, and a run may sleep for hours. */
const nowhere: Document.Document = { items: [], included: [], next: undefined, total: undefined }

const make = (definitions: Definitions.Definitions) =>
  Effect.gen(function* () {
    const connection = yield* Connection.Connection
    const byLinks = !seeks(connection.api)
    const { endpoints, listings, parents, resources, several } = index(definitions)

    const invalid = (endpoint: string, field: string, problem: string) =>
      new ClientError.InvalidRequest({ endpoint, field, problem })

    /** The resource of the same product with this type of the API, if an account may have several of it. */
    const mergeable = ({ product }: Resource.Any, type: string): Resource.Any | undefined =>
      several.find((resource) => resource.product === product && resource.type === type)

    const described = <A>(all: ReadonlyMap<string, A>, name: string) =>
      Effect.mapError(Effect.fromNullable(all.get(name)), () =>
        invalid(name, "resource", "this is not described any more; describe it again, or cancel the run that reads it")
      )

    const read = (
      endpoint: Endpoint.AnyList | Endpoint.AnyGet,
      input: { path?: Readonly<Record<string, string>>; query?: Query.Query }
    ) =>
      Effect.flatMap(Client.address(connection.api, endpoint, input), (address) => connection.read(endpoint, address))

    const probe = Effect.fn("Source.probe")(function* (key: string) {
      const { resource } = yield* described(resources, key)
      const list = listings.get(key)
      if (list === undefined) return { total: undefined, latest: undefined }
      const { changedAt } = resource
      const ordered = changedAt !== undefined && list.capabilities.order?.includes(changedAt) === true
      const query = { perPage: 1, ...(ordered ? { order: [`-${changedAt}`] } : {}) }
      const answered = yield* read(list, { query })
      const { account, items, total } = answered.document
      const [first] = items
      const latest = ordered && first !== undefined ? Resource.changedAt(resource, first) : undefined
      return { total, latest: Watermark.plausible(latest, yield* timeOf(answered)), account }
    })

    /**
     * Everything the items point at by an include is there. Where not one item so much as names the include, the API
     * ignored it.
     */
    const isComplete = (items: ReadonlyArray<Document.Item>, include: string, there: ReadonlySet<string>) =>
      items.length === 0 ||
      (items.some(({ relationships }) => relationships[include] !== undefined) &&
        items.every(({ relationships }) => references(relationships[include]).every(({ id }) => there.has(id))))

    /** What a path leads past: the parent, and what that hangs below. */
    const leading = ({ parent, route }: Reading, endpoint: Endpoint.AnyList | Endpoint.AnyGet) => {
      const ids = parent === null || route.below === null ? {} : { ...parent.above, [route.below]: parent.id }
      return Either.match(pathOf(endpoint, ids), {
        onLeft: (name) =>
          Effect.fail(
            invalid(
              endpoint.name,
              name,
              `nothing that is stored of ${route.below} ${parent?.id} says which ${endpoint.below[name]} it belongs to; read ${route.below} again`
            )
          ),
        onRight: (path) => Effect.succeed({ path, above: only(ids, endpoint) })
      })
    }

    const queryOf = (
      endpoint: Endpoint.AnyList | Endpoint.AnyGet,
      includes: ReadonlyArray<string>,
      { by, from, offset, order, size }: Ask
    ): Query.Query =>
      endpoint._tag === "Get"
        ? { include: includes }
        : {
            perPage: Math.min(endpoint.capabilities.perPage.max, size ?? Number.POSITIVE_INFINITY),
            offset,
            include: includes,
            ...(order === undefined ? {} : { order: [order] }),
            ...(by === undefined || from === undefined ? {} : { where: { [by]: { gte: from } } })
          }

    const pageSize = ({ route }: Reading): number => {
      const endpoint = endpoints.get(route.endpoint)
      return endpoint?._tag === "List" ? endpoint.capabilities.perPage.max : 1
    }

    /** Where in its listing a link leads, if the API counts. */
    const positionOf = (link: string): number | undefined =>
      URL.canParse(link, connection.api.origin)
        ? connection.api.pagination.position(new URL(link, connection.api.origin))
        : undefined

    /** A page at a link; where the API will not have it any more, nothing but that. */
    const followed = (endpoint: Endpoint.AnyList | Endpoint.AnyGet, link: string) =>
      connection.read(endpoint, link).pipe(
        Effect.map((answered) => ({ ...answered, lost: false })),
        Effect.catchTag("NotFound", "ValidationFailed", "Rejected", "Conflict", () =>
          Effect.succeed({ document: nowhere, next: undefined, headers: {}, text: "", lost: true })
        )
      )

    const page = Effect.fnUntraced(function* (reading: Reading, ask: Ask) {
      const { resource } = yield* described(resources, reading.resource)
      const endpoint = yield* described(endpoints, reading.route.endpoint)
      const { above, path } = yield* leading(reading, endpoint)
      const includes = reading.sideLoads.map(({ include }) => include)
      const first = Effect.map(read(endpoint, { path, query: queryOf(endpoint, includes, ask) }), (answered) => ({
        ...answered,
        lost: false
      }))
      const answered = yield* ask.link === undefined ? first : followed(endpoint, ask.link)
      const { document, lost, next, text } = answered
      const { items } = document
      const members = membersOf(document, "items")
      const now = yield* timeOf(answered)
      const children = yield* Effect.forEach(reading.sideLoads, ({ include, resource: key }) =>
        Effect.map(described(resources, key), ({ resource }) => ({ include, child: resource }))
      )
      const contents = Effect.sync((): Contents => {
        const sentAlong = membersOf(document, "included")
        const texts = textsOf(connection.api, text, { items: members, included: sentAlong })
        const own = sift(resource, members, () => above, {
          includes: includes.filter((include) => !(include in resource.relationships)),
          now,
          texts: texts?.items
        })
        const rejected = [...own.rejected]
        const sideLoaded: Array<SideLoaded> = []
        for (const { child, include } of children) {
          const included = sentAlong.flatMap((member, index) =>
            typeOf(member) === child.type ? [{ ...member, text: texts?.included[index] }] : []
          )
          const there = included.flatMap(({ item }) =>
            item === undefined || SourceRecord.idProblem(item.id) !== undefined ? [] : [item.id]
          )
          const owners = new Map(
            parents.get(child.key)?.has(resource.key) === true
              ? items.flatMap(({ id, relationships }) => references(relationships[include]).map((one) => [one.id, id]))
              : []
          )
          const ownerOf = ({ id }: Document.Item): SourceRecord.Above => {
            const owner = owners.get(id)
            return owner === undefined ? {} : { ...above, [resource.key]: owner }
          }
          const sifted = sift(child, included, ownerOf, {
            now,
            texts: texts === undefined ? undefined : included.map((one) => one.text ?? "")
          })
          rejected.push(...sifted.rejected)
          const complete = isComplete(items, include, new Set(there))
          sideLoaded.push({ resource: child.key, records: sifted.records, complete })
        }
        return { records: own.records, rejected, sideLoaded }
      })
      const result: SourcePage = {
        rows: rowsOf(members, resource, ask),
        contents,
        more: next !== undefined,
        onward: next === undefined ? undefined : positionOf(next),
        total: document.total,
        now,
        account: document.account,
        ...(byLinks ? { links: { next }, lost } : {}),
        pageSize: pageSize(reading)
      }
      return result
    }, spanned("Source.page"))

    /** The answer to the question for one record says nothing about it; asking again will not help. */
    const saysNothing = (endpoint: string, { requestId, status }: Connection.Answered, problem: string) =>
      new ClientError.UnexpectedBody({ endpoint, status, requestId, problem, body: "", remedy: "none" })

    const find = Effect.fn("Source.find")(function* (key: string, place: SourceRecord.Place) {
      const { get, resource } = yield* described(resources, key)
      const path = get === undefined ? Either.left("id") : pathOf(get, place.above)
      const isNameless = SourceRecord.idProblem(place.id) !== undefined
      if (get === undefined || Either.isLeft(path) || isNameless) return Found.Cannot()
      const answered = yield* read(get, { path: { ...path.right, id: place.id } }).pipe(
        Effect.asSome,
        Effect.catchTag("NotFound", (error) => (error.confirmed ? Effect.succeedNone : Effect.fail(error)))
      )
      if (Option.isNone(answered)) return Found.Gone()
      const { document, text } = answered.value
      const members = membersOf(document, "items").slice(0, 1)
      const [member] = members
      if (member === undefined) return yield* saysNothing(get.name, answered.value, "no record is in it")
      const { item } = member
      const texts = textsOf(connection.api, text, { items: members, included: [] })?.items
      const now = yield* timeOf(answered.value)
      const isSame = item === undefined || (item.id === place.id && item.type === resource.type)
      // what there is one of cannot be what a record was merged into: an API may lead to it from anywhere
      const shown = isSame || item.type === resource.type ? resource : mergeable(resource, item.type)
      if (shown === undefined) {
        return yield* saysNothing(get.name, answered.value, "another record is in it, of a type that is not described")
      }
      const above = () => (shown === resource ? only(place.above, get) : {})
      const { records, rejected } = sift(shown, members, above, { now, texts })
      if (!isSame) return Found.Merged({ records, rejected, account: document.account })
      const [[record], [bad]] = [records, rejected]
      if (record !== undefined) return Found.There({ record, account: document.account })
      return bad === undefined ? Found.Cannot() : Found.Rejected({ rejected: { ...bad, id: place.id } })
    })

    const open = (body: string) =>
      Either.flatMap(
        Either.try({ try: (): unknown => JSON.parse(body), catch: () => "the body that is kept is no JSON" }),
        connection.api.envelope.item
      )

    const reread = Effect.fn("Source.reread")(function* (key: string, body: string) {
      const { resource } = yield* described(resources, key)
      return Either.flatMap(open(body), (item) => {
        const member: Member = { item, raw: item.raw, problem: undefined }
        const { records, rejected } = sift(resource, [member], () => ({}), { texts: [body] })
        return Either.fromNullable(records[0], () => rejected[0]?.issue ?? "it is none")
      })
    })

    const isAddressable = (key: string, { above, id }: SourceRecord.Place) => {
      const get = resources.get(key)?.get
      return get !== undefined && Either.isRight(pathOf(get, above)) && SourceRecord.idProblem(id) === undefined
    }

    return Source.of({ connection: connection.id, probe, page, pageSize, isAddressable, find, open, reread })
  })

/**
 * Reads through a client's connection, by the endpoints the resources are described with.
 *
 * @since 0.1.0
 * @category layers
 */
export const layerClient = (definitions: Definitions.Definitions): Layer.Layer<Source, never, Connection.Connection> =>
  Layer.effect(Source, make(definitions))
