/** The command line of the quickstart. */
import { parseArgs } from "node:util"
import { Suggestion } from "@openfaith/client-core"
import type { Plan } from "@openfaith/graph-planner"
import { Data, Effect } from "effect"
import * as Ending from "./Ending.ts"

/** The command line asks for something there is not. */
export class BadArgument extends Data.TaggedError("BadArgument")<{ readonly flag: string; readonly problem: string }> {
  override get message() {
    return `${this.flag}: ${this.problem}`
  }
}

export interface Arguments {
  /** Products or `product.Type`; everything, if not given. */
  readonly resources: ReadonlyArray<string> | undefined
  /** One mode alone; whatever brings the copy up to date, if not given. */
  readonly mode: Plan.Mode | undefined
  /** Say what a run would read, and what that takes, and read nothing. */
  readonly plan: boolean
  readonly acceptDeletions: boolean
  /** Print a JSON object as the last line. */
  readonly json: boolean
  /** Write that object to a file as well. */
  readonly report: string | undefined
  readonly help: boolean
}

export const usage = `npm run sync -- [flags]

  --resources people.Person,people.Email   products (people) or single types, with a + what belongs to them as well;
                                           default: everything that src/Readables.ts lists
  --mode full|delta|audit                  one run of that mode; default: whatever brings the copy up to date
  --plan                                   print what a run of that mode (default: full) would read and take
  --accept-deletions                       delete even where so much is missing that it would rather be held back
  --json                                   print one JSON object as the last line: the report, the plan or the error
  --report FILE                            write that object to a file
  --help                                   print this

PCO_APP_ID, PCO_SECRET   a personal access token of Planning Center
PCO_BASE_URL             another origin, such as a simulator's
DATABASE_FILE            where the copy goes; default church.sqlite

exit codes
${Object.entries(Ending.codes)
  .map(([code, meaning]) => `  ${code}  ${meaning}`)
  .join("\n")}`

/** Every flag. */
export const options = {
  resources: { type: "string" },
  mode: { type: "string" },
  plan: { type: "boolean" },
  "accept-deletions": { type: "boolean" },
  json: { type: "boolean" },
  report: { type: "string" },
  help: { type: "boolean" }
} as const

const isMode = (text: string): text is Plan.Mode => text === "full" || text === "delta" || text === "audit"

const names = (text: string) => text.split(",").map((name) => name.trim())

/** Reads the arguments; fails on the first that is wrong, naming it. */
export const parse = (args: ReadonlyArray<string>): Effect.Effect<Arguments, BadArgument> =>
  Effect.gen(function* () {
    // tokens say of every argument what it is; only strict mode would, and it throws sentences of its own
    const { positionals, tokens, values } = parseArgs({
      args: [...args],
      options,
      strict: false,
      allowPositionals: true,
      tokens: true
    })
    for (const token of tokens) {
      if (token.kind !== "option") continue
      if (!(token.name in options)) {
        const flags = Object.keys(options).map((name) => `--${name}`)
        return yield* new BadArgument({ flag: token.rawName, problem: Suggestion.sentence(token.rawName, flags) })
      }
    }
    const [stray] = positionals
    if (stray !== undefined) return yield* new BadArgument({ flag: stray, problem: "flags only; see --help" })
    for (const name of ["resources", "mode", "report"] as const) {
      const value = values[name]
      if (value === true || value === "") {
        return yield* new BadArgument({ flag: `--${name}`, problem: "expected a value after it" })
      }
    }
    const text = (value: string | boolean | undefined) => (typeof value === "string" ? value : undefined)
    const mode = text(values.mode)
    if (mode !== undefined && !isMode(mode)) {
      return yield* new BadArgument({ flag: "--mode", problem: Suggestion.sentence(mode, ["full", "delta", "audit"]) })
    }
    const resources = text(values.resources)
    return {
      resources: resources === undefined ? undefined : names(resources),
      mode,
      plan: values.plan === true,
      acceptDeletions: values["accept-deletions"] === true,
      json: values.json === true,
      report: text(values.report),
      help: values.help === true
    }
  })
