// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { FormSubmissionValue } from "./resource/FormSubmissionValue.ts"

export {
  /** What was answered to one question of a form. */
  FormSubmissionValue
}

/** One form submission value. */
export const get = Endpoint.get(
  "/people/v2/forms/{form_id}/form_submissions/{form_submission_id}/form_submission_values/{id}",
  FormSubmissionValue,
  { fields: true },
  { below: { form_id: "people.Form", form_submission_id: "people.FormSubmission" } }
)

/** The form submission values of a form submission. */
export const listOfFormSubmission = Endpoint.list(
  "/people/v2/forms/{form_id}/form_submissions/{form_submission_id}/form_submission_values",
  FormSubmissionValue,
  { fields: true, perPage: { default: 25, max: 100 } },
  {
    name: "people.FormSubmissionValue.listOfFormSubmission",
    below: { form_id: "people.Form", form_submission_id: "people.FormSubmission" }
  }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: FormSubmissionValue,
  get,
  routes: [{ list: listOfFormSubmission, parent: "people.FormSubmission", covers: "all" }]
}
