// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Person } from "./resource/Person.ts"

export {
  /** The person the credentials act for. */
  Person
}
