// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { BlockoutScheduleConflict } from "./resource/BlockoutScheduleConflict.ts"

export {
  /** A plan that a person is scheduled for in spite of a blockout. */
  BlockoutScheduleConflict
}
