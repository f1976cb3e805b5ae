/** What a connection's workflows are called, and which processes execute them. */
import { createHash } from "node:crypto"
import { TaskQueue } from "@openfaith/workflow-engine"
import * as Context from "effect/Context"

/** As much of a connection's name as every engine takes within that of a workflow, and what it takes at all. */
const short = (connection: string) =>
  /^[\x20-\x7e]{1,80}$/.test(connection)
    ? connection
    : `${connection.slice(0, 30).replace(/[^\x21-\x7e]/g, "_")}-${createHash("sha256").update(connection).digest("hex").slice(0, 32)}`

const folder = "@openfaith/sync-engine"

/** The task queue of a connection's workflows. */
export const taskQueue = (connection: string): string => `connection/${short(connection)}`

/**
 * A connection's workflows have names and a task queue of their own: whichever engine they are registered at, their steps run
 * only where the source of that connection is.
 */
export const ofConnection = (connection: string, workflow: string) => ({
  name: `${folder}/${workflow}/${short(connection)}`,
  annotations: Context.make(TaskQueue.TaskQueue, taskQueue(connection))
})

/** The name of a workflow without its connection, which spans and logs say beside it. */
export const kindOf = ({ name }: { readonly name: string }): string => name.split("/").slice(0, 3).join("/")
