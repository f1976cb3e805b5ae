// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { Contributor } from "./resource/Contributor.ts"
import { Email } from "./resource/Email.ts"
import { Person } from "./resource/Person.ts"
import { PersonTeamPositionAssignment } from "./resource/PersonTeamPositionAssignment.ts"
import { Plan } from "./resource/Plan.ts"
import { PlanPerson } from "./resource/PlanPerson.ts"
import { PlanTime } from "./resource/PlanTime.ts"
import { Schedule } from "./resource/Schedule.ts"
import { Series } from "./resource/Series.ts"
import { ServiceType } from "./resource/ServiceType.ts"
import { SplitTeamRehearsalAssignment } from "./resource/SplitTeamRehearsalAssignment.ts"
import { Tag } from "./resource/Tag.ts"
import { Team } from "./resource/Team.ts"
import { TeamLeader } from "./resource/TeamLeader.ts"
import { TeamPosition } from "./resource/TeamPosition.ts"

export {
  /** That a person is scheduled for a plan, and whether they will come. */
  PlanPerson
}

const include = {
  declined_plan_times: PlanTime,
  "declined_plan_times.split_team_rehearsal_assignments": SplitTeamRehearsalAssignment,
  person: Person,
  "person.emails": Email,
  "person.tags": Tag,
  "person.team_leaders": TeamLeader,
  plan: Plan,
  "plan.contributors": Contributor,
  "plan.my_schedules": Schedule,
  "plan.plan_times": PlanTime,
  "plan.series": Series,
  team: Team,
  "team.people": Person,
  "team.person_team_position_assignments": PersonTeamPositionAssignment,
  "team.service_types": ServiceType,
  "team.team_leaders": TeamLeader,
  "team.team_positions": TeamPosition
}

const capabilities = {
  include,
  where: { team_id: "integer" },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** One plan person. */
export const get = Endpoint.get(
  "/services/v2/people/{person_id}/plan_people/{id}",
  PlanPerson,
  { include, fields: true },
  { below: { person_id: "services.Person" } }
)

/** The plan people of a person. */
export const listOfPerson = Endpoint.list("/services/v2/people/{person_id}/plan_people", PlanPerson, capabilities, {
  name: "services.PlanPerson.listOfPerson",
  below: { person_id: "services.Person" }
})

/** The `team_members` of a plan. */
export const listOfPlan = Endpoint.list(
  "/services/v2/service_types/{service_type_id}/plans/{plan_id}/team_members",
  PlanPerson,
  { ...capabilities, filter: ["confirmed", "not_archived", "not_declined", "not_deleted"] },
  {
    name: "services.PlanPerson.listOfPlan",
    below: { service_type_id: "services.ServiceType", plan_id: "services.Plan" }
  }
)

/** The `team_members` of a plan template. */
export const listOfPlanTemplate = Endpoint.list(
  "/services/v2/service_types/{service_type_id}/plan_templates/{plan_template_id}/team_members",
  PlanPerson,
  { ...capabilities, filter: ["confirmed", "not_archived", "not_declined", "not_deleted"] },
  {
    name: "services.PlanPerson.listOfPlanTemplate",
    below: { service_type_id: "services.ServiceType", plan_template_id: "services.PlanTemplate" }
  }
)

/** Makes a plan person below a plan. */
export const createBelowPlan = Endpoint.create(
  "/services/v2/service_types/{service_type_id}/plans/{plan_id}/team_members",
  PlanPerson,
  {
    attributes: {
      decline_reason: Attribute.string,
      notes: Attribute.string,
      notification_prepared_at: Attribute.instant,
      person_id: Attribute.id,
      prepare_notification: Attribute.boolean,
      responds_to_id: Attribute.id,
      status: Attribute.string,
      team_id: Attribute.id,
      team_position_name: Attribute.string
    },
    relationships: {
      declined_plan_times: { type: "PlanTime", many: true },
      person: { type: "Person" },
      plan: { type: "Plan" },
      responds_to: { type: "Person" },
      team: { type: "Team" }
    },
    included: true
  },
  {
    name: "services.PlanPerson.createBelowPlan",
    below: { service_type_id: "services.ServiceType", plan_id: "services.Plan" }
  }
)

/**
 * Changes a plan person. Not sent again after a lost answer: `prepare_notification` queues an email to the person each
 * time.
 */
export const update = Endpoint.update(
  "/services/v2/people/{person_id}/plan_people/{id}",
  PlanPerson,
  {
    attributes: {
      decline_reason: Attribute.string,
      notes: Attribute.string,
      notification_prepared_at: Attribute.instant,
      person_id: Attribute.id,
      prepare_notification: Attribute.boolean,
      responds_to_id: Attribute.id,
      status: Attribute.string,
      team_id: Attribute.id,
      team_position_name: Attribute.string
    },
    relationships: {
      declined_plan_times: { type: "PlanTime", many: true },
      person: { type: "Person" },
      plan: { type: "Plan" },
      responds_to: { type: "Person" },
      team: { type: "Team" }
    },
    included: true
  },
  { below: { person_id: "services.Person" } }
)

const destroy = Endpoint.delete("/services/v2/people/{person_id}/plan_people/{id}", PlanPerson, {
  below: { person_id: "services.Person" }
})

export {
  /** Removes a plan person. */
  destroy as delete
}

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: PlanPerson,
  get,
  routes: [
    { list: listOfPerson, parent: "services.Person", covers: "all" },
    { list: listOfPlan, parent: "services.Plan", covers: "some" },
    { list: listOfPlanTemplate, parent: "services.PlanTemplate", covers: "some" }
  ]
}
