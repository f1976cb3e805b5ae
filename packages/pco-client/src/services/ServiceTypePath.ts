// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { ServiceTypePath } from "./resource/ServiceTypePath.ts"

export {
  /** The folders that lead to a service type. */
  ServiceTypePath
}
