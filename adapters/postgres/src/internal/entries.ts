/** Entries of an append as the database's functions read them: one JSON text. */
import { createHash } from "node:crypto"
import { JournalEntry } from "@openfaith/workflow-engine"
import { lasting } from "./queries.ts"

/** Postgres holds no NUL in a text, nor half a character; what a person reads may do without. */
export const readable = (text: string) => text.toWellFormed().replaceAll("\0", "\uFFFD")

/** As many characters as fit an index beside an execution's id. */
const longest = 400

const named = (name: string): { readonly name: string; readonly long?: string } =>
  name.length <= longest
    ? { name }
    : { name: `${readable(name.slice(0, 100))}… ${createHash("sha256").update(name).digest("hex")}`, long: name }

const encode = (entry: JournalEntry.JournalEntry): object =>
  JournalEntry.JournalEntry.$match(entry, {
    Start: ({ awaited, execution, parent, payload, taskQueue, workflow }): object => ({
      tag: "Start",
      execution,
      workflow,
      queue: taskQueue,
      payload,
      parent,
      awaited
    }),
    Step: ({ attempt, execution, exit, failed, name }): object => ({
      tag: "Step",
      execution,
      ...named(name),
      attempt,
      exit,
      failed
    }),
    Signal: ({ execution, exit, name, wakes }): object => ({ tag: "Signal", execution, ...named(name), exit, wakes }),
    Timer: ({ after, execution, exit, name }): object => ({
      tag: "Timer",
      execution,
      ...named(name),
      exit,
      after: lasting(after)
    }),
    Wake: ({ execution }): object => ({ tag: "Wake", execution }),
    Interrupt: ({ execution }): object => ({ tag: "Interrupt", execution }),
    Suspend: ({ execution, wakes }): object => ({ tag: "Suspend", execution, counted: wakes }),
    Park: ({ error, execution, parkedFor, wakes }): object => ({
      tag: "Park",
      execution,
      counted: wakes,
      reason: parkedFor,
      error: readable(error)
    }),
    Finish: ({ error, execution, exit, status }): object => ({
      tag: "Finish",
      execution,
      status,
      exit,
      error: error === null ? null : readable(error)
    }),
    Reopen: ({ execution }): object => ({ tag: "Reopen", execution })
  })

/**
 * One step as the parameters of a statement, and not as JSON; nothing for what the driver would write down as something
 * else, so that the database refuses it.
 */
export const toParameters = (
  entries: ReadonlyArray<JournalEntry.JournalEntry>
): ReadonlyArray<string | number | boolean | null> | undefined => {
  const [entry] = entries
  if (entry?._tag !== "Step" || entries.length > 1) return undefined
  if (![entry.execution, entry.name, entry.exit].every((text) => text.isWellFormed())) return undefined
  const { long, name } = named(entry.name)
  return [entry.execution, name, long ?? null, entry.attempt, entry.exit, entry.failed]
}

export const toText = (entries: ReadonlyArray<JournalEntry.JournalEntry>): string => JSON.stringify(entries.map(encode))
