/** Where records come from: the port a sync reads through, and the layer over a client's connection. */
import type { Document } from "@openfaith/client-core"
import { Client, ClientError, Connection, type Endpoint, Instant, type Query, Resource } from "@openfaith/client-core"
import type { Task } from "@openfaith/graph-planner"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as ParseResult from "effect/ParseResult"
import type { Ask, Row } from "./Cursor.ts"
import * as SourceRecord from "./SourceRecord.ts"

/** What of one resource came along with a page of another. */
export interface SideLoaded {
  readonly resource: string
  readonly records: ReadonlyArray<SourceRecord.SourceRecord>
  /** Whether everything the page's records point at is among them. */
  readonly complete: boolean
}

/**
 * One page of a listing.
 *
 * @since 0.1.0
 * @category models
 */
export interface SourcePage {
  readonly rows: ReadonlyArray<Row>
  readonly records: ReadonlyArray<SourceRecord.SourceRecord>
  readonly rejected: ReadonlyArray<SourceRecord.RejectedRecord>
  readonly sideLoaded: ReadonlyArray<SideLoaded>
  readonly more: boolean
  readonly total: number | undefined
  /** The most records a page of this listing holds. */
  readonly pageSize: number
}

/** What one small request tells of a listing. */
export interface Probe {
  readonly total: number | undefined
  /** The latest change anywhere in the listing, where it can be asked for. */
  readonly latest: Instant.Instant | undefined
}

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
    /** How a listing stands right now. */
    readonly probe: (resource: string) => Effect.Effect<Probe, ClientError.ClientError>
    /** One page, and what rides on it. */
    readonly page: (task: Task.Task, ask: Ask) => Effect.Effect<SourcePage, ClientError.ClientError>
    /** One record by its id; none where the API says there is no such thing. */
    readonly find: (
      resource: string,
      id: string
    ) => Effect.Effect<Option.Option<SourceRecord.SourceRecord>, ClientError.ClientError>
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

/** Records that decode, and the others. */
const sift = (resource: Resource.Any, items: ReadonlyArray<Document.Item>, includes: ReadonlyArray<string>) => {
  const records: Array<SourceRecord.SourceRecord> = []
  const rejected: Array<SourceRecord.RejectedRecord> = []
  for (const item of items) {
    const decoded = item.type === resource.type ? resource.decode(item) : undefined
    if (decoded !== undefined && Either.isRight(decoded)) {
      records.push(SourceRecord.fromItem(resource, item, includes))
    } else {
      const issue = decoded === undefined ? `expected type ${resource.type}, got ${item.type}` : complaint(decoded.left)
      rejected.push({ resource: resource.key, id: item.id, body: print(item.raw), issue })
    }
  }
  return { records, rejected }
}

const make = (readables: ReadonlyArray<Endpoint.Readable>) =>
  Effect.gen(function* () {
    const connection = yield* Connection.Connection
    const byKey = new Map(readables.map((readable) => [readable.resource.key, readable]))

    const lookup = (key: string) => {
      const readable = byKey.get(key)
      return readable === undefined
        ? Effect.fail(
            new ClientError.InvalidRequest({
              endpoint: key,
              field: "resource",
              problem: "this resource is not described any more; describe it again, or cancel the run that reads it"
            })
          )
        : Effect.succeed(readable)
    }

    const read = (
      endpoint: Endpoint.AnyList | Endpoint.AnyGet,
      input: { path?: Readonly<Record<string, string>>; query?: Query.Query }
    ) =>
      Effect.flatMap(Client.address(connection.api, endpoint, input), (address) => connection.read(endpoint, address))

    const probe = Effect.fn("Source.probe")(function* (key: string) {
      const { list, resource } = yield* lookup(key)
      const { changedAt } = resource
      const ordered = changedAt !== undefined && list.capabilities.order?.includes(changedAt) === true
      const query = { perPage: 1, ...(ordered ? { order: [`-${changedAt}`] } : {}) }
      const { document } = yield* read(list, { query })
      const [first] = document.items
      return {
        total: document.total,
        latest: ordered && first !== undefined ? Resource.changedAt(resource, first) : undefined
      }
    })

    /**
     * Everything the items point at by an include is there. Where not one item so much as names the include, the API
     * ignored it.
     */
    const isComplete = (items: ReadonlyArray<Document.Item>, include: string, there: ReadonlySet<string>) =>
      items.length === 0 ||
      (items.some(({ relationships }) => relationships[include] !== undefined) &&
        items.every(({ relationships }) => references(relationships[include]).every(({ id }) => there.has(id))))

    const page = Effect.fn("Source.page")(function* (task: Task.Task, ask: Ask) {
      const { list, resource } = yield* lookup(task.resource)
      const includes = task.sideLoads.map(({ include }) => include)
      const pageSize = list.capabilities.perPage.max
      const { document, next } = yield* read(list, {
        query: {
          perPage: pageSize,
          offset: ask.offset,
          include: includes,
          ...(ask.order === undefined ? {} : { order: [ask.order] }),
          ...(ask.by === undefined || ask.from === undefined ? {} : { where: { [ask.by]: { gte: ask.from } } })
        }
      })
      const own = sift(
        resource,
        document.items,
        includes.filter((include) => !(include in resource.relationships))
      )
      const rejected = [...own.rejected]
      const sideLoaded: Array<SideLoaded> = []
      for (const { include, resource: key } of task.sideLoads) {
        const child = (yield* lookup(key)).resource
        const items = document.included.filter(({ type }) => type === child.type)
        const sifted = sift(child, items, [])
        rejected.push(...sifted.rejected)
        const there = new Set(items.map(({ id }) => id))
        const complete = isComplete(document.items, include, there)
        sideLoaded.push({ resource: key, records: sifted.records, complete })
      }
      const by = ask.by ?? resource.changedAt
      const result: SourcePage = {
        rows: document.items.map((item) => ({
          id: item.id,
          at: by === undefined ? undefined : Instant.parse(item.attributes[by])
        })),
        records: own.records,
        rejected,
        sideLoaded,
        more: next !== undefined,
        total: document.total,
        pageSize
      }
      return result
    })

    const find = Effect.fn("Source.find")(function* (key: string, id: string) {
      const { get, resource } = yield* lookup(key)
      const found = yield* read(get, { path: { id } }).pipe(
        Effect.map(({ document }) => Option.fromNullable(document.items[0])),
        Effect.catchTag("NotFound", () => Effect.succeedNone)
      )
      return Option.map(found, (item) => SourceRecord.fromItem(resource, item))
    })

    return Source.of({ connection: connection.id, probe, page, find })
  })

/**
 * Reads through a client's connection, by the endpoints the resources are described with.
 *
 * @since 0.1.0
 * @category layers
 */
export const layerClient = (
  readables: ReadonlyArray<Endpoint.Readable>
): Layer.Layer<Source, never, Connection.Connection> => Layer.effect(Source, make(readables))
