// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { ServiceTime } from "./resource/ServiceTime.ts"

export {
  /** When a campus meets in the week. */
  ServiceTime
}

/** One service time. */
export const get = Endpoint.get(
  "/people/v2/campuses/{campus_id}/service_times/{id}",
  ServiceTime,
  { fields: true },
  { below: { campus_id: "people.Campus" } }
)

/** The service times of a campus. */
export const listOfCampus = Endpoint.list(
  "/people/v2/campuses/{campus_id}/service_times",
  ServiceTime,
  { order: ["time"], fields: true, perPage: { default: 25, max: 100 } },
  { name: "people.ServiceTime.listOfCampus", below: { campus_id: "people.Campus" } }
)

/** Makes a service time below a campus. */
export const createBelowCampus = Endpoint.create(
  "/people/v2/campuses/{campus_id}/service_times",
  ServiceTime,
  { attributes: { day: Attribute.string, description: Attribute.string, start_time: Attribute.integer } },
  { name: "people.ServiceTime.createBelowCampus", below: { campus_id: "people.Campus" } }
)

/** Changes a service time. */
export const update = Endpoint.update(
  "/people/v2/campuses/{campus_id}/service_times/{id}",
  ServiceTime,
  { attributes: { day: Attribute.string, description: Attribute.string, start_time: Attribute.integer } },
  { below: { campus_id: "people.Campus" }, repeatable: true }
)

const destroy = Endpoint.delete("/people/v2/campuses/{campus_id}/service_times/{id}", ServiceTime, {
  below: { campus_id: "people.Campus" }
})

export {
  /** Removes a service time. */
  destroy as delete
}

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: ServiceTime,
  get,
  routes: [{ list: listOfCampus, parent: "people.Campus", covers: "all" }]
}
