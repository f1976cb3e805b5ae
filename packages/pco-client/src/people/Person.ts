import { Attribute, Endpoint, Resource } from "@openfaith/client-core"
import { Campus } from "./Campus.ts"
import { Email } from "./Email.ts"
import { PhoneNumber } from "./PhoneNumber.ts"

/**
 * A human being known to the church.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/person
 * @since 0.1.0
 * @category models
 */
export const Person = Resource.make("people", "Person", {
  attributes: {
    accounting_administrator: Attribute.boolean,
    anniversary: Attribute.date,
    avatar: Attribute.string,
    birthdate: Attribute.date,
    can_create_forms: Attribute.boolean,
    can_email_lists: Attribute.boolean,
    child: Attribute.boolean,
    created_at: Attribute.instant,
    demographic_avatar_url: Attribute.string,
    directory_shared_info: Attribute.json,
    directory_status: Attribute.string,
    first_name: Attribute.string,
    gender: Attribute.string,
    given_name: Attribute.string,
    grade: Attribute.integer,
    graduation_year: Attribute.integer,
    inactivated_at: Attribute.instant,
    last_name: Attribute.string,
    login_identifier: Attribute.string,
    medical_notes: Attribute.string,
    membership: Attribute.string,
    mfa_configured: Attribute.boolean,
    middle_name: Attribute.string,
    name: Attribute.string,
    nickname: Attribute.string,
    passed_background_check: Attribute.boolean,
    people_permissions: Attribute.string,
    remote_id: Attribute.integer,
    resource_permission_flags: Attribute.json,
    school_type: Attribute.string,
    site_administrator: Attribute.boolean,
    status: Attribute.string,
    stripe_customer_identifier: Attribute.string,
    updated_at: Attribute.instant
  },
  relationships: { primary_campus: { to: "people.Campus", required: false } },
  changedAt: "updated_at",
  createdAt: "created_at"
})

const include = { emails: Email, phone_numbers: PhoneNumber, primary_campus: Campus }

/** Everybody the credentials may see, whatever their status. */
export const list = Endpoint.list("/people/v2/people", Person, {
  include,
  // an address or number belongs to exactly one person, so the people's pages carry them all
  complete: ["emails", "phone_numbers"],
  order: [
    "accounting_administrator",
    "anniversary",
    "birthdate",
    "child",
    "created_at",
    "first_name",
    "gender",
    "given_name",
    "grade",
    "graduation_year",
    "inactivated_at",
    "last_name",
    "membership",
    "middle_name",
    "nickname",
    "people_permissions",
    "remote_id",
    "site_administrator",
    "status",
    "updated_at"
  ],
  where: {
    accounting_administrator: "boolean",
    anniversary: "date",
    birthdate: "date",
    child: "boolean",
    created_at: "instant",
    first_name: "string",
    gender: "string",
    given_name: "string",
    grade: "integer",
    graduation_year: "integer",
    id: "id",
    inactivated_at: "instant",
    last_name: "string",
    medical_notes: "string",
    membership: "string",
    mfa_configured: "boolean",
    middle_name: "string",
    nickname: "string",
    people_permissions: "string",
    primary_campus_id: "integer",
    remote_id: "integer",
    search_name: "string",
    search_name_or_email: "string",
    search_name_or_email_or_phone_number: "string",
    search_phone_number: "string",
    search_phone_number_e164: "string",
    site_administrator: "boolean",
    status: "string",
    updated_at: "instant"
  },
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One person. */
export const get = Endpoint.get("/people/v2/people/{id}", Person, { include, fields: true })
