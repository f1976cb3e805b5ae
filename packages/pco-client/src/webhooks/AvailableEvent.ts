// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { AvailableEvent } from "./resource/AvailableEvent.ts"

export {
  /** An event that can be subscribed to. */
  AvailableEvent
}

/** Every available event. */
export const list = Endpoint.list("/webhooks/v2/available_events", AvailableEvent, {
  fields: true,
  perPage: { default: 25, max: 100 }
})
