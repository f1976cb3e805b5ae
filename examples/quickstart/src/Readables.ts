/** What is copied: four of Planning Center's resources, those that the simulator serves. */
import type { Endpoint } from "@openfaith/client-core"
import { Campus, Email, Person, PhoneNumber } from "@openfaith/pco-client/people"

export const readables: ReadonlyArray<Endpoint.Readable> = [
  Campus.readable,
  Person.readable,
  Email.readable,
  PhoneNumber.readable
]
