// Made by `pnpm generate` from the catalog and its overlay: change those, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Form } from "./resource/Form.ts"
import { FormField } from "./resource/FormField.ts"
import { FormSubmission } from "./resource/FormSubmission.ts"
import { FormSubmissionValue } from "./resource/FormSubmissionValue.ts"
import { Person } from "./resource/Person.ts"

export {
  /** A form that somebody has filled in. */
  FormSubmission
}

const include = { form: Form, form_fields: FormField, form_submission_values: FormSubmissionValue, person: Person }

/** One form submission. */
export const get = Endpoint.get(
  "/people/v2/forms/{form_id}/form_submissions/{id}",
  FormSubmission,
  { include, fields: true },
  { below: { form_id: "people.Form" } }
)

/** The form submissions of a form. */
export const listOfForm = Endpoint.list(
  "/people/v2/forms/{form_id}/form_submissions",
  FormSubmission,
  {
    include,
    order: ["created_at", "person.first_name", "person.last_name"],
    fields: true,
    perPage: { default: 25, max: 100 }
  },
  { name: "people.FormSubmission.listOfForm", below: { form_id: "people.Form" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: FormSubmission,
  get,
  routes: [{ list: listOfForm, parent: "people.Form", covers: "all" }]
}
