/**
 * Who was asked to serve in a plan, and what they see of it.
 */
import * as Invent from "../world/invent.ts"
import {
  along,
  always,
  among,
  below,
  chain,
  children,
  inTurn,
  type Kind,
  nothing,
  oneOf,
  spread,
  through,
  told,
  via
} from "../world/kind.ts"

/** Places in plans, and the schedules that come with them. */
export const rosters: { readonly [type: string]: Kind } = {
  PlanPerson: below(
    "services.Plan",
    "plan",
    [
      [3, 1],
      [6, 2],
      [15, 1]
    ],
    {
      refs: {
        person: spread("services.Person"),
        scheduled_by: oneOf("services.Person", 12),
        service_type: along("services.ServiceType", "plan", "service_type"),
        team: among("services.Team", "service_type", "plan", "service_type"),
        responds_to: oneOf("services.Person", 12),
        plan_template: spread("services.PlanTemplate", 0.98)
      },
      attributes: {
        status: (dice) =>
          dice.weighted([
            ["C", 70],
            ["U", 20],
            ["D", 10]
          ]),
        decline_reason: (dice, slot, table) => (table.born.value(slot, "status") === "D" ? Invent.prose(dice) : null)
      },
      live: { name: told("full_name", "person"), photo_thumbnail: told("photo_thumbnail_url", "person") },
      edges: {
        declined_plan_times: through("services.~DeclinedTime", "one", "other"),
        plan_person_times: children("services.PlanPersonTime", "plan_person"),
        plan_times: through("services.PlanPersonTime", "plan_person", "plan_time"),
        times: through("services.PlanPersonTime", "plan_person", "plan_time"),
        service_times: through("services.PlanPersonTime", "plan_person", "plan_time"),
        time_preference_options: nothing
      }
    }
  ),
  // who declined, declined the first time of the plan
  "~DeclinedTime": below("services.PlanPerson", "one", 1, {
    refs: {
      other: {
        to: "services.PlanTime",
        at: (_, slot, table) => {
          const places = table.other("services.PlanPerson").born
          const place = table.owner(slot)
          if (places.value(place, "status") !== "D") return -1
          const times = table.other("services.PlanTime").born.children("plan", places.ref(place, "plan"))
          return times[0] ?? -1
        }
      }
    }
  }),
  PlanPersonTime: below("services.PlanPerson", "plan_person", 1, {
    refs: {
      plan: along("services.Plan", "plan_person", "plan"),
      plan_time: among("services.PlanTime", "plan", "plan_person", "plan")
    },
    attributes: { status: inTurn("C", "C", "U") }
  }),
  // what somebody sees of their own serving; the same as their places in plans
  Schedule: below("services.PlanPerson", "plan_person", 1, {
    accompanies: true,
    refs: {
      person: along("services.Person", "plan_person", "person"),
      service_type: along("services.ServiceType", "plan_person", "service_type"),
      plan: along("services.Plan", "plan_person", "plan"),
      team: along("services.Team", "plan_person", "team"),
      responds_to_person: along("services.Person", "plan_person", "responds_to")
    },
    live: {
      status: told("status", "plan_person"),
      person_name: told("full_name", "person"),
      service_type_name: told("name", "service_type"),
      team_name: told("name", "team"),
      team_position_name: told("team_position_name", "plan_person"),
      decline_reason: told("decline_reason", "plan_person"),
      sort_date: told("sort_date", "plan"),
      "~sort_at": told("~sort_at", "plan"),
      dates: told("dates", "plan"),
      short_dates: told("short_dates", "plan")
    },
    attributes: { organization_twenty_four_hour_time: always("false") },
    edges: {
      declined_plan_times: chain(["services.Schedule", "plan_person"], ["services.PlanPerson", "declined_plan_times"]),
      plan_times: chain(["services.Schedule", "plan_person"], ["services.PlanPerson", "plan_times"]),
      times: chain(["services.Schedule", "plan_person"], ["services.PlanPerson", "plan_times"]),
      plan_person: via("plan_person"),
      respond_to: via("responds_to_person")
    }
  })
}
