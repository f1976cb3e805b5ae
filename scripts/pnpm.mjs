// Runs the pinned pnpm on a machine that has only Node and npm: `node scripts/pnpm.mjs run lint`.
import { spawnSync } from "node:child_process"
import { readFileSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import process from "node:process"
import { fileURLToPath } from "node:url"

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))

/**
 * The workspace's own Node and programs come first, whatever the machine has. A request to the registry is tried three times
 * within 12 s, where the default waits 70 s before it says that there is no network.
 */
export const environment = () => ({
  npm_config_fetch_retry_mintimeout: "2000",
  npm_config_fetch_retry_maxtimeout: "10000",
  ...process.env,
  PATH: [path.join(root, "node_modules", ".bin"), process.env.PATH].join(path.delimiter)
})

/**
 * Starts the pnpm that `packageManager` in package.json names. npx downloads it once. It starts outside the workspace: what a
 * failed installation left in `node_modules` would be taken for a pnpm that is already there.
 */
export const pnpm = (args, options) => {
  const { packageManager } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"))
  return spawnSync("npx", ["--prefer-offline", "-y", packageManager, "--dir", root, ...args], {
    cwd: os.tmpdir(),
    env: environment(),
    // On Windows, npx is a command file, and only a shell starts those.
    shell: process.platform === "win32",
    ...options
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { error, signal, status } = pnpm(process.argv.slice(2), { stdio: "inherit" })
  if (error) console.error(`npx could not start pnpm: ${error.message}`)
  process.exit(signal ? 130 : (status ?? 1))
}
