// Made by `pnpm generate` from the catalog and its overlay: change those, and not this.
import { Person } from "./resource/Person.ts"

export {
  /** The person the credentials act for. */
  Person
}
