// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { FormCategory } from "./resource/FormCategory.ts"

export {
  /** A group of forms. */
  FormCategory
}

/** Every form category. */
export const list = Endpoint.list("/people/v2/form_categories", FormCategory, {
  order: ["created_at", "name", "updated_at"],
  where: { created_at: "instant", name: "string", updated_at: "instant" },
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One form category. */
export const get = Endpoint.get("/people/v2/form_categories/{id}", FormCategory, { fields: true })

/** The `category` of a form, or `NotFound` where there is none. */
export const getOfForm = Endpoint.get(
  "/people/v2/forms/{form_id}/category",
  FormCategory,
  { fields: true },
  { name: "people.FormCategory.getOfForm", below: { form_id: "people.Form" } }
)

/** Makes a form category. */
export const create = Endpoint.create("/people/v2/form_categories", FormCategory, {
  attributes: { name: Attribute.string }
})

/** Changes a form category. */
export const update = Endpoint.update(
  "/people/v2/form_categories/{id}",
  FormCategory,
  { attributes: { name: Attribute.string } },
  { repeatable: true }
)

const destroy = Endpoint.delete("/people/v2/form_categories/{id}", FormCategory)

export {
  /** Removes a form category. */
  destroy as delete
}

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: FormCategory, list, get }
