/** What is copied: four of Planning Center's resources. Add any other that has a `readable`. */
import type { Endpoint } from "@openfaith/client-core"
import { Campus, Email, Person, PhoneNumber } from "@openfaith/pco-client/people"

export const readables: ReadonlyArray<Endpoint.Readable> = [
  Campus.readable,
  Person.readable,
  Email.readable,
  PhoneNumber.readable
]
