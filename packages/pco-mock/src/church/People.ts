import type { Kind, Scale } from "../Kind.ts"

import { lookups } from "./Choices.ts"
import { forms, lists, messages } from "./Forms.ts"
import { contact, homes } from "./Households.ts"
import { campus, person } from "./Person.ts"
import { workflows } from "./Workflows.ts"

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
