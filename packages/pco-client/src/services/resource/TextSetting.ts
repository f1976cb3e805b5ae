// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const textSettingShape = Resource.make("services", "TextSetting", {
  attributes: {
    carrier: Attribute.string,
    display_number: Attribute.string,
    general_emails_enabled: Attribute.boolean,
    normalized_number: Attribute.string,
    reminders_enabled: Attribute.boolean,
    scheduling_replies_enabled: Attribute.boolean,
    scheduling_requests_enabled: Attribute.boolean
  },
  lenient: true
})

type Shape = typeof textSettingShape

/** The type of {@link TextSetting}, by its name. */
export interface TextSetting extends Shape {}

/**
 * Which text messages a person gets.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/text_setting
 * @since 0.1.0
 * @category models
 */
export const TextSetting: TextSetting = textSettingShape
