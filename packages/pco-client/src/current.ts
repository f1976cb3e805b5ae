/** Planning Center Current: every resource, and all it may be asked. */
// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import type { Endpoint, Resource } from "@openfaith/client-core"
import * as Organization from "./current/Organization.ts"
import * as Person from "./current/Person.ts"

export { Organization, Person }

/**
 * The endpoints under the names a client gives them.
 *
 * @since 0.1.0
 * @category models
 */
export const endpoints = {
  organization: { get: Organization.get },
  people: { list: Person.list, getById: Person.get, me: Person.me }
}

/**
 * How the resources with a listing of their own are read as a whole, for a planner and a sync.
 *
 * @since 0.1.0
 * @category models
 */
export const readables: ReadonlyArray<Endpoint.Readable> = []

/**
 * By which ways the others are reached.
 *
 * @since 0.1.0
 * @category models
 */
export const nested: ReadonlyArray<Endpoint.Nested> = []

/**
 * The resources of which an account has one record, by the endpoint that reads it.
 *
 * @since 0.1.0
 * @category models
 */
export const singles: ReadonlyArray<Endpoint.AnyGet> = [Organization.get, Person.me]

/**
 * Every resource, those among them that only come along with others.
 *
 * @since 0.1.0
 * @category models
 */
export const resources: ReadonlyArray<Resource.Any> = [Organization.Organization, Person.Person]
