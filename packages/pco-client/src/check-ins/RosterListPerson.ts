// Made by `pnpm generate` from the catalog and its overlay: change those, and not this.
import { RosterListPerson } from "./resource/RosterListPerson.ts"

export {
  /** Somebody on the roster of a place, as its list shows them. */
  RosterListPerson
}
