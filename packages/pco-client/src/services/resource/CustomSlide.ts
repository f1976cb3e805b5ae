// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const customSlideShape = Resource.make("services", "CustomSlide", {
  attributes: { body: Attribute.string, enabled: Attribute.boolean, label: Attribute.string, order: Attribute.integer },
  relationships: {
    attachment: { to: "services.Attachment", required: false },
    item: { to: "services.Item", required: true }
  },
  lenient: true
})

type Shape = typeof customSlideShape

/** The type of {@link CustomSlide}, by its name. */
export interface CustomSlide extends Shape {}

/**
 * A slide that is made for one item of a plan.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/custom_slide
 * @since 0.1.0
 * @category models
 */
export const CustomSlide: CustomSlide = customSlideShape
