// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Campus } from "./resource/Campus.ts"
import { Form } from "./resource/Form.ts"
import { FormCategory } from "./resource/FormCategory.ts"
import { List } from "./resource/List.ts"
import { ServiceTime } from "./resource/ServiceTime.ts"

export {
  /** A form that people fill in. */
  Form
}

const include = { campus: Campus, "campus.lists": List, "campus.service_times": ServiceTime, category: FormCategory }

/** Every form. */
export const list = Endpoint.list("/people/v2/forms", Form, {
  filter: ["archived", "closed", "not_archived", "open", "recently_viewed", "with_recoverable"],
  include,
  order: ["active", "archived_at", "created_at", "deleted_at", "description", "name", "updated_at"],
  where: { active: "boolean", id: "id" },
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One form. */
export const get = Endpoint.get("/people/v2/forms/{id}", Form, { include, fields: true })

/** The form of a form submission, or `NotFound` where there is none. */
export const getOfFormSubmission = Endpoint.get(
  "/people/v2/forms/{form_id}/form_submissions/{form_submission_id}/form",
  Form,
  { include, fields: true },
  {
    name: "people.Form.getOfFormSubmission",
    below: { form_id: "people.Form", form_submission_id: "people.FormSubmission" }
  }
)

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Form, list, get }
