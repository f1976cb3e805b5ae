// Runs the tests beside eight processes that never rest, which a verdict must not depend on. `pnpm stress`, or with the
// files and options of `vitest run`: `pnpm stress Crash`.
import { spawn } from "node:child_process"
import path from "node:path"
import { fileURLToPath } from "node:url"

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const count = 8

// they end with this process, even where it is killed
const busy = `while (process.ppid === ${process.pid}) for (let count = 0; count < 1e7; count++);`
const loops = Array.from({ length: count }, () => spawn(process.execPath, ["-e", busy], { stdio: "ignore" }))
process.on("exit", () => {
  for (const loop of loops) loop.kill("SIGKILL")
})
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => process.exit(1))

const given = process.argv.slice(2)
const projects = given.includes("--project") ? [] : ["--project", "unit", "--project", "integration"]
const vitest = [path.join(root, "scripts/pnpm.mjs"), "exec", "vitest", "run", ...projects, ...given]
const tests = spawn(process.execPath, vitest, { cwd: root, stdio: "inherit" })
tests.once("error", (error) => {
  console.error(`the tests did not start: ${error.message}`)
  process.exit(1)
})
tests.once("close", (code) => process.exit(code ?? 1))
