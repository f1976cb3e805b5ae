/** Planning Center People: what of it is described so far. */
import type { Endpoint } from "@openfaith/client-core"
import * as Campus from "./people/Campus.ts"
import * as Email from "./people/Email.ts"
import * as Person from "./people/Person.ts"
import * as PhoneNumber from "./people/PhoneNumber.ts"

export { Campus, Email, Person, PhoneNumber }

/**
 * The endpoints under the names a client gives them: `client.people.list`, `client.people.getById`.
 *
 * @since 0.1.0
 * @category models
 */
export const endpoints = {
  campuses: { list: Campus.list, getById: Campus.get },
  emails: { list: Email.list, listOfPerson: Email.listOfPerson, getById: Email.get },
  people: { list: Person.list, getById: Person.get },
  phoneNumbers: { list: PhoneNumber.list, listOfPerson: PhoneNumber.listOfPerson, getById: PhoneNumber.get }
}

/** How each resource is read as a whole, for a planner and a sync. */
export const readables: ReadonlyArray<Endpoint.Readable> = [
  { resource: Campus.Campus, list: Campus.list, get: Campus.get },
  { resource: Person.Person, list: Person.list, get: Person.get },
  { resource: Email.Email, list: Email.list, get: Email.get },
  { resource: PhoneNumber.PhoneNumber, list: PhoneNumber.list, get: PhoneNumber.get }
]
