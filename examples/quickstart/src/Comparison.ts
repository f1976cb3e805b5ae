/** Source against database, record by record: read from the simulator itself and from the file itself. */
import { isDeepStrictEqual } from "node:util"
import { SqliteClient } from "@effect/sql-sqlite-node"
import { Effect } from "effect"
import type { Mock } from "./Processes.ts"
import { readables } from "./Readables.ts"

/** The ids of a resource that are missing on one side, or whose content differs. */
export interface Difference {
  readonly resource: string
  readonly ids: ReadonlyArray<string>
}

interface Item {
  readonly id: string
  readonly attributes: unknown
  readonly relationships: unknown
}

const byId = (items: ReadonlyArray<unknown>): ReadonlyMap<string, Item> => {
  const entries = items.map((item): [string, Item] => {
    if (typeof item !== "object" || item === null || !("id" in item) || !("attributes" in item)) {
      throw new Error(`this is no record: ${JSON.stringify(item)}`)
    }
    const relationships = "relationships" in item ? item.relationships : undefined
    return [String(item.id), { id: String(item.id), attributes: item.attributes, relationships }]
  })
  return new Map(entries)
}

const stored = (file: string, resource: string) =>
  Effect.gen(function* () {
    const sql = yield* SqliteClient.SqliteClient
    const rows = yield* sql<{ readonly body: string }>`
      SELECT body FROM openfaith_record WHERE resource = ${resource} AND deleted_in IS NULL`
    return rows.map(({ body }): unknown => JSON.parse(body))
  }).pipe(Effect.provide(SqliteClient.layer({ filename: file, readonly: true, disableWAL: true })))

/** Every resource in which the simulator and the file do not hold the same records with the same content. */
export const compare = async (mock: Mock, file: string): Promise<ReadonlyArray<Difference>> => {
  const differences: Array<Difference> = []
  for (const { resource } of readables) {
    const there = byId(await mock.records(resource.type))
    const here = byId(await Effect.runPromise(stored(file, resource.key)))
    const ids = [...new Set([...there.keys(), ...here.keys()])].filter(
      (id) => !isDeepStrictEqual(there.get(id), here.get(id))
    )
    if (ids.length > 0) differences.push({ resource: resource.key, ids })
  }
  return differences
}
