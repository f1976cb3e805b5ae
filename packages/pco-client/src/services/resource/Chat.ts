// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const chatShape = Resource.make("services", "Chat", {
  attributes: {
    // sent only where `fields` names it
    group_identifiers: Attribute.json,
    // since the documentation of 2025-10 (OpenAPI 2018-11-01)
    my_teams: Attribute.json,
    // sent only where `fields` names it
    payload: Attribute.string,
    // sent only where `fields` names it
    people: Attribute.json,
    // sent only where `fields` names it
    plans: Attribute.json,
    // sent only where `fields` names it
    teams: Attribute.json,
    // sent only where `fields` names it
    teams_i_lead: Attribute.json
  },
  lenient: true
})

type Shape = typeof chatShape

/** The type of {@link Chat}, by its name. */
export interface Chat extends Shape {}

/**
 * What whoever asks needs for chatting.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/chat
 * @since 0.1.0
 * @category models
 */
export const Chat: Chat = chatShape
