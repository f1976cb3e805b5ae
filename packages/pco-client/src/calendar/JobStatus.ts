// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { JobStatus } from "./resource/JobStatus.ts"

export {
  /** How a task in the background is getting on. */
  JobStatus
}

/** Every job status. */
export const list = Endpoint.list("/calendar/v2/job_statuses", JobStatus, {
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One job status. */
export const get = Endpoint.get("/calendar/v2/job_statuses/{id}", JobStatus, { fields: true })

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: JobStatus, list, get }
