// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Label } from "./resource/Label.ts"
import { Option } from "./resource/Option.ts"

export {
  /** Something to choose at check-in, which may print a label of its own. */
  Option
}

const include = { label: Label }

const capabilities = { include, fields: true, perPage: { default: 25, max: 100 } } as const

/** Every option. */
export const list = Endpoint.list("/check-ins/v2/options", Option, capabilities)

/** One option. */
export const get = Endpoint.get("/check-ins/v2/options/{id}", Option, { include, fields: true })

/** The options of a check in. */
export const listOfCheckIn = Endpoint.list("/check-ins/v2/check_ins/{check_in_id}/options", Option, capabilities, {
  name: "check-ins.Option.listOfCheckIn",
  below: { check_in_id: "check-ins.CheckIn" }
})

/** The options of a location. */
export const listOfLocation = Endpoint.list("/check-ins/v2/locations/{location_id}/options", Option, capabilities, {
  name: "check-ins.Option.listOfLocation",
  below: { location_id: "check-ins.Location" }
})

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Option, list, get }
