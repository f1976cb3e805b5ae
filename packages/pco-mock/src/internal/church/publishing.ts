/**
 * What was preached, and where it can be watched.
 */
import {
  along,
  always,
  below,
  children,
  church,
  inTurn,
  type Kind,
  per,
  pick,
  type Scale,
  some,
  spread,
  via
} from "../world/kind.ts"
import * as Names from "../world/names.ts"
import * as Words from "../world/words.ts"

const resource = {
  attributes: { title: inTurn("Give", "Sign up", "Bulletin"), url: always("https://church.example.org/give") }
}

/** Every kind of record of Publishing. */
export const kinds = (_: Scale): { readonly [type: string]: Kind } => ({
  Organization: church({ attributes: { downloads_used: always(0) } }),
  Channel: some(3, {
    refs: {
      current_episode: {
        to: "publishing.Episode",
        at: (_, slot, table) => table.other("publishing.Episode").born.children("channel", slot)[0] ?? -1
      }
    },
    attributes: { name: inTurn("Sermons", "Kids", "Podcast"), published: always(true) },
    edges: {
      channel_default_episode_resources: children("publishing.ChannelDefaultEpisodeResource", "channel"),
      channel_default_times: children("publishing.ChannelDefaultTime", "channel"),
      episodes: children("publishing.Episode", "channel"),
      next_times: children("publishing.ChannelNextTime", "channel"),
      series: children("publishing.Series", "channel"),
      statistics: children("publishing.EpisodeStatistics", "channel")
    }
  }),
  ChannelDefaultEpisodeResource: below("publishing.Channel", "channel", 2, resource),
  ChannelDefaultTime: below("publishing.Channel", "channel", 1),
  ChannelNextTime: below("publishing.Channel", "channel", 1),
  Series: below("publishing.Channel", "channel", 4, {
    attributes: { title: (dice) => dice.pick(Words.titles), ended_at: always(null) },
    live: { episodes_count: (_, slot, table) => table.other("publishing.Episode").children("series", slot).length }
  }),
  Episode: some(per(25, 8, 1500), {
    refs: {
      series: spread("publishing.Series", 0.2),
      channel: {
        to: "publishing.Channel",
        at: (dice, slot, table) => {
          const series = table.born.ref(slot, "series")
          return series < 0 ? dice.int(0, 2) : table.other("publishing.Series").owner(series)
        }
      }
    },
    attributes: { title: (dice) => dice.pick(Words.titles), page_actions: always([]), video_embed_code: always(null) },
    edges: {
      episode_resources: children("publishing.EpisodeResource", "episode"),
      episode_times: children("publishing.EpisodeTime", "episode"),
      speakerships: children("publishing.Speakership", "episode"),
      note_template: children("publishing.NoteTemplate", "episode")
    }
  }),
  EpisodeResource: below(
    "publishing.Episode",
    "episode",
    [
      [0, 1],
      [1, 1]
    ],
    resource
  ),
  EpisodeTime: below("publishing.Episode", "episode", 1, {
    attributes: { current_timestamp: always(0), caveats: always([]) }
  }),
  EpisodeStatistics: below("publishing.Episode", "episode", 1, {
    refs: { channel: along("publishing.Channel", "episode", "channel") },
    attributes: {
      times: always([])
    }
  }),
  NoteTemplate: below("publishing.Episode", "episode", [
    [0, 1],
    [1, 1]
  ]),
  Speaker: some(6, {
    attributes: {
      first_name: (_, slot) => Names.mens[slot] ?? null,
      last_name: (_, slot) => Names.families[slot] ?? null,
      formatted_name: (_, slot) => `${Names.mens[slot]} ${Names.families[slot]}`,
      speaker_type: inTurn("person", "guest")
    },
    live: { episodes_count: (_, slot, table) => table.other("publishing.Speakership").children("speaker", slot).length }
  }),
  Speakership: below(
    "publishing.Episode",
    "episode",
    [
      [1, 4],
      [2, 1]
    ],
    { refs: { speaker: pick("publishing.Speaker") }, edges: { speaker: via("speaker") } }
  )
})
