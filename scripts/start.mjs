// Installs what a task needs, then runs it, on a machine that has only Node 20 or later and npm. `node scripts/start.mjs demo`.
// Prints a line and its time for each phase.
import { spawnSync } from "node:child_process"
import { existsSync, readFileSync, statSync } from "node:fs"
import path from "node:path"
import process from "node:process"
import { environment, pnpm, root } from "./pnpm.mjs"

const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"))

// The packages that a task needs, where it does not need all of them.
const selections = { demo: ["--filter", "example-quickstart..."], sync: ["--filter", "example-quickstart..."] }

const [name = "", ...args] = process.argv.slice(2)
const script = manifest.scripts[`${name}:run`]
if (script === undefined) fail(`package.json has no script "${name}:run".`, 2)

function fail(message, code = 1) {
  console.error(message)
  process.exit(code)
}

// What the caller of `sync` reads from standard output is the program's own; phases go to standard error.
const say = (text) => process.stderr.write(text)

/** True where the npm registry has a Node 24 for this machine, as package.json lists them. Those for Linux need glibc. */
const hasPackagedNode = () => {
  const platform = process.platform === "win32" ? "win" : process.platform
  const names = [`node-${platform}-${process.arch}`, `node-bin-${platform}-${process.arch}`]
  const isMusl = platform === "linux" && process.report.getReport().header.glibcVersionRuntime === undefined
  return !isMusl && names.some((each) => each in manifest.optionalDependencies)
}

/** The lines of a package manager's output that name a failed request, and what to do about them. */
const explain = (output) => {
  const network = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|CERT|certificate|socket hang up|50[234])/
  const failed = output.split("\n").filter((line) => /https?:\/\//.test(line) && /fail|error|ERR_/i.test(line))
  if (failed.length === 0 || !network.test(output)) return ""
  return [
    "A request to the package registry failed:",
    `  ${failed[0].trim()}`,
    "Check that this machine reaches the registry, or that HTTPS_PROXY or `npm config get registry` is right. Then run the command again.",
    ""
  ].join("\n")
}

/** Runs one phase silently, and prints its output only where it fails. */
const phase = (title, run) => {
  const started = performance.now()
  say(`${title} … `)
  const { error, status, stdout, stderr } = run()
  if (status !== 0) {
    const output = `${stdout ?? ""}${stderr ?? ""}`
    say("failed\n")
    fail(`${output}\n${explain(output)}${error?.message ?? ""}`)
  }
  say(`${((performance.now() - started) / 1000).toFixed(1)} s\n`)
}

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number)
if (!hasPackagedNode() && (major < 22 || (major === 22 && minor < 14))) {
  fail(
    `Node ${process.versions.node} is too old, and the npm registry has no Node 24 for ${process.platform} ${process.arch}. Install Node 22.14 or later.`
  )
}

/** What pnpm notes about the newest install: whether it took every package, and when. */
const installed = () => {
  const file = path.join(root, "node_modules", ".pnpm-workspace-state-v1.json")
  if (!existsSync(file)) return { everything: false, at: 0 }
  const { filteredInstall, lastValidatedTimestamp } = JSON.parse(readFileSync(file, "utf8"))
  return { everything: filteredInstall === false, at: lastValidatedTimestamp }
}

const before = installed()
const selection = before.everything ? [] : (selections[name] ?? [])
const isCurrent =
  (before.everything || selection.length > 0) &&
  ["pnpm-lock.yaml", "pnpm-workspace.yaml"].every((file) => statSync(path.join(root, file)).mtimeMs < before.at)

const quiet = { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }
if (!isCurrent) {
  phase("get pnpm", () => pnpm(["--version"], quiet))
  phase("install packages", () => pnpm(["install", "--reporter=append-only", ...selection], quiet))
}

const started = performance.now()
const [command = "", ...rest] = script.split(" ")
const { error, signal, status } = spawnSync(command, [...rest, ...args], {
  cwd: root,
  env: environment(),
  stdio: "inherit",
  shell: process.platform === "win32"
})
if (error) fail(`${command} could not be started: ${error.message}`)
say(`${name} … ${((performance.now() - started) / 1000).toFixed(1)} s\n`)
process.exit(signal ? 130 : (status ?? 1))
