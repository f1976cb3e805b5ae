// Runs the pinned pnpm, on a machine that has only Node and npm: `node scripts/pnpm.mjs run test:run`.
import { spawnSync } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"
import path from "node:path"
import { fileURLToPath } from "node:url"

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const { packageManager } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"))

const env = { ...process.env }
// Where Node's headers lie beside it, a native build needs no download of them.
const prefix = path.resolve(process.execPath, "../..")
if (env.npm_config_nodedir === undefined && existsSync(path.join(prefix, "include/node/node.h"))) {
  env.npm_config_nodedir = prefix
}

const { error, signal, status } = spawnSync("npx", ["-y", packageManager, ...process.argv.slice(2)], {
  cwd: root,
  env,
  stdio: "inherit",
  shell: process.platform === "win32"
})
if (error) console.error(`could not run ${packageManager} through npx: ${error.message}`)
process.exit(signal ? 130 : (status ?? 1))
