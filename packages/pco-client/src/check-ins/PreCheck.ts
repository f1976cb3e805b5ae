// Made by `pnpm generate` from the catalog and its overlay: change those, and not this.
import { PreCheck } from "./resource/PreCheck.ts"

export {
  /** A check-in prepared at home, to be completed at a station. */
  PreCheck
}
