/**
 * What the pretend Planning Center offers, as data: which attributes, edges, orders, queries and writes each resource knows.
 *
 * Written from the documentation a second time, on purpose, and not taken from `@openfaith/pco-client`: the mock is the oracle
 * the client is tested against, and a shared definition would hide a mistake in it from every test.
 */

/** How a value is written on the wire. */
export type WireType = "primary_key" | "string" | "integer" | "float" | "boolean" | "date" | "date_time" | "json"

/** One attribute; `onlyWhenNamed` ones are sent only to those who name them in `fields[Type]`. */
export interface Attribute {
  readonly type: WireType
  readonly onlyWhenNamed?: boolean
}

/** How an edge is walked in the world; an edge without it is documented but has nothing behind it here yet. */
export type Via =
  | { readonly kind: "children"; readonly type: string; readonly relationship: string }
  | { readonly kind: "relationship"; readonly relationship: string }
  | { readonly kind: "organization" }

/** A way from one resource to another: `/{collection}/{id}/{edge}`. `linked: false` edges work but are not in `links`. */
export interface Edge {
  readonly to: string
  readonly many: boolean
  readonly via?: Via
  readonly linked?: boolean
}

/** A to-one relationship carried by every record; `role` is the type its identifier is written with. */
export interface Relationship {
  readonly to: string
  readonly role: string
}

/** What a client may write. An absent part means the verb is not offered. */
export interface Writes {
  /** Where a record is created: the collection itself, or an edge of a parent. */
  readonly createUnder?: { readonly parent: string; readonly edge: string; readonly relationship: string }
  readonly assignable: ReadonlyArray<string>
  /** The documentation does not say which attributes must be given: these are assumed. */
  readonly required: ReadonlyArray<string>
}

/** One kind of record and everything the wire allows with it. */
export interface Resource {
  readonly product: string
  readonly type: string
  /** The last part of the path: `/{product}/v2/{collection}`. */
  readonly collection: string
  readonly attributes: Readonly<Record<string, Attribute>>
  readonly relationships: Readonly<Record<string, Relationship>>
  readonly edges: Readonly<Record<string, Edge>>
  readonly canInclude: ReadonlyArray<string>
  readonly canOrder: ReadonlyArray<string>
  readonly canQuery: Readonly<Record<string, WireType>>
  readonly canFilter: ReadonlyArray<string>
  readonly writes: Writes
}

/** Rows a page holds when `per_page` is not given. */
export const defaultPerPage = 25

/** Rows a page holds at most, whatever `per_page` says. */
export const maxPerPage = 100

const plain = (type: WireType, names: string): Record<string, Attribute> =>
  Object.fromEntries(names.split(" ").map((name) => [name, { type }]))

const named = (type: WireType, names: string): Record<string, Attribute> =>
  Object.fromEntries(names.split(" ").map((name) => [name, { type, onlyWhenNamed: true }]))

const query = (type: WireType, names: string): Record<string, WireType> =>
  Object.fromEntries(names.split(" ").map((name) => [name, type]))

const words = (text: string): ReadonlyArray<string> => text.split(" ")

const edge = (to: string, many: boolean, via?: Via): Edge => (via === undefined ? { to, many } : { to, many, via })

const children = (type: string, relationship: string): Via => ({ kind: "children", type, relationship })

const sorted = <A>(record: Record<string, A>): Record<string, A> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))

const campusAssignable = words(
  "latitude longitude description street city state zip country phone_number website twenty_four_hour_time date_format " +
    "church_center_enabled contact_email_address time_zone geolocation_set_manually name"
)

