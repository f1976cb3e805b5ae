// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const personShape = Resource.make("check-ins", "Person", {
  attributes: {
    addresses: Attribute.json,
    avatar_url: Attribute.string,
    birthdate: Attribute.date,
    check_in_count: Attribute.integer,
    child: Attribute.boolean,
    created_at: Attribute.instant,
    demographic_avatar_url: Attribute.string,
    email_addresses: Attribute.json,
    first_name: Attribute.string,
    gender: Attribute.string,
    grade: Attribute.integer,
    headcounter: Attribute.boolean,
    ignore_filters: Attribute.boolean,
    last_checked_in_at: Attribute.instant,
    last_name: Attribute.string,
    medical_notes: Attribute.string,
    middle_name: Attribute.string,
    name: Attribute.string,
    name_prefix: Attribute.string,
    name_suffix: Attribute.string,
    passed_background_check: Attribute.boolean,
    permission: Attribute.string,
    phone_numbers: Attribute.json,
    top_permission: Attribute.string,
    updated_at: Attribute.instant
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof personShape

/** The type of {@link Person}, by its name. */
export interface Person extends Shape {}

/**
 * Somebody who has checked in, or may.
 *
 * @see https://developer.planning.center/docs/#/apps/check-ins/2025-05-28/vertices/person
 * @since 0.1.0
 * @category models
 */
export const Person: Person = personShape
