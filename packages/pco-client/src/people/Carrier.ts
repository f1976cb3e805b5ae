// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Carrier } from "./resource/Carrier.ts"

export {
  /** A company that delivers text messages to telephones. */
  Carrier
}

/** Every carrier. */
export const list = Endpoint.list("/people/v2/carriers", Carrier, {
  order: ["international", "name"],
  fields: true,
  perPage: { default: 25, max: 100 }
})