/** A site of the church. */
export const Campus: Resource = {
  product: "people",
  type: "Campus",
  collection: "campuses",
  attributes: sorted({
    // documented as floats, written as strings on the wire
    ...plain("float", "latitude longitude"),
    ...plain(
      "string",
      "avatar_url description street city state zip country phone_number website contact_email_address"
    ),
    ...plain("string", "time_zone name"),
    ...plain("boolean", "twenty_four_hour_time church_center_enabled geolocation_set_manually"),
    ...plain("integer", "date_format"),
    ...plain("date_time", "created_at updated_at"),
    ...named("string", "time_zone_raw")
  }),
  relationships: { organization: { to: "Organization", role: "Organization" } },
  edges: { lists: edge("List", true), service_times: edge("ServiceTime", true) },
  canInclude: ["lists", "service_times"],
  canOrder: ["created_at", "name", "updated_at"],
  canQuery: { ...query("date_time", "created_at updated_at"), id: "primary_key" },
  canFilter: [],
  writes: { assignable: campusAssignable, required: ["name"] }
}

/** A human being known to the church. */
export const Person: Resource = {
  product: "people",
  type: "Person",
  collection: "people",
  attributes: sorted({
    ...plain(
      "string",
      "avatar demographic_avatar_url directory_status first_name gender given_name last_name login_identifier"
    ),
    ...plain("string", "medical_notes membership middle_name name nickname people_permissions school_type status"),
    ...plain("boolean", "accounting_administrator can_create_forms can_email_lists child passed_background_check"),
    ...plain("boolean", "site_administrator"),
    ...plain("integer", "grade graduation_year remote_id"),
    ...plain("date", "anniversary birthdate"),
    ...plain("date_time", "created_at inactivated_at updated_at"),
    ...plain("json", "resource_permission_flags"),
    ...named("json", "directory_shared_info"),
    ...named("boolean", "mfa_configured"),
    ...named("string", "stripe_customer_identifier")
  }),
  relationships: {
    primary_campus: { to: "Campus", role: "PrimaryCampus" },
    // the type behind it is not documented; only null was seen
    gender: { to: "Gender", role: "Gender" }
  },
  edges: {
    addresses: edge("Address", true),
    apps: edge("App", true),
    background_checks: edge("BackgroundCheck", true),
    connected_people: edge("ConnectedPerson", true),
    emails: edge("Email", true, children("Email", "person")),
    field_data: edge("FieldDatum", true),
    household_memberships: edge("HouseholdMembership", true),
    households: edge("Household", true),
    inactive_reason: edge("InactiveReason", false),
    marital_status: edge("MaritalStatus", false),
    message_groups: edge("MessageGroup", true),
    messages: edge("Message", true),
    name_prefix: edge("NamePrefix", false),
    name_suffix: edge("NameSuffix", false),
    notes: edge("Note", true),
    organization: edge("Organization", false, { kind: "organization" }),
    person_apps: edge("PersonApp", true),
    phone_numbers: edge("PhoneNumber", true, children("PhoneNumber", "person")),
    platform_notifications: edge("PlatformNotification", true),
    primary_campus: edge("Campus", false, { kind: "relationship", relationship: "primary_campus" }),
    school: edge("SchoolOption", false),
    social_profiles: edge("SocialProfile", true),
    workflow_cards: edge("WorkflowCard", true),
    workflow_shares: edge("WorkflowShare", true)
  },
  canInclude: words(
    "addresses emails field_data households inactive_reason marital_status name_prefix name_suffix organization person_apps " +
      "phone_numbers platform_notifications primary_campus school social_profiles"
  ),
  canOrder: words(
    "accounting_administrator anniversary birthdate child created_at first_name gender given_name grade graduation_year " +
      "inactivated_at last_name membership middle_name nickname people_permissions remote_id site_administrator status updated_at"
  ),
  canQuery: sorted({
    ...query("boolean", "accounting_administrator child mfa_configured site_administrator"),
    ...query("date", "anniversary birthdate"),
    ...query("date_time", "created_at inactivated_at updated_at"),
    ...query("string", "first_name gender given_name last_name medical_notes membership middle_name nickname"),
    ...query(
      "string",
      "people_permissions status search_name search_name_or_email search_name_or_email_or_phone_number"
    ),
    ...query("string", "search_phone_number search_phone_number_e164"),
    ...query("integer", "grade graduation_year primary_campus_id remote_id"),
    id: "primary_key"
  }),
  canFilter: ["admins", "created_since", "organization_admins"],
  writes: {
    assignable: words(
      "accounting_administrator anniversary birthdate child given_name grade graduation_year middle_name nickname " +
        "people_permissions site_administrator gender inactivated_at medical_notes membership stripe_customer_identifier avatar " +
        "first_name last_name gender_id primary_campus_id remote_id status"
    ),
    required: ["first_name", "last_name"]
  }
}

