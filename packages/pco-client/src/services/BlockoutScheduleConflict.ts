// Made by `pnpm generate` from the catalog and its overlay: change those, and not this.
import { BlockoutScheduleConflict } from "./resource/BlockoutScheduleConflict.ts"

export {
  /** A plan that a person is scheduled for in spite of a blockout. */
  BlockoutScheduleConflict
}
