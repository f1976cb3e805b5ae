// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Campus } from "./resource/Campus.ts"

export {
  /** A place where a church meets, as groups are found by it. */
  Campus
}

const capabilities = {
  order: ["name"],
  where: { id: "id", name: "string" },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** Every campus. */
export const list = Endpoint.list("/groups/v2/campuses", Campus, capabilities)

/** One campus. */
export const get = Endpoint.get("/groups/v2/campuses/{id}", Campus, { fields: true })

/** The campuses of a group. */
export const listOfGroup = Endpoint.list("/groups/v2/groups/{group_id}/campuses", Campus, capabilities, {
  name: "groups.Campus.listOfGroup",
  below: { group_id: "groups.Group" }
})

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Campus, list, get }
