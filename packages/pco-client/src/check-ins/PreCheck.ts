// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { PreCheck } from "./resource/PreCheck.ts"

export {
  /** A check-in prepared at home, to be completed at a station. */
  PreCheck
}
