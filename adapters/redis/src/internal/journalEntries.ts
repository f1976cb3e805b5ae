/** Entries of an append as its script reads them, and its answers as the models of the port. */
import { Execution, JournalEntry, type WorkflowJournal } from "@openfaith/workflow-engine"
import * as Array_ from "effect/Array"
import * as Duration from "effect/Duration"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { lasting } from "./journal.ts"

/** What is compared later must come back as it is, and half of a character has no UTF-8; payloads and exits are JSON, which escapes it. */
export const unstorable = (entries: ReadonlyArray<JournalEntry.JournalEntry>): string | undefined =>
  entries
    .flatMap((entry) => [
      entry.execution,
      ...("name" in entry ? [entry.name] : []),
      ...("workflow" in entry ? [entry.workflow, entry.taskQueue, entry.parent ?? ""] : [])
    ])
    .find((text) => !text.isWellFormed())

const flag = (truth: boolean) => (truth ? "1" : "0")
const optional = (text: string | null) => (text === null ? "" : `=${text}`)

const isStep = JournalEntry.JournalEntry.$is("Step")

/** Four texts for each, if all of them are steps. */
export const fromSteps = (entries: ReadonlyArray<JournalEntry.JournalEntry>): ReadonlyArray<string> | undefined =>
  entries.every(isStep)
    ? entries.flatMap(({ attempt, execution, exit, failed, name }) => [
        execution,
        Execution.stepKey(name, attempt),
        exit,
        flag(failed)
      ])
    : undefined

const wanted = JournalEntry.JournalEntry.$match({
  Start: ({ awaited, parent, payload, taskQueue, workflow }): ReadonlyArray<string> => [
    workflow,
    taskQueue,
    payload,
    optional(parent),
    flag(awaited)
  ],
  Step: ({ attempt, exit, failed, name }) => [Execution.stepKey(name, attempt), exit, flag(failed)],
  Signal: ({ exit, name, wakes }) => [name, exit, flag(wakes)],
  Timer: ({ after, exit, name }) => [name, exit, lasting(after)],
  Wake: () => [],
  Interrupt: () => [],
  Suspend: ({ wakes }) => [String(wakes)],
  Park: ({ error, parkedFor, wakes }) => [String(wakes), parkedFor, error],
  Finish: ({ error, exit, status }) => [status, exit, optional(error)],
  Reopen: () => []
})

export const fromEntries = (entries: ReadonlyArray<JournalEntry.JournalEntry>): ReadonlyArray<string> =>
  entries.flatMap((entry) => [entry._tag, entry.execution, ...wanted(entry)])

/** What the script says of entries; nothing, where all were kept and their executions just go on. */
const Receipts = Schema.decodeUnknownOption(
  Schema.Array(
    Schema.Tuple(
      Schema.Literal(0, 1),
      Schema.NullOr(Execution.Status),
      Schema.NullOr(Schema.String),
      Schema.NullOr(Schema.Literal("0", "1")),
      Schema.Array(Schema.Union(Schema.String, Schema.Literal(0, 1)))
    )
  )
)

/** Executions, each followed by whether it waits for more. */
const wokenOf = (flat: ReadonlyArray<string | 0 | 1>): ReadonlyArray<JournalEntry.Woken> =>
  flat.flatMap((execution, at) => (typeof execution === "string" ? [{ execution, more: flat[at + 1] === 1 }] : []))

export const toReceipts = (answer: unknown): Option.Option<ReadonlyArray<JournalEntry.Receipt>> =>
  Option.map(
    Receipts(answer),
    Array_.map(([applied, status, exit, interrupted, woken]) => ({
      applied: applied === 1,
      standing: status === null ? null : { status, exit, interrupted: interrupted === "1" },
      woken: wokenOf(woken)
    }))
  )

/** What becomes of a step nearly always. */
export const goesOn: JournalEntry.Receipt = {
  applied: true,
  standing: { status: "running", exit: null, interrupted: false },
  woken: []
}

const Texts = Schema.Array(Schema.String)

