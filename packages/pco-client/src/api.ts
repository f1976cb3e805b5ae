/** Planning Center Api: every resource, and all it may be asked. */
// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import type { Endpoint, Resource } from "@openfaith/client-core"
import * as ConnectedApplication from "./api/ConnectedApplication.ts"
import * as ConnectedApplicationPerson from "./api/ConnectedApplicationPerson.ts"
import * as OauthApplication from "./api/OauthApplication.ts"
import * as OauthApplicationMau from "./api/OauthApplicationMau.ts"
import * as Organization from "./api/Organization.ts"
import * as Person from "./api/Person.ts"
import * as PersonalAccessToken from "./api/PersonalAccessToken.ts"

export {
  ConnectedApplication,
  ConnectedApplicationPerson,
  OauthApplication,
  OauthApplicationMau,
  Organization,
  Person,
  PersonalAccessToken
}

/**
 * The endpoints under the names a client gives them.
 *
 * @since 0.1.0
 * @category models
 */
export const endpoints = {
  connectedApplicationPeople: {
    getById: ConnectedApplicationPerson.get,
    listOfConnectedApplication: ConnectedApplicationPerson.listOfConnectedApplication
  },
  connectedApplications: { list: ConnectedApplication.list, getById: ConnectedApplication.get },
  oauthApplicationMaus: {
    getById: OauthApplicationMau.get,
    listOfOauthApplication: OauthApplicationMau.listOfOauthApplication
  },
  oauthApplications: { list: OauthApplication.list, getById: OauthApplication.get },
  organization: { get: Organization.get },
  personalAccessTokens: { list: PersonalAccessToken.list, getById: PersonalAccessToken.get }
}

/**
 * How the resources with a listing of their own are read as a whole, for a planner and a sync.
 *
 * @since 0.1.0
 * @category models
 */
export const readables: ReadonlyArray<Endpoint.Readable> = [
  ConnectedApplication.readable,
  OauthApplication.readable,
  PersonalAccessToken.readable
]

/**
 * By which ways the others are reached.
 *
 * @since 0.1.0
 * @category models
 */
export const nested: ReadonlyArray<Endpoint.Nested> = [ConnectedApplicationPerson.nested, OauthApplicationMau.nested]

/**
 * The resources of which an account has one record, by the endpoint that reads it.
 *
 * @since 0.1.0
 * @category models
 */
export const singles: ReadonlyArray<Endpoint.AnyGet> = [Organization.get]

/**
 * Every resource, those among them that only come along with others.
 *
 * @since 0.1.0
 * @category models
 */
export const resources: ReadonlyArray<Resource.Any> = [
  ConnectedApplication.ConnectedApplication,
  ConnectedApplicationPerson.ConnectedApplicationPerson,
  OauthApplication.OauthApplication,
  OauthApplicationMau.OauthApplicationMau,
  Organization.Organization,
  Person.Person,
  PersonalAccessToken.PersonalAccessToken
]
