// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { BirthdayPeople } from "./resource/BirthdayPeople.ts"

export {
  /** Whose birthday is coming up. */
  BirthdayPeople
}

/** The birthday people. */
export const get = Endpoint.get("/people/v2/birthday_people", BirthdayPeople, { fields: true })
