import {
  among,
  below,
  children,
  counted,
  type Kind,
  nth,
  oneOf,
  organizationId,
  per,
  pick,
  skewed,
  some,
  spread,
  through,
  via
} from "../world/kind.ts"
import * as Words from "../world/words.ts"

import { words } from "./choices.ts"

/** Forms, and what was submitted. */
export const forms: { readonly [type: string]: Kind } = {
  FormCategory: words(["Events", "Newcomers", "Serving"], "name"),
  Form: some(per(600, 6, 40), {
    refs: { campus: pick("people.Campus", 0.5), form_category: pick("people.FormCategory", 0.2) },
    edges: { category: via("form_category"), fields: children("people.FormField", "form") },
    attributes: {
      name: (dice) => dice.pick(Words.events),
      public_url: (_, slot, table) => `https://church.example.org/forms/${table.id(slot)}`
    },
    live: { submission_count: counted("people.FormSubmission", "form") }
  }),
  FormField: below(
    "people.Form",
    "form",
    [
      [3, 1],
      [6, 2]
    ],
    {
      refs: { field_definition: spread("people.FieldDefinition", 0.7) },
      any: { fieldable: ["field_definition"] }
    }
  ),
  FormFieldOption: below("people.FormField", "form_field", (_, field) => (field % 3 === 0 ? 3 : 0), {
    any: { optionable: [] }
  }),
  FormFieldCondition: below("people.FormField", "form_field", (_, field) => (field % 5 === 4 ? 1 : 0), {
    refs: {
      trigger_form_field: oneOf("people.FormField", 3),
      trigger_form_field_option: among("people.FormFieldOption", "form_field", "trigger_form_field")
    },
    attributes: { trigger_form_field_option_value: () => null }
  }),
  FormSubmission: below(
    "people.Form",
    "form",
    skewed(3, ({ people }) => people / 4),
    {
      refs: { person: spread("people.Person", 0.1) },
      after: ["person"],
      edges: { form_fields: through("people.FormSubmissionValue", "form_submission", "form_field") }
    }
  ),
  FormSubmissionValue: below("people.FormSubmission", "form_submission", 3, {
    refs: {
      form_field: nth("people.FormField", "form", "form_submission", "form"),
      form_field_option: among("people.FormFieldOption", "form_field", "form_field")
    },
    attributes: { display_value: (dice) => dice.pick(Words.labels), attachments: () => [] }
  })
}

/** Lists, their rules and their results. */
export const lists: { readonly [type: string]: Kind } = {
  ListCategory: some(3, { attributes: { name: (dice) => dice.pick(Words.labels), organization_id: organizationId } }),
  List: some(per(400, 8, 60), {
    refs: {
      campus: pick("people.Campus", 0.6),
      list_category: pick("people.ListCategory", 0.3),
      created_by: oneOf("people.Person", 25),
      updated_by: oneOf("people.Person", 25, 0.3)
    },
    edges: {
      category: via("list_category"),
      people: through("people.ListResult", "list", "person"),
      rules: children("people.Rule", "list")
    },
    live: {
      total_people: counted("people.ListResult", "list"),
      name_or_description: (_, slot, table) => table.value(slot, "name") ?? table.value(slot, "description")
    },
    attributes: {
      name: (dice) => (dice.chance(0.1) ? null : dice.pick(Words.groups)),
      returns: () => "exact",
      subset: () => "all"
    }
  }),
  ListResult: below(
    "people.List",
    "list",
    skewed(4, ({ people }) => people / 3),
    {
      refs: { person: spread("people.Person") }
    }
  ),
  ListShare: below(
    "people.List",
    "list",
    [
      [0, 2],
      [2, 1]
    ],
    { refs: { person: oneOf("people.Person", 25) } }
  ),
  ListStar: below("people.List", "list", [
    [0, 2],
    [1, 1]
  ]),
  MailchimpSyncStatus: below("people.List", "list", [
    [0, 4],
    [1, 1]
  ]),
  Rule: below("people.List", "list", [
    [1, 2],
    [2, 1]
  ]),
  Condition: below(
    "people.Rule",
    "rule",
    [
      [1, 2],
      [3, 1]
    ],
    { refs: { created_by: oneOf("people.Person", 25) } }
  )
}

/** What was sent to whom. */
export const messages: { readonly [type: string]: Kind } = {
  MessageGroup: some(per(50, 4, 4000), {
    refs: { from: oneOf("people.Person", 25), app: spread("people.App", 0.3) },
    live: { message_count: counted("people.Message", "message_group") }
  }),
  Message: below(
    "people.MessageGroup",
    "message_group",
    skewed(2, ({ people }) => people / 10),
    {
      refs: {
        to: spread("people.Person"),
        from: {
          to: "people.Person",
          at: (_, slot, table) => table.other("people.MessageGroup").born.ref(table.owner(slot), "from")
        }
      },
      attributes: { kind: () => "email" }
    }
  )
}
