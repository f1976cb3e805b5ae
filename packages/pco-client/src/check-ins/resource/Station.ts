// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const stationShape = Resource.make("check-ins", "Station", {
  attributes: {
    // sent only where `fields` names it
    check_in_count: Attribute.integer,
    // sent only where `fields` names it
    closes_at: Attribute.instant,
    created_at: Attribute.instant,
    // documented values: scanner, keypad
    input_type: Attribute.string,
    // documented values: all_input_types, only_keypad, only_scanner
    input_type_options: Attribute.string,
    mode: Attribute.integer,
    name: Attribute.string,
    // sent only where `fields` names it
    next_shows_at: Attribute.instant,
    // sent only where `fields` names it
    online: Attribute.boolean,
    // sent only where `fields` names it
    open_for_check_in: Attribute.boolean,
    timeout_seconds: Attribute.integer,
    updated_at: Attribute.instant
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof stationShape

/** The type of {@link Station}, by its name. */
export interface Station extends Shape {}

/**
 * A device at which people check in.
 *
 * @see https://developer.planning.center/docs/#/apps/check-ins/2025-05-28/vertices/station
 * @since 0.1.0
 * @category models
 */
export const Station: Station = stationShape
