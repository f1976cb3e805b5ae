// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const formCategoryShape = Resource.make("people", "FormCategory", {
  attributes: { created_at: Attribute.instant, name: Attribute.string, updated_at: Attribute.instant },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof formCategoryShape

/** The type of {@link FormCategory}, by its name. */
export interface FormCategory extends Shape {}

/**
 * A group of forms.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/form_category
 * @since 0.1.0
 * @category models
 */
export const FormCategory: FormCategory = formCategoryShape
