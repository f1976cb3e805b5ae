// Made by `pnpm generate` from the catalog and its overlay: change those, and not this.
import { ServiceTypePath } from "./resource/ServiceTypePath.ts"

export {
  /** The folders that lead to a service type. */
  ServiceTypePath
}
