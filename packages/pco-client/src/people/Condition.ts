// Made by `pnpm generate` from the catalog and its overlay: change those, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Condition } from "./resource/Condition.ts"
import { Person } from "./resource/Person.ts"

export {
  /** One test that a rule of a list puts people to. */
  Condition
}

const include = { created_by: Person }

/** One condition. */
export const get = Endpoint.get(
  "/people/v2/lists/{list_id}/rules/{rule_id}/conditions/{id}",
  Condition,
  { include, fields: true },
  { below: { list_id: "people.List", rule_id: "people.Rule" } }
)

/** The conditions of a rule. */
export const listOfRule = Endpoint.list(
  "/people/v2/lists/{list_id}/rules/{rule_id}/conditions",
  Condition,
  {
    include,
    order: [
      "application",
      "comparison",
      "created_at",
      "definition_class",
      "definition_identifier",
      "description",
      "settings",
      "updated_at"
    ],
    where: {
      application: "string",
      comparison: "string",
      created_at: "instant",
      definition_class: "string",
      definition_identifier: "string",
      description: "string",
      settings: "string",
      updated_at: "instant"
    },
    fields: true,
    perPage: { default: 25, max: 100 }
  },
  { name: "people.Condition.listOfRule", below: { list_id: "people.List", rule_id: "people.Rule" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: Condition,
  get,
  routes: [{ list: listOfRule, parent: "people.Rule", covers: "all" }]
}
