// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Theme } from "./resource/Theme.ts"

export {
  /** How a station looks. */
  Theme
}

/** Every theme. */
export const list = Endpoint.list("/check-ins/v2/themes", Theme, { fields: true, perPage: { default: 25, max: 100 } })

/** One theme. */
export const get = Endpoint.get("/check-ins/v2/themes/{id}", Theme, { fields: true })

/** The theme of a station, or `NotFound` where there is none. */
export const getOfStation = Endpoint.get(
  "/check-ins/v2/stations/{station_id}/theme",
  Theme,
  { fields: true },
  { name: "check-ins.Theme.getOfStation", below: { station_id: "check-ins.Station" } }
)

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Theme, list, get }
