// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { RosterListPerson } from "./resource/RosterListPerson.ts"

export {
  /** Somebody on the roster of a place, as its list shows them. */
  RosterListPerson
}
