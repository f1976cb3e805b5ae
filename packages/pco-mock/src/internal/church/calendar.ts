/**
 * What happens when, and which rooms and things it needs.
 */

import { moment } from "../../Row.ts"
import * as Invent from "../world/invent.ts"
import {
  along,
  always,
  below,
  borrowed,
  chain,
  children,
  church,
  inTurn,
  type Kind,
  oneOf,
  pairs,
  per,
  pick,
  type Scale,
  skewed,
  some,
  spread,
  through,
  twin,
  via
} from "../world/kind.ts"
import * as Words from "../world/words.ts"

const people = "people.Person"

/** Every kind of record of Calendar. */
export const kinds = (_: Scale): { readonly [type: string]: Kind } => ({
  Organization: church({ attributes: { calendar_starts_on: always("sunday"), onboarding: always(false) } }),
  // only those who use Calendar are known to it
  Person: twin(
    people,
    {
      live: {
        ...Object.fromEntries(
          ["first_name", "last_name", "middle_name", "gender", "name", "child", "status", "site_administrator"].map(
            (name) => [name, borrowed(people, name)]
          )
        ),
        avatar_url: borrowed(people, "avatar")
      },
      edges: {
        event_resource_requests: children("calendar.EventResourceRequest", "created_by")
      }
    },
    0.1
  ),
  Event: some(per(20, 6, 3000), {
    refs: { owner: oneOf("calendar.Person", 30), feed: pick("calendar.Feed", 0.7) },
    attributes: {
      name: (dice) => dice.pick(Words.events),
      percent_approved: always(100),
      percent_rejected: always(0)
    },
    edges: {
      conflicts: children("calendar.Conflict", "winner"),
      event_instances: children("calendar.EventInstance", "event"),
      event_resource_requests: children("calendar.EventResourceRequest", "event"),
      resource_bookings: children("calendar.ResourceBooking", "event"),
      tags: through("calendar.~EventTag", "one", "other"),
      attachments: children("calendar.Attachment", "event"),
      event_connections: children("calendar.EventConnection", "event")
    }
  }),
  // who may change an event besides its owner, and who is told of it; neither is on the wire but in what filters let through
  "~Manager": below("calendar.Event", "one", 1, { refs: { other: oneOf("calendar.Person", 15) } }),
  "~Subscriber": below(
    "calendar.Event",
    "one",
    [
      [0, 1],
      [2, 1]
    ],
    { refs: { other: oneOf("calendar.Person", 30) } }
  ),
  "~EventTag": pairs("calendar.Event", "calendar.Tag", [
    [0, 1],
    [1, 2],
    [3, 1]
  ]),
  EventInstance: below("calendar.Event", "event", skewed(1, 120), {
    attributes: {
      recurrence: (dice) => dice.pick(["None", "Every week", "Every month"]),
      recurrence_description: always("Weekly on Sunday"),
      compact_recurrence_description: always("Weekly"),
      location: (dice) => (dice.chance(0.4) ? null : `${dice.pick(Words.rooms)} - 1 Church Street`)
    },
    edges: {
      resource_bookings: children("calendar.ResourceBooking", "event_instance"),
      tags: through("calendar.~InstanceTag", "one", "other")
    }
  }),
  "~InstanceTag": pairs("calendar.EventInstance", "calendar.Tag", [
    [0, 2],
    [1, 1]
  ]),
  EventTime: below(
    "calendar.EventInstance",
    "event_instance",
    [
      [1, 3],
      [2, 1]
    ],
    {
      refs: { event: along("calendar.Event", "event_instance", "event") },
      // documented as an instant, whatever its name says
      attributes: { name: Invent.starts }
    }
  ),
  EventConnection: below(
    "calendar.Event",
    "event",
    [
      [0, 4],
      [1, 1]
    ],
    {
      attributes: {
        connected_to_type: inTurn("signup", "group", "event"),
        product_name: inTurn("registrations", "groups", "check-ins")
      }
    }
  ),
  EventResourceRequest: below(
    "calendar.Event",
    "event",
    [
      [0, 1],
      [1, 2],
      [3, 1]
    ],
    {
      refs: {
        resource: spread("calendar.Resource"),
        event_resource_request: { to: "calendar.EventResourceRequest", at: () => -1 },
        created_by: oneOf("calendar.Person", 30),
        updated_by: oneOf("calendar.Person", 30, 0.5),
        room_setup: spread("calendar.RoomSetup", 0.7)
      },
      edges: {
        answers: children("calendar.EventResourceAnswer", "event_resource_request"),
        resource_bookings: children("calendar.ResourceBooking", "event_resource_request")
      }
    }
  ),
  EventResourceAnswer: below(
    "calendar.EventResourceRequest",
    "event_resource_request",
    [
      [0, 3],
      [1, 1]
    ],
    {
      refs: {
        created_by: oneOf("calendar.Person", 30),
        updated_by: oneOf("calendar.Person", 30),
        resource_question: spread("calendar.ResourceQuestion")
      },
      attributes: { answer: (dice) => dice.pick(Words.labels), question: (dice) => ({ question: Invent.prose(dice) }) }
    }
  ),
  ResourceBooking: below(
    "calendar.EventInstance",
    "event_instance",
    [
      [0, 2],
      [1, 1]
    ],
    {
      refs: {
        event: along("calendar.Event", "event_instance", "event"),
        resource: spread("calendar.Resource"),
        event_resource_request: {
          to: "calendar.EventResourceRequest",
          at: (_, slot, table) => {
            const event = table.born.ref(slot, "event")
            return table.other("calendar.EventResourceRequest").born.children("event", event)[0] ?? -1
          }
        }
      }
    }
  ),
  Attachment: below("calendar.Event", "event", [
    [0, 5],
    [1, 1]
  ]),
  Conflict: some(per(80, 5, 200), {
    refs: {
      resource: spread("calendar.Resource"),
      resolved_by: oneOf("calendar.Person", 30, 0.5),
      winner: spread("calendar.Event", 0.3)
    }
  }),
  Feed: some(4, {
    refs: { event_owner: oneOf("calendar.Person", 30) },
    attributes: { name: inTurn("Google", "Groups", "Anmeldungen", "iCal") }
  }),
  JobStatus: some(2, {
    attributes: {
      errors: always([]),
      retries: always(0),
      started_at: (_, slot, table) => moment(table.born.span(slot)[0])
    }
  }),
  ReportTemplate: some(3, { attributes: { created_at: Invent.between, updated_at: Invent.between } }),
  ResourceApprovalGroup: some(3, {
    attributes: { name: inTurn("Facilities", "Tech", "Kitchen") },
    edges: {
      event_resource_requests: chain(
        ["calendar.ResourceApprovalGroup", "resources"],
        ["calendar.Resource", "event_resource_requests"]
      ),
      people: through("calendar.~Approver", "one", "other"),
      required_approvals: children("calendar.RequiredApproval", "resource_approval_group"),
      resources: through("calendar.RequiredApproval", "resource_approval_group", "resource")
    }
  }),
  "~Approver": pairs("calendar.ResourceApprovalGroup", "calendar.Person", 3),
  RequiredApproval: below("calendar.ResourceApprovalGroup", "resource_approval_group", 4, {
    refs: { resource: spread("calendar.Resource") }
  }),
  ResourceFolder: some(4, {
    attributes: { name: (dice) => dice.pick(Words.rooms), kind: inTurn("Room", "Resource"), ancestry: always(null) }
  }),
  Resource: some(per(60, 10, 400), {
    refs: { resource_folder: spread("calendar.ResourceFolder", 0.3) },
    attributes: {
      kind: inTurn("Room", "Resource", "Room"),
      name: (dice, slot) => `${dice.pick(Words.rooms)} ${slot + 1}`,
      expires_at: always(null)
    },
    edges: {
      conflicts: children("calendar.Conflict", "resource"),
      event_resource_requests: children("calendar.EventResourceRequest", "resource"),
      required_approvals: children("calendar.RequiredApproval", "resource"),
      resource_approval_groups: through("calendar.RequiredApproval", "resource", "resource_approval_group"),
      resource_bookings: children("calendar.ResourceBooking", "resource"),
      room_setups: children("calendar.RoomSetup", "containing_resource")
    }
  }),
  ResourceQuestion: below("calendar.Resource", "resource", [
    [0, 2],
    [1, 1]
  ]),
  RoomSetup: some(per(300, 4, 80), {
    refs: {
      containing_resource: spread("calendar.Resource", 0.2),
      room_setup: { to: "calendar.RoomSetup", at: (_, slot) => (slot % 3 === 2 ? 0 : -1) }
    },
    edges: {
      resource_suggestions: children("calendar.ResourceSuggestion", "room_setup"),
      containing_resource: via("containing_resource")
    }
  }),
  ResourceSuggestion: below("calendar.RoomSetup", "room_setup", 2, { refs: { resource: spread("calendar.Resource") } }),
  TagGroup: some(3, {
    attributes: { name: inTurn("Ministry", "Campus", "Audience") },
    edges: {
      tags: children("calendar.Tag", "tag_group"),
      events: chain(["calendar.TagGroup", "tags"], ["calendar.Tag", "events"])
    }
  }),
  Tag: below("calendar.TagGroup", "tag_group", 4, {
    attributes: { name: (dice) => dice.pick(Words.labels), position: (_, slot, table) => table.rank(slot) + 0.5 },
    edges: {
      events: through("calendar.~EventTag", "other", "one"),
      event_instances: through("calendar.~InstanceTag", "other", "one")
    }
  })
})
