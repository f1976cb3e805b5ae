// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { ServiceType } from "./resource/ServiceType.ts"
import { TimePreferenceOption } from "./resource/TimePreferenceOption.ts"

export {
  /** A kind of service, with its plans and teams. */
  ServiceType
}

const include = { time_preference_options: TimePreferenceOption }

const capabilities = {
  include,
  order: ["name", "sequence"],
  where: { id: "id", name: "string", parent_id: "integer" },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** Every service type. */
export const list = Endpoint.list("/services/v2/service_types", ServiceType, {
  ...capabilities,
  // each belongs to exactly one of these
  complete: ["time_preference_options"],
  filter: ["no_parent"]
})

/** One service type. */
export const get = Endpoint.get("/services/v2/service_types/{id}", ServiceType, { include, fields: true })

/** The service types of a folder. */
export const listOfFolder = Endpoint.list("/services/v2/folders/{folder_id}/service_types", ServiceType, capabilities, {
  name: "services.ServiceType.listOfFolder",
  below: { folder_id: "services.Folder" }
})

/** The service type of a live, or `NotFound` where there is none. */
export const getOfLive = Endpoint.get(
  "/services/v2/series/{series_id}/plans/{plan_id}/live/{live_id}/service_type",
  ServiceType,
  { include, fields: true },
  {
    name: "services.ServiceType.getOfLive",
    below: { series_id: "services.Series", plan_id: "services.Plan", live_id: "services.Live" }
  }
)

/** The service types of a team. */
export const listOfTeam = Endpoint.list("/services/v2/teams/{team_id}/service_types", ServiceType, capabilities, {
  name: "services.ServiceType.listOfTeam",
  below: { team_id: "services.Team" }
})

/** Makes a service type. */
export const create = Endpoint.create("/services/v2/service_types", ServiceType, {
  attributes: {
    attachment_types_enabled: Attribute.boolean,
    background_check_permissions: Attribute.string,
    comment_permissions: Attribute.string,
    custom_item_types: Attribute.json,
    frequency: Attribute.string,
    last_plan_from: Attribute.string,
    name: Attribute.string,
    parent_id: Attribute.id,
    scheduled_publish: Attribute.boolean,
    sequence: Attribute.integer,
    standard_item_types: Attribute.json
  },
  relationships: { parent: { type: "Folder" } }
})

/** Changes a service type. */
export const update = Endpoint.update(
  "/services/v2/service_types/{id}",
  ServiceType,
  {
    attributes: {
      attachment_types_enabled: Attribute.boolean,
      background_check_permissions: Attribute.string,
      comment_permissions: Attribute.string,
      custom_item_types: Attribute.json,
      frequency: Attribute.string,
      last_plan_from: Attribute.string,
      name: Attribute.string,
      parent_id: Attribute.id,
      scheduled_publish: Attribute.boolean,
      sequence: Attribute.integer,
      standard_item_types: Attribute.json
    },
    relationships: { parent: { type: "Folder" } }
  },
  { repeatable: true }
)

const destroy = Endpoint.delete("/services/v2/service_types/{id}", ServiceType)

export {
  /** Removes a service type. */
  destroy as delete
}

/** Makes several plans at once, at most twelve. */
export const createPlans = Endpoint.action("/services/v2/service_types/{service_type_id}/create_plans", {
  name: "services.ServiceType.createPlans",
  below: { service_type_id: "services.ServiceType" },
  type: "ServiceType",
  writable: {
    attributes: {
      as_template: Attribute.boolean,
      base_date: Attribute.date,
      copy_items: Attribute.boolean,
      copy_notes: Attribute.boolean,
      copy_people: Attribute.boolean,
      count: Attribute.integer,
      team_ids: Attribute.json
    },
    relationships: { plan: { type: "Plan" }, template: { type: "PlanTemplate", many: true } }
  }
})

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: ServiceType, list, get }
