import {
  along,
  always,
  among,
  below,
  borrowed,
  children,
  inTurn,
  type Kind,
  nothing,
  nowhere,
  oneOf,
  pairs,
  pick,
  skewed,
  spread,
  through,
  told,
  twin,
  via
} from "../world/kind.ts"
import * as Words from "../world/words.ts"
import { staff } from "./songs.ts"

const people = "people.Person"

const borrowedNames = (...names: ReadonlyArray<string>) =>
  Object.fromEntries(names.map((name) => [name, borrowed(people, name)]))

/** People, teams and positions, and what each says about being scheduled. */
export const serving: { readonly [type: string]: Kind } = {
  // only those who serve are known to Services
  Person: twin(
    people,
    {
      refs: { current_folder: spread("services.Folder", 0.7), ...staff() },
      live: {
        ...borrowedNames(
          "first_name",
          "last_name",
          "given_name",
          "middle_name",
          "nickname",
          "status",
          "site_administrator",
          "passed_background_check",
          "anniversary",
          "birthdate"
        ),
        full_name: borrowed(people, "name"),
        photo_url: borrowed(people, "avatar"),
        photo_thumbnail_url: borrowed(people, "avatar")
      },
      attributes: { archived: (dice) => dice.chance(0.05), archived_at: always(null), onboardings: always([]) },
      edges: {
        available_signups: children("services.AvailableSignup", "person"),
        blockouts: children("services.Blockout", "person"),
        emails: children("services.Email", "person"),
        person_team_position_assignments: children("services.PersonTeamPositionAssignment", "person"),
        plan_people: children("services.PlanPerson", "person"),
        schedules: children("services.Schedule", "person"),
        scheduling_preferences: children("services.SchedulingPreference", "person"),
        tags: through("services.~PersonTag", "one", "other"),
        team_leaders: children("services.TeamLeader", "person"),
        text_settings: children("services.TextSetting", "person")
      }
    },
    0.3
  ),
  // which kinds of service somebody does not want to see open; on the wire in nothing but the actions that set it
  "~Collapsed": below("services.Person", "one", 0, { refs: { other: nowhere("services.ServiceType") } }),
  "~PersonTag": pairs("services.Person", "services.Tag", [
    [0, 3],
    [1, 1]
  ]),
  Email: below(
    "services.Person",
    "person",
    [
      [0, 1],
      [1, 5]
    ],
    {
      attributes: {
        address: (_, slot, table) => `user${table.other("services.Person").id(table.owner(slot))}@example.com`
      }
    }
  ),
  TextSetting: below("services.Person", "person", 1),
  SchedulingPreference: below(
    "services.Person",
    "person",
    [
      [0, 3],
      [1, 1]
    ],
    {
      refs: { household_member: spread("services.Person") },
      attributes: { preference: inTurn("Together", "Separate") }
    }
  ),
  Blockout: below(
    "services.Person",
    "person",
    [
      [0, 3],
      [1, 1],
      [3, 1]
    ],
    {
      attributes: { repeat_until: always(null), settings: always(null), repeat_frequency: always("no_repeat") },
      edges: {
        blockout_dates: children("services.BlockoutDate", "blockout"),
        blockout_exceptions: children("services.BlockoutException", "blockout")
      }
    }
  ),
  BlockoutDate: below("services.Blockout", "blockout", 1, {
    refs: { person: along("services.Person", "blockout", "person") }
  }),
  BlockoutException: below("services.Blockout", "blockout", [
    [0, 4],
    [1, 1]
  ]),
  AvailableSignup: below(
    "services.Person",
    "person",
    [
      [0, 9],
      [1, 1]
    ],
    {
      refs: { service_type: pick("services.ServiceType") },
      live: { service_type_name: told("name", "service_type") },
      edges: { signup_sheets: children("services.SignupSheet", "available_signup") }
    }
  ),
  SignupSheet: below("services.AvailableSignup", "available_signup", 2, {
    refs: {
      plan: among("services.Plan", "service_type", "available_signup", "service_type"),
      team_position: spread("services.TeamPosition"),
      team: along("services.Team", "team_position", "team")
    },
    edges: {
      scheduled_people: children("services.ScheduledPerson", "signup_sheet"),
      signup_sheet_metadata: children("services.SignupSheetMetadata", "signup_sheet")
    }
  }),
  SignupSheetMetadata: below("services.SignupSheet", "signup_sheet", 1, {
    refs: { plan_time: among("services.PlanTime", "plan", "signup_sheet", "plan") }
  }),
  ScheduledPerson: below("services.SignupSheet", "signup_sheet", 2, { refs: { person: spread("services.Person") } }),
  Team: below("services.ServiceType", "service_type", 4, {
    refs: { default_responds_to: oneOf("services.Person", 12) },
    attributes: {
      name: (_, slot, table) => Words.teams[table.rank(slot) % Words.teams.length] ?? null,
      archived_at: always(null)
    },
    edges: {
      people: through("services.PersonTeamPositionAssignment", "team", "person"),
      person_team_position_assignments: children("services.PersonTeamPositionAssignment", "team"),
      service_types: via("service_type"),
      team_leaders: children("services.TeamLeader", "team"),
      team_positions: children("services.TeamPosition", "team")
    }
  }),
  TeamLeader: below("services.Team", "team", 2, {
    refs: { person: oneOf("services.Person", 40) },
    edges: { people: via("person") }
  }),
  TeamPosition: below("services.Team", "team", 3, {
    refs: { service_type: along("services.ServiceType", "team", "service_type") },
    attributes: {
      name: (dice) => dice.pick(Words.positions),
      tags: always([]),
      negative_tag_groups: always([]),
      tag_groups: always([])
    },
    edges: {
      person_team_position_assignments: children("services.PersonTeamPositionAssignment", "team_position"),
      tags: through("services.~PositionTag", "one", "other"),
      attachment_types: nothing
    }
  }),
  "~PositionTag": pairs("services.TeamPosition", "services.Tag", [
    [0, 3],
    [1, 1]
  ]),
  PersonTeamPositionAssignment: below("services.TeamPosition", "team_position", skewed(2, 30), {
    refs: { person: spread("services.Person"), team: along("services.Team", "team_position", "team") },
    attributes: {
      schedule_preference: inTurn("Every week", "Every other week", "Once a month"),
      preferred_weeks: always([])
    },
    edges: { time_preference_options: through("services.~PreferredTime", "one", "other") }
  }),
  "~PreferredTime": pairs("services.PersonTeamPositionAssignment", "services.TimePreferenceOption", [
    [0, 2],
    [1, 1]
  ])
}
