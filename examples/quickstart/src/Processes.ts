/** The processes of the demo and of the crash tests: the simulated Planning Center, and the quickstart. */
import { type ChildProcess, spawn } from "node:child_process"
import { createRequire } from "node:module"
import { join, relative } from "node:path"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"

/** A simulated Planning Center in a process of its own. */
export interface Mock {
  readonly url: string
  readonly appId: string
  readonly secret: string
  /** The ids at the source right now. */
  readonly ids: (type: string) => Promise<ReadonlyArray<string>>
  /** Every record at the source right now, as a listing shows it. */
  readonly records: (type: string) => Promise<ReadonlyArray<unknown>>
  readonly mutate: (mutations: ReadonlyArray<unknown>) => Promise<void>
  /** Replaces the scripted faults. */
  readonly faults: (rules: ReadonlyArray<unknown>) => Promise<void>
  /** Requests that were made so far, to a path or in all. */
  readonly asked: (path?: string) => Promise<number>
  readonly untilAsked: (path: string, times: number) => Promise<void>
  readonly stop: () => void
}

/** A child process that was started. */
export interface Running {
  /** SIGKILL: no handler of the process runs. */
  readonly kill: () => void
  /** SIGINT, as Ctrl-C sends it. */
  readonly interrupt: () => void
  /** The exit code, or `null` where a signal ended it. */
  readonly ended: Promise<number | null>
  /** What it wrote, where it was not shown. */
  readonly output: () => string
}

const source = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const mockProgram = createRequire(import.meta.url).resolve("@openfaith/pco-mock/bin")

/** Tests have each program in one file, which starts quicker than its sources do. */
const asFile = (program: string): ReadonlyArray<string> => {
  const { OPENFAITH_PROGRAMS: folder } = process.env
  const path = relative(source("../../.."), program).replace(/\.ts$/, ".mjs")
  return folder === undefined ? [program] : ["--enable-source-maps", join(folder, path)]
}

const node = (
  program: string,
  args: ReadonlyArray<string>,
  env: Readonly<Record<string, string>>,
  stdio: "inherit" | "pipe"
) =>
  spawn(process.execPath, [...asFile(program), ...args], {
    // the loader is found from here, wherever the command was called
    cwd: source(".."),
    env: { ...process.env, ...env },
    stdio: ["pipe", stdio, stdio]
  })

const ended = (child: ChildProcess) => new Promise<number | null>((resolve) => child.once("close", resolve))

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null

const text = (value: unknown, name: string): string => {
  const found = isObject(value) ? value[name] : undefined
  if (typeof found !== "string") throw new Error(`the simulator said nothing of its ${name}`)
  return found
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

const list = async (url: string): Promise<ReadonlyArray<unknown>> => {
  const answer: unknown = await (await fetch(url)).json()
  return Array.isArray(answer) ? answer : []
}

/** Starts the simulator on a free port, and waits until it listens. It ends with this process, however that ends. */
export const mock = async (options: {
  readonly people: number
  readonly seed: number
  readonly limit: number
  /** Seconds. */
  readonly period: number
}): Promise<Mock> => {
  const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)])
  const child = node(mockProgram, [...flags, "--port", "0", "--json", "--exit-with-stdin"], {}, "pipe")
  let complaint = ""
  child.stderr?.on("data", (data: Buffer) => {
    complaint += data.toString()
  })
  if (child.stdout === null) throw new Error("the simulator has no output")
  const lines = createInterface({ input: child.stdout })
  const ready = await new Promise<unknown>((resolve, reject) => {
    lines.once("line", (line) => resolve(JSON.parse(line)))
    lines.once("close", () => reject(new Error(`the simulator did not start: ${complaint.trim()}`)))
  })
  const url = text(ready, "url")
  const records = (type: string) => list(`${url}/__mock/records/${type}`)
  const control = async (name: string, instructions: ReadonlyArray<unknown>) => {
    const answer = await fetch(`${url}/__mock/${name}`, { method: "POST", body: JSON.stringify(instructions) })
    if (!answer.ok) throw new Error(`the simulator refused: ${await answer.text()}`)
  }
  const asked = async (path?: string) =>
    (await list(`${url}/__mock/log`)).filter((entry) => isObject(entry) && (path === undefined || entry.path === path))
      .length
  return {
    url,
    appId: text(ready, "appId"),
    secret: text(ready, "secret"),
    records,
    ids: async (type) => (await records(type)).map((record) => text(record, "id")),
    mutate: (mutations) => control("mutate", mutations),
    faults: (rules) => control("faults", rules),
    asked,
    untilAsked: async (path, times) => {
      while ((await asked(path)) < times) await pause(20)
    },
    stop: () => void child.kill()
  }
}

/** Starts the quickstart. Its display is ours, unless it is to be read. */
export const quickstart = (
  args: ReadonlyArray<string>,
  env: Readonly<Record<string, string>>,
  stdio: "inherit" | "pipe" = "inherit"
): Running => {
  const child = node(source("main.ts"), args, env, stdio)
  let output = ""
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (data: Buffer) => {
      output += data.toString()
    })
  }
  return {
    kill: () => void child.kill("SIGKILL"),
    interrupt: () => void child.kill("SIGINT"),
    ended: ended(child),
    output: () => output
  }
}
