// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const zoomShape = Resource.make("services", "Zoom", {
  attributes: {
    aspect_ratio: Attribute.decimal,
    x_offset: Attribute.decimal,
    y_offset: Attribute.decimal,
    zoom_level: Attribute.decimal
  },
  relationships: {
    attachable: { to: "services.Attachment", required: false },
    attachment: { to: "services.Attachment", required: true },
    person: { to: "services.Person", required: false }
  },
  lenient: true
})

type Shape = typeof zoomShape

/** The type of {@link Zoom}, by its name. */
export interface Zoom extends Shape {}

/**
 * How far and where an attachment was zoomed to by whoever asks.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/zoom
 * @since 0.1.0
 * @category models
 */
export const Zoom: Zoom = zoomShape