const underPerson = (edgeName: string) => ({ parent: "Person", edge: edgeName, relationship: "person" })

/** An address letters do not go to. */
export const Email: Resource = {
  product: "people",
  type: "Email",
  collection: "emails",
  attributes: sorted({
    ...plain("string", "address location"),
    ...plain("boolean", "blocked primary"),
    ...plain("date_time", "created_at updated_at")
  }),
  relationships: { person: { to: "Person", role: "Person" } },
  edges: { person: edge("Person", false, { kind: "relationship", relationship: "person" }) },
  canInclude: [],
  canOrder: words("address created_at location primary updated_at"),
  canQuery: sorted({
    ...query("string", "address location"),
    ...query("boolean", "blocked primary"),
    ...query("date_time", "created_at updated_at")
  }),
  canFilter: [],
  writes: {
    createUnder: underPerson("emails"),
    assignable: words("address location primary"),
    required: ["address", "location"]
  }
}

/** A number that rings. */
export const PhoneNumber: Resource = {
  product: "people",
  type: "PhoneNumber",
  collection: "phone_numbers",
  attributes: sorted({
    ...plain("string", "carrier country_code e164 international location national number"),
    ...plain("boolean", "primary"),
    ...plain("date_time", "created_at updated_at"),
    ...named("string", "formatted_number")
  }),
  relationships: { person: { to: "Person", role: "Person" } },
  // the documentation lists no edge here
  edges: { person: { ...edge("Person", false, { kind: "relationship", relationship: "person" }), linked: false } },
  canInclude: [],
  canOrder: words("carrier created_at location number primary updated_at"),
  canQuery: sorted({
    ...query("string", "carrier location number"),
    ...query("boolean", "primary"),
    ...query("date_time", "created_at updated_at")
  }),
  canFilter: [],
  writes: {
    createUnder: underPerson("phone_numbers"),
    assignable: words("number carrier location primary"),
    required: ["number", "location"]
  }
}

/** Every resource the mock serves, those first that others point at. */
export const resources: ReadonlyArray<Resource> = [Campus, Person, Email, PhoneNumber]

const byType = new Map(resources.map((resource) => [resource.type, resource]))

/** The resource of that type, if the mock serves it. */
export const find = (type: string): Resource | undefined => byType.get(type)

/** The products of which the mock serves anything; other first path segments meet the gateway. */
export const products: ReadonlyArray<string> = [...new Set(resources.map((resource) => resource.product))]

/** Dates on which the People product changed its shape, oldest first. */
export const peopleVersions: ReadonlyArray<string> = words(
  "2018-08-01 2019-01-14 2019-10-10 2020-04-06 2020-07-22 2021-08-17 2022-01-05 2022-01-28 2022-07-14 2023-02-15 2023-03-21 " +
    "2024-09-12 2025-03-20 2025-07-02 2025-07-17 2025-11-10 2026-06-04"
)

/**
 * People collections that exist in Planning Center but have nothing behind them here yet. Asking for one answers 501, loudly:
 * a 404 would read as "deleted", an empty list as "none".
 */
export const unmodelled: ReadonlySet<string> = new Set([
  ...words(
    "addresses apps background_checks birthday_people carriers field_data field_definitions form_categories forms"
  ),
  ...words(
    "households inactive_reasons list_categories lists marital_statuses me message_groups messages name_prefixes"
  ),
  ...words("name_suffixes note_categories note_category_subscriptions notes people_imports person_mergers reports"),
  ...words("school_options social_profiles spam_email_addresses stats tabs workflows")
])

/** Products of Planning Center of which the mock has nothing yet; they answer 501 too. */
export const unmodelledProducts: ReadonlySet<string> = new Set(
  words("api calendar check-ins current giving groups publishing registrations services webhooks")
)
