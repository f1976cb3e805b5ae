/**
 * What a record says that nobody filled in.
 */

import type { Attributes } from "../../Row.ts"
import type * as Catalog from "../facts/catalog.ts"

/** The attributes of a row nobody filled in. Flags are false and a new person is active, as new records were recorded. */
export const attributes = ({ attributes: all, key }: Catalog.Resource): Attributes => ({
  ...Object.fromEntries(
    [...all].flatMap(([name, { type }]) => {
      if (name === "created_at" || name === "updated_at") return []
      return [[name, type === "boolean" ? false : type === "array" ? [] : null]]
    })
  ),
  ...(key === "people.Person" ? { status: "active", resource_permission_flags: {}, directory_shared_info: {} } : {})
})