/** A hash as the server gives it: a name, then its value, and so on. */
const mapOf = (flat: ReadonlyArray<string>): ReadonlyMap<string, string> => {
  const map = new Map<string, string>()
  for (let at = 0; at + 1 < flat.length; at += 2) map.set(flat[at] ?? "", flat[at + 1] ?? "")
  return map
}

const decodeExecution = Schema.decodeUnknownOption(
  Schema.Struct({
    id: Schema.String,
    workflow: Schema.String,
    taskQueue: Schema.String,
    parent: Schema.NullOr(Schema.String),
    status: Execution.Status,
    payload: Schema.String,
    exit: Schema.NullOr(Schema.String),
    parkedFor: Schema.NullOr(Execution.ParkedFor),
    error: Schema.NullOr(Schema.String),
    interrupted: Schema.transformLiterals(["0", false], ["1", true]),
    wakes: Schema.NumberFromString,
    startedAt: Schema.NumberFromString,
    updatedAt: Schema.NumberFromString
  })
)

const absent = { parent: null, exit: null, parkedFor: null, error: null }

const executionOf = (id: string, flat: ReadonlyArray<string>): Option.Option<Execution.Execution> =>
  decodeExecution({ ...absent, ...Object.fromEntries(mapOf(flat)), id })

const decodeTexts = Schema.decodeUnknownOption(Texts)

/** Nothing within, if there is no such execution. */
export const toExecution =
  (id: string) =>
  (answer: unknown): Option.Option<Option.Option<Execution.Execution>> =>
    Option.flatMap(decodeTexts(answer), (flat) =>
      flat.length === 0 ? Option.some(Option.none()) : Option.map(executionOf(id, flat), Option.some)
    )

const decodeList = Schema.decodeUnknownOption(
  Schema.Tuple(Schema.Array(Schema.Tuple(Schema.String, Texts)), Schema.NullOr(Schema.String))
)

/** Executions of a list, and where it goes on. */
export interface Part {
  readonly executions: ReadonlyArray<Execution.Execution>
  readonly next: string | null
}

export const toPart = (answer: unknown): Option.Option<Part> =>
  Option.flatMap(decodeList(answer), ([rows, next]) =>
    Option.map(Option.all(rows.map(([id, flat]) => executionOf(id, flat))), (executions) => ({ executions, next }))
  )

const decodeHistory = Schema.decodeUnknownOption(
  Schema.Union(
    Schema.Tuple(),
    Schema.Tuple(
      Texts,
      Texts,
      Texts,
      Schema.Array(Schema.Tuple(Schema.String, Execution.Status, Schema.NullOr(Schema.String), Schema.Literal(0, 1)))
    )
  )
)

/** Nothing within, if there is no such execution. */
export const toHistory =
  (id: string) =>
  (answer: unknown): Option.Option<Option.Option<Execution.History>> =>
    Option.flatMap(decodeHistory(answer), (found) => {
      if (found.length === 0) return Option.some(Option.none())
      const [row, steps, signals, children] = found
      return Option.map(executionOf(id, row), (execution) =>
        Option.some({
          execution,
          steps: mapOf(steps),
          signals: mapOf(signals),
          children: new Map(
            children.map(([child, status, exit, awaited]) => [child, { status, exit, awaited: awaited === 1 }] as const)
          )
        })
      )
    })

const decodeDue = Schema.decodeUnknownOption(Schema.Tuple(Texts, Texts, Schema.NullOr(Schema.NumberFromString)))

export const toDue = (answer: unknown): Option.Option<WorkflowJournal.Due> =>
  Option.map(decodeDue(answer), ([taskQueues, executions, next]) => ({
    taskQueues,
    executions,
    next: Option.map(Option.fromNullable(next), Duration.millis)
  }))

/** How many were forgotten, how many were met that are still needed, and whether there are no more. */
export const toForgotten = Schema.decodeUnknownOption(
  Schema.Tuple(Schema.Int, Schema.Int, Schema.transformLiterals([0, false], [1, true]))
)
