/** Which processes execute a workflow. */
import type * as Workflow from "@effect/workflow/Workflow"
import * as Context from "effect/Context"

/**
 * Annotates a workflow with the task queue that its executions belong to; `default` without. A process executes only what is
 * in the task queues of the workflows that it has registered, and each task queue is executed by one process at a time. So
 * workflows that not every process can execute are in a task queue of their own.
 *
 * @since 0.1.0
 * @category annotations
 */
export class TaskQueue extends Context.Reference<TaskQueue>()("@openfaith/workflow-engine/TaskQueue", {
  defaultValue: (): string => "default"
}) {}

/**
 * The task queue of a workflow.
 *
 * @since 0.1.0
 * @category combinators
 */
export const of = (workflow: Pick<Workflow.Any, "annotations">): string => Context.get(workflow.annotations, TaskQueue)
