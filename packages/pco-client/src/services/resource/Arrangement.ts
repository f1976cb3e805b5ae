// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const arrangementShape = Resource.make("services", "Arrangement", {
  attributes: {
    // set where others are deleted: the record stays
    archived_at: Attribute.instant,
    bpm: Attribute.decimal,
    chord_chart: Attribute.string,
    chord_chart_chord_color: Attribute.integer,
    chord_chart_columns: Attribute.integer,
    chord_chart_font: Attribute.string,
    chord_chart_font_size: Attribute.integer,
    chord_chart_key: Attribute.string,
    created_at: Attribute.instant,
    has_chord_chart: Attribute.boolean,
    has_chords: Attribute.boolean,
    // since the documentation of 2025-10 (OpenAPI 2018-11-01)
    isrc: Attribute.integer,
    length: Attribute.integer,
    lyrics: Attribute.string,
    lyrics_enabled: Attribute.boolean,
    // documented values: 2/2, 2/4, 3/2, 3/4, 4/2, 4/4, 5/4, 6/4, 3/8, 6/8, 7/4, 7/8, 9/8, 12/4, 12/8
    meter: Attribute.string,
    // since the documentation of 2025-10 (OpenAPI 2018-11-01)
    mtid: Attribute.string,
    name: Attribute.string,
    notes: Attribute.string,
    number_chart_enabled: Attribute.boolean,
    numeral_chart_enabled: Attribute.boolean,
    // documented values: 0.0in, 0.25in, 0.5in, 0.75in, 1.0in
    print_margin: Attribute.string,
    // documented values: Portrait, Landscape
    print_orientation: Attribute.string,
    // documented values: Widescreen (16x9), Fullscreen (4x3), A4, Letter, Legal, 11x17
    print_page_size: Attribute.string,
    // since the documentation of 2025-10 (OpenAPI 2018-11-01)
    rehearsal_mix_id: Attribute.string,
    // since the documentation of 2025-10 (OpenAPI 2018-11-01)
    rehearsal_mix_thumbnail: Attribute.string,
    sequence: Attribute.json,
    sequence_full: Attribute.json,
    sequence_short: Attribute.json,
    updated_at: Attribute.instant
  },
  relationships: {
    created_by: { to: "services.Person", required: false },
    song: { to: "services.Song", required: true },
    updated_by: { to: "services.Person", required: false }
  },
  webhooks: {
    created: "services.v2.events.arrangement.created",
    updated: "services.v2.events.arrangement.updated",
    destroyed: "services.v2.events.arrangement.destroyed"
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof arrangementShape

/** The type of {@link Arrangement}, by its name. */
export interface Arrangement extends Shape {}

/**
 * One way to play a song.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/arrangement
 * @since 0.1.0
 * @category models
 */
export const Arrangement: Arrangement = arrangementShape
