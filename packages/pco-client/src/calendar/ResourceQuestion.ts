// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { ResourceQuestion } from "./resource/ResourceQuestion.ts"

export {
  /** A question that a resource asks of those who want it. */
  ResourceQuestion
}

const capabilities = {
  where: { created_at: "instant", kind: "string", updated_at: "instant" },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** Every resource question. */
export const list = Endpoint.list("/calendar/v2/resource_questions", ResourceQuestion, capabilities)

/** One resource question. */
export const get = Endpoint.get("/calendar/v2/resource_questions/{id}", ResourceQuestion, { fields: true })

/** The resource questions of a resource. */
export const listOfResource = Endpoint.list(
  "/calendar/v2/resources/{resource_id}/resource_questions",
  ResourceQuestion,
  capabilities,
  { name: "calendar.ResourceQuestion.listOfResource", below: { resource_id: "calendar.Resource" } }
)

/** Makes a resource question below a resource. */
export const createBelowResource = Endpoint.create(
  "/calendar/v2/resources/{resource_id}/resource_questions",
  ResourceQuestion,
  {
    attributes: {
      choices: Attribute.string,
      description: Attribute.string,
      kind: Attribute.string,
      multiple_select: Attribute.boolean,
      optional: Attribute.boolean,
      position: Attribute.integer,
      question: Attribute.string
    }
  },
  { name: "calendar.ResourceQuestion.createBelowResource", below: { resource_id: "calendar.Resource" } }
)

/** Changes a resource question. */
export const update = Endpoint.update(
  "/calendar/v2/resource_questions/{id}",
  ResourceQuestion,
  {
    attributes: {
      choices: Attribute.string,
      description: Attribute.string,
      kind: Attribute.string,
      multiple_select: Attribute.boolean,
      optional: Attribute.boolean,
      position: Attribute.integer,
      question: Attribute.string
    }
  },
  { repeatable: true }
)

const destroy = Endpoint.delete("/calendar/v2/resource_questions/{id}", ResourceQuestion)

export {
  /** Removes a resource question. */
  destroy as delete
}

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: ResourceQuestion, list, get }
