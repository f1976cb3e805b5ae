// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { Campus } from "./resource/Campus.ts"
import { List } from "./resource/List.ts"
import { ListCategory } from "./resource/ListCategory.ts"
import { ListShare } from "./resource/ListShare.ts"
import { MailchimpSyncStatus } from "./resource/MailchimpSyncStatus.ts"
import { Person } from "./resource/Person.ts"
import { Rule } from "./resource/Rule.ts"
import { ServiceTime } from "./resource/ServiceTime.ts"

export {
  /** A place where a church meets. */
  Campus
}

const include = {
  lists: List,
  "lists.campus": Campus,
  "lists.category": ListCategory,
  "lists.created_by": Person,
  "lists.mailchimp_sync_status": MailchimpSyncStatus,
  "lists.people": Person,
  "lists.rules": Rule,
  "lists.shares": ListShare,
  "lists.updated_by": Person,
  service_times: ServiceTime
}

/** Every campus. */
export const list = Endpoint.list("/people/v2/campuses", Campus, {
  // each belongs to exactly one of these
  complete: ["service_times"],
  include,
  order: ["created_at", "name", "updated_at"],
  where: { created_at: "instant", id: "id", updated_at: "instant" },
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One campus. */
export const get = Endpoint.get("/people/v2/campuses/{id}", Campus, { include, fields: true })

/** The campus of a form, or `NotFound` where there is none. */
export const getOfForm = Endpoint.get(
  "/people/v2/forms/{form_id}/campus",
  Campus,
  { include, fields: true },
  { name: "people.Campus.getOfForm", below: { form_id: "people.Form" } }
)

/** The campus of a list, or `NotFound` where there is none. */
export const getOfList = Endpoint.get(
  "/people/v2/lists/{list_id}/campus",
  Campus,
  { include, fields: true },
  { name: "people.Campus.getOfList", below: { list_id: "people.List" } }
)

/** The `primary_campus` of a person, or `NotFound` where there is none. */
export const getOfPerson = Endpoint.get(
  "/people/v2/people/{person_id}/primary_campus",
  Campus,
  { include, fields: true },
  { name: "people.Campus.getOfPerson", below: { person_id: "people.Person" } }
)

/** Makes a campus. */
export const create = Endpoint.create("/people/v2/campuses", Campus, {
  attributes: {
    church_center_enabled: Attribute.boolean,
    city: Attribute.string,
    contact_email_address: Attribute.string,
    country: Attribute.string,
    date_format: Attribute.integer,
    description: Attribute.string,
    geolocation_set_manually: Attribute.boolean,
    latitude: Attribute.decimal,
    longitude: Attribute.decimal,
    name: Attribute.string,
    phone_number: Attribute.string,
    state: Attribute.string,
    street: Attribute.string,
    time_zone: Attribute.string,
    twenty_four_hour_time: Attribute.boolean,
    website: Attribute.string,
    zip: Attribute.string
  },
  relationships: { service_times: { type: "ServiceTime", many: true } },
  included: true
})

/** Changes a campus. */
export const update = Endpoint.update(
  "/people/v2/campuses/{id}",
  Campus,
  {
    attributes: {
      church_center_enabled: Attribute.boolean,
      city: Attribute.string,
      contact_email_address: Attribute.string,
      country: Attribute.string,
      date_format: Attribute.integer,
      description: Attribute.string,
      geolocation_set_manually: Attribute.boolean,
      latitude: Attribute.decimal,
      longitude: Attribute.decimal,
      name: Attribute.string,
      phone_number: Attribute.string,
      state: Attribute.string,
      street: Attribute.string,
      time_zone: Attribute.string,
      twenty_four_hour_time: Attribute.boolean,
      website: Attribute.string,
      zip: Attribute.string
    },
    relationships: { service_times: { type: "ServiceTime", many: true } },
    included: true
  },
  { repeatable: true }
)

const destroy = Endpoint.delete("/people/v2/campuses/{id}", Campus)

export {
  /** Removes a campus. */
  destroy as delete
}

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Campus, list, get }
