// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { SchoolOption } from "./resource/SchoolOption.ts"

export {
  /** A school that people may attend. */
  SchoolOption
}

/** Every school option. */
export const list = Endpoint.list("/people/v2/school_options", SchoolOption, {
  order: ["beginning_grade", "ending_grade", "sequence", "value"],
  where: {
    beginning_grade: "string",
    ending_grade: "string",
    school_types: "string",
    sequence: "integer",
    value: "string"
  },
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One school option. */
export const get = Endpoint.get("/people/v2/school_options/{id}", SchoolOption, { fields: true })

/** The `school` of a person, or `NotFound` where there is none. */
export const getOfPerson = Endpoint.get(
  "/people/v2/people/{person_id}/school",
  SchoolOption,
  { fields: true },
  { name: "people.SchoolOption.getOfPerson", below: { person_id: "people.Person" } }
)

/** The `promotes_to_school` of a school option, or `NotFound` where there is none. */
export const getOfSchoolOption = Endpoint.get(
  "/people/v2/school_options/{school_option_id}/promotes_to_school",
  SchoolOption,
  { fields: true },
  { name: "people.SchoolOption.getOfSchoolOption", below: { school_option_id: "people.SchoolOption" } }
)

/** Makes a school option. */
export const create = Endpoint.create("/people/v2/school_options", SchoolOption, {
  attributes: {
    beginning_grade: Attribute.string,
    ending_grade: Attribute.string,
    school_types: Attribute.json,
    sequence: Attribute.integer,
    value: Attribute.string
  }
})

/** Changes a school option. */
export const update = Endpoint.update(
  "/people/v2/school_options/{id}",
  SchoolOption,
  {
    attributes: {
      beginning_grade: Attribute.string,
      ending_grade: Attribute.string,
      school_types: Attribute.json,
      sequence: Attribute.integer,
      value: Attribute.string
    }
  },
  { repeatable: true }
)

const destroy = Endpoint.delete("/people/v2/school_options/{id}", SchoolOption)

export {
  /** Removes a school option. */
  destroy as delete
}

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: SchoolOption, list, get }
