// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const personShape = Resource.make("people", "Person", {
  attributes: {
    accounting_administrator: Attribute.boolean,
    anniversary: Attribute.date,
    avatar: Attribute.string,
    // a day that is none is stored as null, and answered with 200 (measured)
    birthdate: Attribute.date,
    can_create_forms: Attribute.boolean,
    can_email_lists: Attribute.boolean,
    child: Attribute.boolean,
    created_at: Attribute.instant,
    demographic_avatar_url: Attribute.string,
    // sent only where `fields` names it
    directory_shared_info: Attribute.json,
    directory_status: Attribute.string,
    first_name: Attribute.string,
    gender: Attribute.string,
    given_name: Attribute.string,
    // between -1 and 12; anything else is refused (measured)
    grade: Attribute.integer,
    graduation_year: Attribute.integer,
    // set where others are deleted: the record stays, in the same listing
    inactivated_at: Attribute.instant,
    last_name: Attribute.string,
    // only for those with the permission `permitted_viewer`
    login_identifier: Attribute.string,
    // a change of it does not move updated_at (issue 604)
    medical_notes: Attribute.string,
    membership: Attribute.string,
    // only for those with the permission `organization_administrator`; sent only where `fields` names it
    mfa_configured: Attribute.boolean,
    middle_name: Attribute.string,
    name: Attribute.string,
    nickname: Attribute.string,
    passed_background_check: Attribute.boolean,
    people_permissions: Attribute.string,
    // since the documentation of 2025-10 (OpenAPI 2026-06-04)
    primary_email_address: Attribute.string,
    remote_id: Attribute.integer,
    resource_permission_flags: Attribute.json,
    school_type: Attribute.string,
    site_administrator: Attribute.boolean,
    status: Attribute.string,
    // since the documentation of 2025-10 (OpenAPI 2026-06-04)
    stripe_account_identifier: Attribute.string,
    // only for those with the permission `super_user`; sent only where `fields` names it
    stripe_customer_identifier: Attribute.string,
    // moves with addresses, emails and phone numbers too, though not always (issues 313, 604, 965)
    updated_at: Attribute.instant
  },
  relationships: { primary_campus: { to: "people.Campus", required: false, roles: ["PrimaryCampus"] } },
  webhooks: {
    created: "people.v2.events.person.created",
    updated: "people.v2.events.person.updated",
    destroyed: "people.v2.events.person.destroyed"
  },
  changedAt: "updated_at",
  createdAt: "created_at"
})

type Shape = typeof personShape

/** The type of {@link Person}, by its name. */
export interface Person extends Shape {}

/**
 * A human being known to the church.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/person
 * @since 0.1.0
 * @category models
 */
export const Person: Person = personShape
