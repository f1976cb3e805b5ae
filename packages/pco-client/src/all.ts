/** All of Planning Center at once. Whoever needs one product imports that alone. */
// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import type { Endpoint, Resource } from "@openfaith/client-core"
import * as api from "./api.ts"
import * as calendar from "./calendar.ts"
import * as checkIns from "./check-ins.ts"
import * as current from "./current.ts"
import * as giving from "./giving.ts"
import * as groups from "./groups.ts"
import * as people from "./people.ts"
import * as publishing from "./publishing.ts"
import * as registrations from "./registrations.ts"
import * as services from "./services.ts"
import * as webhooks from "./webhooks.ts"

/**
 * The endpoints by product: `client.people.emails.list`.
 *
 * @since 0.1.0
 * @category models
 */
export const endpoints: {
  readonly api: typeof api.endpoints
  readonly calendar: typeof calendar.endpoints
  readonly checkIns: typeof checkIns.endpoints
  readonly current: typeof current.endpoints
  readonly giving: typeof giving.endpoints
  readonly groups: typeof groups.endpoints
  readonly people: typeof people.endpoints
  readonly publishing: typeof publishing.endpoints
  readonly registrations: typeof registrations.endpoints
  readonly services: typeof services.endpoints
  readonly webhooks: typeof webhooks.endpoints
} = {
  api: api.endpoints,
  calendar: calendar.endpoints,
  checkIns: checkIns.endpoints,
  current: current.endpoints,
  giving: giving.endpoints,
  groups: groups.endpoints,
  people: people.endpoints,
  publishing: publishing.endpoints,
  registrations: registrations.endpoints,
  services: services.endpoints,
  webhooks: webhooks.endpoints
}

/** How the resources with a listing of their own are read as a whole, for a planner and a sync. */
export const readables: ReadonlyArray<Endpoint.Readable> = [
  ...api.readables,
  ...calendar.readables,
  ...checkIns.readables,
  ...current.readables,
  ...giving.readables,
  ...groups.readables,
  ...people.readables,
  ...publishing.readables,
  ...registrations.readables,
  ...services.readables,
  ...webhooks.readables
]

/** By which ways the others are reached. */
export const nested: ReadonlyArray<Endpoint.Nested> = [
  ...api.nested,
  ...calendar.nested,
  ...checkIns.nested,
  ...current.nested,
  ...giving.nested,
  ...groups.nested,
  ...people.nested,
  ...publishing.nested,
  ...registrations.nested,
  ...services.nested,
  ...webhooks.nested
]

/** Those of which an account has one record. */
export const singles: ReadonlyArray<Endpoint.AnyGet> = [
  ...api.singles,
  ...calendar.singles,
  ...checkIns.singles,
  ...current.singles,
  ...giving.singles,
  ...groups.singles,
  ...people.singles,
  ...publishing.singles,
  ...registrations.singles,
  ...services.singles,
  ...webhooks.singles
]

/** Every resource. */
export const resources: ReadonlyArray<Resource.Any> = [
  ...api.resources,
  ...calendar.resources,
  ...checkIns.resources,
  ...current.resources,
  ...giving.resources,
  ...groups.resources,
  ...people.resources,
  ...publishing.resources,
  ...registrations.resources,
  ...services.resources,
  ...webhooks.resources
]
