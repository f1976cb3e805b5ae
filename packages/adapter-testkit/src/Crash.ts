/**
 * What the lives of a process that is killed again and again must come to together: the same as one unbroken life, with no
 * finished step run again.
 */
import { spawn } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"
import { assert } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { type Death, Orders } from "./CrashWorker.ts"
import * as Everything from "./Everything.ts"

/**
 * How often the body of each step has run, by the witness.
 */
const witnessed = (file: string): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  if (!existsSync(file)) return counts
  for (const seen of readFileSync(file, "utf8").split("\n")) {
    if (seen !== "") counts.set(seen, (counts.get(seen) ?? 0) + 1)
  }
  return counts
}

const Said = Schema.parseJson(Schema.Tuple(Schema.String, Schema.Unknown))
const Found = Schema.Array(Schema.String)

/**
 * Who lives.
 *
 * @since 0.1.0
 * @category models
 */
export interface Worker {
  /** The program: an ES module that Node runs as it is, and that hands its only argument to `CrashWorker.worker`. */
  readonly program: string
  readonly place: string
  readonly witness: string
  /** Variables that it finds besides those of this process. */
  readonly env?: Readonly<Record<string, string>> | undefined
}

/** What a life said before it ended, by its own hand or at the end. */
interface Life {
  readonly killed: boolean
  readonly said: ReadonlyMap<string, unknown>
}

const live = ({ env, program }: Worker, orders: Orders): Effect.Effect<Life> =>
  Effect.async<Life>((resume) => {
    const child = spawn(process.execPath, [program, Schema.encodeSync(Orders)(orders)], {
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"]
    })
    let out = ""
    let err = ""
    child.stdout.on("data", (chunk) => {
      out += String(chunk)
    })
    child.stderr.on("data", (chunk) => {
      err += String(chunk)
    })
    child.once("close", (code, signal) => {
      const killed = signal === "SIGKILL"
      if (!killed && code !== 0) {
        return resume(
          Effect.dieMessage(`a life ended with ${signal ?? code}, under ${JSON.stringify(orders)}: ${out}${err}`)
        )
      }
      const said = out.split("\n").filter((text) => text.startsWith("["))
      resume(Effect.sync(() => ({ killed, said: new Map(said.map((text) => Schema.decodeSync(Said)(text))) })))
    })
    return Effect.sync(() => child.kill("SIGKILL"))
  })

/**
 * Lives the worker again and again, each dying when `death` says, until one lasts; and holds what they came to against an
 * unbroken life's. No step that was in the journal when a life began may have run again. Says how many lives it took.
 *
 * @since 0.1.0
 * @category testing
 */
export const lives = (
  options: Worker & {
    /** How each life dies, the first being number one. Some of them must get further than those before. */
    readonly death: (life: number) => Death
    /** What an unbroken life said; nothing, if this is one. */
    readonly unbroken?: ReadonlyMap<string, unknown>
  }
): Effect.Effect<number> =>
  Effect.gen(function* () {
    const { death, place, witness } = options
    const finished = new Map<string, number>()
    for (let count = 1; count <= 200; count++) {
      const before = witnessed(witness)
      const life = yield* live(options, { place, witness, death: death(count) })
      const found = Schema.decodeUnknownSync(Found)(life.said.get("found") ?? [])
      for (const step of found) if (!finished.has(step)) finished.set(step, before.get(step) ?? 0)
      if (life.killed) continue
      assert.deepStrictEqual(life.said.get("came to"), Everything.unbroken)
      if (options.unbroken !== undefined) {
        assert.deepStrictEqual(life.said.get("ended"), options.unbroken.get("ended"), "how executions ended")
      }
      const now = witnessed(witness)
      for (const [step, times] of finished)
        assert.strictEqual(now.get(step) ?? 0, times, `${step} ran after it was done`)
      return count
    }
    return yield* Effect.dieMessage(`no life lasted: nothing goes forward`)
  })

/**
 * One life from beginning to end, for the others to be compared with.
 *
 * @since 0.1.0
 * @category testing
 */
export const unbroken = (options: Worker): Effect.Effect<ReadonlyMap<string, unknown>> =>
  Effect.map(live(options, { place: options.place, witness: options.witness, death: null }), ({ said }) => said)
