// Checks each property with all of its cases, where `npm test` takes a tenth of them.
import { spawnSync } from "node:child_process"
import { globSync, readFileSync } from "node:fs"
import path from "node:path"
import process from "node:process"
import { root } from "./pnpm.mjs"

const files = globSync("{packages,adapters}/*/test/**/*.test.ts", { cwd: root }).filter(
  (file) =>
    !file.includes("node_modules") &&
    /\.prop\(|adapter-testkit\/test\/cases\.ts/.test(readFileSync(path.join(root, file), "utf8"))
)
const vitest = [path.join(root, "node_modules/vitest/vitest.mjs"), "run", ...files]
const env = { ...process.env, CASES: "all" }
const { signal, status } = spawnSync(process.execPath, vitest, { cwd: root, env, stdio: "inherit" })
process.exit(signal === null ? (status ?? 1) : 1)
