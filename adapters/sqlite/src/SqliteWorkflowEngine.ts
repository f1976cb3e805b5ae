/**
 * Durable workflows in the same file: finished steps are rows, and what was under way when the process died goes on when
 * it starts again.
 */
import type * as SqlClient from "@effect/sql/SqlClient"
import type { WorkflowEngine } from "@effect/workflow/WorkflowEngine"
import { JournalEngine } from "@openfaith/workflow-engine"
import * as Layer from "effect/Layer"
import type { SqliteOwner } from "./SqliteOwner.ts"
import * as SqliteWorkflowJournal from "./SqliteWorkflowJournal.ts"

/**
 * An engine whose history is in tables that begin with `openfaith_workflow_`. It executes the workflows that are registered
 * at it (`JournalEngine.layer`).
 *
 * @since 0.1.0
 * @category layers
 */
export const layer = (
  options?: JournalEngine.Options
): Layer.Layer<WorkflowEngine | JournalEngine.JournalEngine, never, SqlClient.SqlClient | SqliteOwner> =>
  JournalEngine.layer(options).pipe(Layer.provide(SqliteWorkflowJournal.layer))
