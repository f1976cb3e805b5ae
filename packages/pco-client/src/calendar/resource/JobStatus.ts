// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const jobStatusShape = Resource.make("calendar", "JobStatus", {
  attributes: {
    errors: Attribute.json,
    message: Attribute.string,
    retries: Attribute.integer,
    started_at: Attribute.instant,
    status: Attribute.string
  },
  lenient: true
})

type Shape = typeof jobStatusShape

/** The type of {@link JobStatus}, by its name. */
export interface JobStatus extends Shape {}

/**
 * How a task in the background is getting on.
 *
 * @see https://developer.planning.center/docs/#/apps/calendar/2022-07-07/vertices/job_status
 * @since 0.1.0
 * @category models
 */
export const JobStatus: JobStatus = jobStatusShape
