/**
 * Songs, media, and what is attached to them.
 */
import * as Invent from "../world/invent.ts"
import {
  along,
  always,
  among,
  below,
  children,
  inTurn,
  type Kind,
  nth,
  oneOf,
  pairs,
  per,
  some,
  spread,
  through,
  told
} from "../world/kind.ts"
import type { Table } from "../world/table.ts"
import * as Words from "../world/words.ts"

/** Those who make and change things in Services: a dozen of them. */
export const staff = () => ({ created_by: oneOf("services.Person", 12), updated_by: oneOf("services.Person", 12, 0.2) })

const attachables = ["plan", "song", "arrangement", "key", "service_type", "item", "media"] as const

const attachableKinds: { readonly [name: string]: string } = {
  plan: "services.Plan",
  song: "services.Song",
  arrangement: "services.Arrangement",
  key: "services.Key",
  service_type: "services.ServiceType",
  item: "services.Item",
  media: "services.Media"
}

/** Songs and media, and the tags and files they have. */
export const songs: { readonly [type: string]: Kind } = {
  Song: some(per(40, 12, 600), {
    attributes: {
      title: (dice, slot) => `${dice.pick(Words.songs)}${slot >= Words.songs.length ? ` (${slot})` : ""}`,
      author: (dice) => dice.pick(Words.authors),
      ccli_number: (dice) => (dice.chance(0.4) ? null : dice.int(1000, 7_000_000)),
      themes: (dice) => (dice.chance(0.3) ? null : `, ${dice.pick(Words.labels)}, ${dice.pick(Words.labels)}`)
    },
    edges: {
      arrangements: children("services.Arrangement", "song"),
      last_scheduled_item: children("services.Item", "song"),
      attachments: children("services.Attachment", "song"),
      tags: through("services.~SongTag", "one", "other")
    }
  }),
  "~SongTag": pairs("services.Song", "services.Tag", [
    [0, 1],
    [2, 1]
  ]),
  Arrangement: below(
    "services.Song",
    "song",
    [
      [1, 4],
      [2, 1]
    ],
    {
      refs: staff(),
      attributes: {
        name: inTurn("Default Arrangement", "Acoustic", "Kids", "Español"),
        bpm: (dice) => dice.int(120, 320) / 2,
        sequence: always(["Verse 1", "Chorus", "Verse 2"]),
        sequence_short: always(["V1", "C", "V2"]),
        sequence_full: always([{ label: "Verse 1", number: null }])
      },
      edges: {
        attachments: children("services.Attachment", "arrangement"),
        sections: children("services.ArrangementSections", "arrangement"),
        keys: children("services.Key", "arrangement"),
        tags: through("services.~ArrangementTag", "one", "other")
      }
    }
  ),
  "~ArrangementTag": pairs("services.Arrangement", "services.Tag", [
    [0, 3],
    [1, 1]
  ]),
  ArrangementSections: below("services.Arrangement", "arrangement", 1, {
    attributes: { sections: (dice) => [{ label: "Verse 1", lyrics: Invent.prose(dice) }] }
  }),
  Key: below(
    "services.Arrangement",
    "arrangement",
    [
      [1, 3],
      [3, 1]
    ],
    {
      attributes: {
        name: (dice) => dice.pick(Words.keys),
        starting_key: (dice) => dice.pick(Words.keys),
        alternate_keys: always([])
      },
      edges: { attachments: children("services.Attachment", "key") }
    }
  ),
  SongSchedule: below("services.Song", "song", 2, {
    refs: {
      arrangement: nth("services.Arrangement", "song", "song"),
      key: among("services.Key", "arrangement", "arrangement"),
      plan: spread("services.Plan"),
      service_type: along("services.ServiceType", "plan", "service_type"),
      item: among("services.Item", "plan", "plan")
    },
    live: {
      arrangement_name: told("name", "arrangement"),
      key_name: told("name", "key"),
      plan_dates: told("dates", "plan"),
      service_type_name: told("name", "service_type")
    }
  }),
  Media: some(per(150, 6, 200), {
    attributes: {
      title: (dice) => dice.pick(Words.titles),
      media_type_name: always("Background Video"),
      themes: always(null)
    },
    edges: {
      attachments: children("services.Attachment", "media"),
      media_schedules: children("services.MediaSchedule", "media"),
      tags: through("services.~MediaTag", "one", "other")
    }
  }),
  "~MediaTag": pairs("services.Media", "services.Tag", [
    [0, 1],
    [1, 1]
  ]),
  MediaSchedule: below("services.Media", "media", 1, {
    refs: { plan: spread("services.Plan"), service_type: along("services.ServiceType", "plan", "service_type") },
    live: { service_type_name: told("name", "service_type"), plan_dates: told("dates", "plan") }
  }),
  Attachment: some(per(10, 14, 30_000), {
    refs: {
      ...staff(),
      administrator: oneOf("services.Person", 12, 0.9),
      ...Object.fromEntries(
        attachables.map((name, turn) => [
          name,
          {
            to: attachableKinds[name] ?? "",
            at: (_: unknown, slot: number, table: Table) => {
              const { base } = table.other(attachableKinds[name] ?? "")
              return slot % attachables.length !== turn || base === 0
                ? -1
                : Math.floor(slot / attachables.length) % base
            }
          }
        ])
      )
    },
    any: { attachable: attachables },
    attributes: {
      filename: (dice) => dice.pick(Words.files),
      deleted_at: always(null),
      pco_type: inTurn("AttachmentS3", "AttachmentUrl")
    },
    edges: {
      zooms: children("services.Zoom", "attachment"),
      attachment_types: through("services.~AttachmentKind", "one", "other")
    }
  }),
  "~AttachmentKind": pairs("services.Attachment", "services.AttachmentType", [
    [0, 2],
    [1, 1]
  ]),
  AttachmentType: some(4, {
    refs: { attachment_type_group: spread("services.AttachmentTypeGroup", 0.3) },
    attributes: { name: inTurn("Chart", "Lyrics", "Video", "Übersicht") }
  }),
  AttachmentTypeGroup: some(2, { attributes: { name: inTurn("Music", "Media") } }),
  Zoom: below(
    "services.Attachment",
    "attachment",
    [
      [0, 1],
      [1, 1]
    ],
    {
      refs: { person: oneOf("services.Person", 12) },
      any: { attachable: ["attachment"] },
      attributes: { aspect_ratio: always(1.78) }
    }
  )
}
