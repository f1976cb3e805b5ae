/** Runs measurements in processes of their own, in turns, and says which figures are missed. */
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

export const median = (values: ReadonlyArray<number>): number => {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
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
