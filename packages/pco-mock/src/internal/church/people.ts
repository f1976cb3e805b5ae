import type { Kind, Scale } from "../world/kind.ts"

import { lookups } from "./choices.ts"
import { forms, lists, messages } from "./forms.ts"
import { contact, homes } from "./households.ts"
import { campus, person } from "./person.ts"
import { workflows } from "./workflows.ts"

/** Every kind of record of People. */
export const kinds = (scale: Scale): { readonly [type: string]: Kind } => ({
  Campus: campus(scale),
  Person: person(scale),
  ...contact,
  ...homes,
  ...lookups,
  ...forms,
  ...lists,
  ...messages,
  ...workflows
})
