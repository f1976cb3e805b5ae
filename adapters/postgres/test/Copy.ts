/** The copy in a schema, beside the church it is of. */
import type { World } from "@openfaith/pco-mock"
import * as Effect from "effect/Effect"
import { one } from "./Database.ts"

/** What the copy in a schema holds of a resource, and what the church has: ids, in one order. */
export const both = (schema: string, world: World.World, resource: string) =>
  Effect.map(
    one(`SELECT coalesce(json_agg(id ORDER BY id COLLATE "C"), '[]')::text AS answer FROM "${schema}".record
      WHERE resource = '${resource}' AND deleted_in IS NULL`),
    (answer) => ({
      copy: JSON.parse(answer ?? ""),
      source: world
        .rows(resource)
        .map(({ id }) => id)
        .sort()
    })
  )
