/** What is stored of payloads and exits: JSON texts, or the reason why there can be none. */
import type * as Activity from "@effect/workflow/Activity"
import type * as DurableDeferred from "@effect/workflow/DurableDeferred"
import type * as Workflow from "@effect/workflow/Workflow"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as ParseResult from "effect/ParseResult"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"

/** Why something cannot be stored, or read back. Never leaves the engine: it becomes the text of a parked execution. */
export class Unreadable extends Schema.TaggedError<Unreadable>("@openfaith/workflow-engine/Unreadable")("Unreadable", {
  issue: Schema.String
}) {
  override get message() {
    return this.issue
  }
}

const unreadable = (error: unknown) =>
  new Unreadable({
    issue: ParseResult.isParseError(error)
      ? ParseResult.TreeFormatter.formatErrorSync(error)
      : error instanceof Error
        ? error.message
        : String(error)
  })

/** `JSON.stringify`, but what JSON would quietly turn into something else is an error. */
function strictly(this: unknown, key: string, value: unknown): unknown {
  // a date has become a string by the time it arrives here
  const original = Predicate.isRecord(this) ? this[key] : value
  const kind =
    typeof original === "number" && !Number.isFinite(original)
      ? String(original)
      : typeof original === "bigint" || typeof original === "function" || typeof original === "symbol"
        ? `a ${typeof original}`
        : original instanceof Date || original instanceof Map || original instanceof Set || ArrayBuffer.isView(original)
          ? `a ${original.constructor.name}`
          : undefined
  if (kind === undefined) return value
  throw new Error(
    `${key === "" ? "the value" : `"${key}"`} is ${kind}, which JSON cannot hold; give it a schema that encodes to JSON`
  )
}

const toJson = (value: unknown): Effect.Effect<string, Unreadable> =>
  Effect.try({ try: () => JSON.stringify(value, strictly) ?? "null", catch: unreadable })

const fromJson = (text: string): Effect.Effect<unknown, Unreadable> =>
  Effect.try({ try: (): unknown => JSON.parse(text), catch: unreadable })

/** A schema whose services, if any, are those of the fiber that uses it: the engine's interface has no place for them. */
const ofFiber = (schema: Schema.Schema.All) => schema as Schema.Schema<unknown, unknown>

interface Sides {
  readonly successSchema: Schema.Schema.Any
  readonly errorSchema: Schema.Schema.All
}

type ExitSchema = Schema.Schema<Exit.Exit<unknown, unknown>, unknown>

const exitSchemas = new WeakMap<Sides, ExitSchema>()

/** The schema of an exit, made once for each workflow: making it costs more than using it. */
const exitSchemaOf = (of: Sides): ExitSchema => {
  const known = exitSchemas.get(of)
  if (known !== undefined) return known
  // what an exit looks like on the way is JSON's business alone
  const made = Schema.Exit({
    success: ofFiber(of.successSchema),
    failure: ofFiber(of.errorSchema),
    defect: Schema.Defect
  }) as unknown as ExitSchema
  exitSchemas.set(of, made)
  return made
}

/** Exits of steps and signals: the library hands them over, and takes them back, with their values encoded. */
const encoded: Sides = { successSchema: Schema.Unknown, errorSchema: Schema.Unknown }

/** JSON leaves out what is undefined, as the value of a step without one is. */
const withValue = (stored: unknown) =>
  Predicate.isRecord(stored) && stored._tag === "Success" && !("value" in stored)
    ? { ...stored, value: undefined }
    : stored

/** The text of an exit, by a workflow's schemas, or of one whose value and error are encoded already. */
export const exitToText = (
  exit: Exit.Exit<unknown, unknown>,
  of: Sides = encoded
): Effect.Effect<string, Unreadable> =>
  of === encoded && Exit.isSuccess(exit)
    ? toJson({ _tag: "Success", value: exit.value })
    : Effect.flatMap(Effect.mapError(Schema.encode(exitSchemaOf(of))(exit), unreadable), toJson)

/** The exit of a text; without schemas, its value and error stay as they were encoded. */
export const textToExit = (text: string, of: Sides = encoded): Effect.Effect<Exit.Exit<unknown, unknown>, Unreadable> =>
  Effect.flatMap(fromJson(text), (stored) =>
    of === encoded && Predicate.isRecord(stored) && stored._tag === "Success"
      ? Effect.succeed(Exit.succeed(stored.value))
      : Effect.mapError(Schema.decodeUnknown(exitSchemaOf(of))(withValue(stored)), unreadable)
  )

const decodeExit = (of: Activity.Any | DurableDeferred.Any, exit: Exit.Exit<unknown, unknown>) => {
  // the library's types of "any" leave out the schema it decodes with
  const { exitSchema } = of as unknown as { readonly exitSchema: Schema.Schema<Exit.Exit<unknown, unknown>, unknown> }
  return Effect.mapError(Schema.decodeUnknown(exitSchema)(exit), unreadable)
}

/** Whether the library will be able to read the exit of a deferred; what it cannot would be a defect of it. */
export const checkExit = (
  of: DurableDeferred.Any,
  exit: Exit.Exit<unknown, unknown>
): Effect.Effect<void, Unreadable> => Effect.asVoid(decodeExit(of, exit))

/**
 * The exit of an activity, decoded. An activity makes its schema of exits anew each time, and to prepare that one costs
 * more than all the rest of a step; the schema of its value is the same for all, and prepared once.
 */
export const readExit = (
  activity: Activity.Any,
  exit: Exit.Exit<unknown, unknown>
): Effect.Effect<Exit.Exit<unknown, unknown>, Unreadable> =>
  Exit.isSuccess(exit)
    ? Effect.mapBoth(Schema.decodeUnknown(ofFiber(activity.successSchema))(exit.value), {
        onFailure: unreadable,
        onSuccess: Exit.succeed
      })
    : decodeExit(activity, exit)

export const payloadToText = (workflow: Workflow.Any, payload: object): Effect.Effect<string, Unreadable> =>
  Effect.flatMap(Effect.mapError(Schema.encodeUnknown(payloadSchemaOf(workflow))(payload), unreadable), toJson)

export const textToPayload = (workflow: Workflow.Any, text: string): Effect.Effect<object, Unreadable> =>
  Effect.flatMap(fromJson(text), (stored) =>
    Effect.mapError(Schema.decodeUnknown(payloadSchemaOf(workflow))(stored), unreadable)
  )

/** A payload is always a struct; the library's own type of its schema says nothing of what it holds. */
const payloadSchemaOf = (workflow: Workflow.Any) => workflow.payloadSchema as unknown as Schema.Schema<object>
