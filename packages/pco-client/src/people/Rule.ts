// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Condition } from "./resource/Condition.ts"
import { Person } from "./resource/Person.ts"
import { Rule } from "./resource/Rule.ts"

export {
  /** A set of conditions by which a list finds people. */
  Rule
}

const include = { conditions: Condition, "conditions.created_by": Person }

/** One rule. */
export const get = Endpoint.get(
  "/people/v2/lists/{list_id}/rules/{id}",
  Rule,
  { include, fields: true },
  { below: { list_id: "people.List" } }
)

/** The rules of a list. */
export const listOfList = Endpoint.list(
  "/people/v2/lists/{list_id}/rules",
  Rule,
  {
    include,
    order: ["created_at", "subset", "updated_at"],
    where: { created_at: "instant", subset: "string", updated_at: "instant" },
    fields: true,
    perPage: { default: 25, max: 100 }
  },
  { name: "people.Rule.listOfList", below: { list_id: "people.List" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: Rule,
  get,
  routes: [{ list: listOfList, parent: "people.List", covers: "all" }]
}
