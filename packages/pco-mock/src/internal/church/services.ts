/**
 * What Services keeps.
 */
import * as Invent from "../world/invent.ts"
import { always, below, children, church, inTurn, type Kind, nowhere, type Scale, some, spread } from "../world/kind.ts"
import * as Words from "../world/words.ts"

import { plans } from "./plans.ts"
import { songs } from "./songs.ts"
import { serving } from "./teams.ts"

/** Every kind of record of Services. */
export const kinds = ({ now, people: size }: Scale): { readonly [type: string]: Kind } => ({
  Organization: church({ attributes: { date_format: always(0), legacy_id: always(null), secret: always(null) } }),
  ...songs,
  ...serving,
  ...plans(now, size),
  TagGroup: some(4, {
    refs: { folder: spread("services.Folder", 0.5) },
    attributes: {
      name: inTurn("Mood", "Instrument", "Skill", "Type"),
      tags_for: inTurn("song", "arrangement", "person", "media")
    },
    edges: { tags: children("services.Tag", "tag_group") }
  }),
  Tag: below("services.TagGroup", "tag_group", 4, { attributes: { name: (dice) => dice.pick(Words.labels) } }),
  EmailTemplate: some(3, {
    any: { template_owner: [] },
    attributes: { kind: inTurn("people_template", "rehearsal"), html_body: (dice) => `<p>${Invent.prose(dice)}</p>` }
  }),
  ReportTemplate: some(36, {
    attributes: { body: (dice) => `<!--\r\n${Invent.prose(dice)} -->`, default: always(true) }
  }),
  Chat: some(1, {
    attributes: {
      payload: always("{}"),
      group_identifiers: always([]),
      people: always([]),
      plans: always([]),
      teams: always([]),
      teams_i_lead: always([])
    }
  }),
  // documented types that no path leads to
  AttachmentActivity: some(0),
  BlockoutScheduleConflict: some(0),
  EmailTemplateRenderedResponse: some(0, {
    refs: { person: nowhere("services.Person"), email_template: nowhere("services.EmailTemplate") }
  }),
  FolderPath: some(0),
  ServiceTypePath: some(0),
  SkippedAttachment: some(0),
  SongbookStatus: some(0)
})
