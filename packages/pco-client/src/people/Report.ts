// Made by `pnpm generate` from the catalog and its overlay: change those, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { Person } from "./resource/Person.ts"
import { Report } from "./resource/Report.ts"

export {
  /** A report that can be run over people. */
  Report
}

const include = { created_by: Person, updated_by: Person }

/** Every report. */
export const list = Endpoint.list("/people/v2/reports", Report, {
  include,
  order: ["body", "created_at", "name", "updated_at"],
  where: { body: "string", created_at: "instant", name: "string", updated_at: "instant" },
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One report. */
export const get = Endpoint.get("/people/v2/reports/{id}", Report, { include, fields: true })

/** Makes a report. */
export const create = Endpoint.create("/people/v2/reports", Report, {
  attributes: { body: Attribute.string, name: Attribute.string }
})

/** Changes a report. */
export const update = Endpoint.update(
  "/people/v2/reports/{id}",
  Report,
  { attributes: { body: Attribute.string, name: Attribute.string } },
  { repeatable: true }
)

const destroy = Endpoint.delete("/people/v2/reports/{id}", Report)

export {
  /** Removes a report. */
  destroy as delete
}

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Report, list, get }
