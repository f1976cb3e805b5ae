/**
 * Runs measurements of engines in processes of their own, in turns, and says which figures are missed: for the benches of
 * the adapters, each of which has an engine of its own to measure, and others to measure it against.
 */
import { fork } from "node:child_process"
import path from "node:path"
import { build } from "esbuild"

/** The file as plain JavaScript, so that no compiler's time or memory is measured; drivers are loaded as they are. */
export const bundle = async (file: string, drivers: ReadonlyArray<string>): Promise<string> => {
  const outfile = path.join(path.dirname(path.dirname(file)), "node_modules/.cache/bench/steps.mjs")
  await build({
    entryPoints: [file],
    outfile,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    logLevel: "error",
    external: ["esbuild", "pg-native", ...drivers],
    banner: {
      js: 'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);'
    }
  })
  return outfile
}

/** What a process answers, which runs the bundle with these arguments. `null` if it was killed on purpose. */
export const inProcess = <A>(file: string, args: ReadonlyArray<string>): Promise<A | undefined> =>
  new Promise((resolve, reject) => {
    const child = fork(file, [...args], { execArgv: [], stdio: ["ignore", "ignore", "inherit", "ipc"] })
    let answer: A | undefined
    child.once("message", (message) => {
      // what this very file sends, below
      answer = message as A
    })
    child.once("error", reject)
    child.once("exit", (code, signal) => {
      if (code === 0 || signal === "SIGKILL") resolve(answer)
      else reject(new Error(`${args.join(" ")} ended with ${code ?? signal}`))
    })
  })

/** Hands the answer over, and ends. */
export const answer = (value: unknown): void => {
  process.send?.(value ?? null, () => process.exit(0))
}

/** What one process measured. */
export interface Measured {
  /** Steps or children a second. */
  readonly rate: number
  /** The most memory it ever had, in MB: code, compiler and all. */
  readonly memory: number
  /** Milliseconds of processor for each, of this process alone. */
  readonly cpu: number
}

export const median = (values: ReadonlyArray<number>): number => {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/**
 * So many rounds of all engines, one after another, each round in the opposite order of the last. A ratio is taken within a
 * round, where all had the machine as it was just then, and the median of the rounds is what counts.
 */
export const compare = async (
  what: string,
  rounds: number,
  engines: Record<string, () => Promise<Measured>>
): Promise<{
  /** How many times as fast the first engine is as that one. */
  readonly ratio: (to: string) => number
  /** The most memory the first engine had in any round. */
  readonly peak: number
}> => {
  const names = Object.keys(engines)
  const own = names[0] ?? ""
  const all: Array<Map<string, Measured>> = []
  for (let round = 0; round < rounds; round++) {
    const results = new Map<string, Measured>()
    for (const name of round % 2 === 0 ? names : [...names].reverse()) {
      const measured = await engines[name]?.()
      if (measured !== undefined) results.set(name, measured)
    }
    for (const [name, { cpu, memory, rate }] of results) {
      console.log(
        `       ${what.padEnd(9)} ${name.padEnd(8)} ${rate.toFixed(0).padStart(6)}/s  ${cpu.toFixed(2).padStart(5)} ms of processor each  ${memory} MB`
      )
    }
    all.push(results)
  }
  const value = (results: Map<string, Measured>, name: string, of: keyof Measured) =>
    results.get(name)?.[of] ?? Number.NaN
  for (const name of names.slice(1)) {
    const rates = all.map((results) => value(results, own, "rate") / value(results, name, "rate"))
    const cpus = all.map((results) => value(results, name, "cpu") / value(results, own, "cpu"))
    const list = (values: ReadonlyArray<number>) => values.map((each) => each.toFixed(2)).join(", ")
    console.log(`       ${what.padEnd(9)} ${own} over ${name}, round by round: ${list(rates)} × as fast`)
    console.log(`       ${" ".repeat(9)} and by the processor time of the processes themselves: ${list(cpus)} ×`)
  }
  return {
    ratio: (to) => median(all.map((results) => value(results, own, "rate") / value(results, to, "rate"))),
    peak: Math.max(...all.map((results) => value(results, own, "memory")))
  }
}

let missed = 0

/** Prints a figure and its target. */
export const figure = (what: string, value: number, unit: string, target: { least?: number; most?: number }): void => {
  const met = value >= (target.least ?? -Infinity) && value <= (target.most ?? Infinity)
  if (!met) missed++
  const wanted = target.least === undefined ? `at most ${target.most}` : `at least ${target.least}`
  console.log(`${met ? "met   " : "MISSED"} ${what.padEnd(64)} ${value.toFixed(2)}${unit} (${wanted}${unit})`)
}

export const finish = (): void => {
  process.exit(missed === 0 ? 0 : 1)
}
