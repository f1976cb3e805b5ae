// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Address } from "./resource/Address.ts"
import { Campus } from "./resource/Campus.ts"
import { Email } from "./resource/Email.ts"
import { FieldDatum } from "./resource/FieldDatum.ts"
import { Form } from "./resource/Form.ts"
import { FormCategory } from "./resource/FormCategory.ts"
import { FormField } from "./resource/FormField.ts"
import { FormFieldOption } from "./resource/FormFieldOption.ts"
import { FormSubmission } from "./resource/FormSubmission.ts"
import { FormSubmissionValue } from "./resource/FormSubmissionValue.ts"
import { Household } from "./resource/Household.ts"
import { InactiveReason } from "./resource/InactiveReason.ts"
import { MaritalStatus } from "./resource/MaritalStatus.ts"
import { NamePrefix } from "./resource/NamePrefix.ts"
import { NameSuffix } from "./resource/NameSuffix.ts"
import { Organization } from "./resource/Organization.ts"
import { Person } from "./resource/Person.ts"
import { PersonApp } from "./resource/PersonApp.ts"
import { PhoneNumber } from "./resource/PhoneNumber.ts"
import { PlatformNotification } from "./resource/PlatformNotification.ts"
import { SchoolOption } from "./resource/SchoolOption.ts"
import { SocialProfile } from "./resource/SocialProfile.ts"

export {
  /** A form that somebody has filled in. */
  FormSubmission
}

const include = {
  form: Form,
  "form.campus": Campus,
  "form.category": FormCategory,
  form_fields: FormField,
  "form_fields.options": FormFieldOption,
  form_submission_values: FormSubmissionValue,
  person: Person,
  "person.addresses": Address,
  "person.emails": Email,
  "person.field_data": FieldDatum,
  "person.households": Household,
  "person.inactive_reason": InactiveReason,
  "person.marital_status": MaritalStatus,
  "person.name_prefix": NamePrefix,
  "person.name_suffix": NameSuffix,
  "person.organization": Organization,
  "person.person_apps": PersonApp,
  "person.phone_numbers": PhoneNumber,
  "person.platform_notifications": PlatformNotification,
  "person.primary_campus": Campus,
  "person.school": SchoolOption,
  "person.social_profiles": SocialProfile
}

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
