// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { ConnectedApplication } from "./resource/ConnectedApplication.ts"

export {
  /** An application that somebody of the organization has let in by OAuth. */
  ConnectedApplication
}

/** Every connected application. */
export const list = Endpoint.list("/api/v2/connected_applications", ConnectedApplication, {
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One connected application. */
export const get = Endpoint.get("/api/v2/connected_applications/{id}", ConnectedApplication, { fields: true })

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: ConnectedApplication, list, get }
