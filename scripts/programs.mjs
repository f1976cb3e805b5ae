// Bundles the programs that tests start as processes, each into one file: one of those starts in a fraction of the time
// that a loader takes to compile hundreds of modules. Vitest runs this once, before the long tests; they find a program by
// `OPENFAITH_PROGRAMS`, the folder, and the path of its source. Without it, as in other tests and the demo, the sources are run as they are.
import { mkdtempSync, rmSync } from "node:fs"
import { createRequire } from "node:module"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { build } from "esbuild"

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))

const programs = [
  "examples/quickstart/src/main.ts",
  "examples/node-postgres/src/main.ts",
  "packages/pco-mock/src/bin.ts",
  "adapters/postgres/test/serving.ts",
  "adapters/postgres/test/syncing.ts",
  "adapters/sqlite/test/keeper.ts",
  "adapters/sqlite/test/owner.ts",
  "adapters/redis/test/crash/worker.ts",
  "adapters/sqlite/test/crash/worker.ts",
  "adapters/sqlite/test/fan/worker.ts",
  "adapters/sqlite/test/pages/worker.ts",
  "examples/many-processes/test/member.ts",
  "examples/many-processes/test/syncHost.ts",
  "adapters/postgres/test/crash/worker.ts"
]

// native, and so looked for where it is installed
const driver = {
  name: "driver",
  setup: ({ onResolve }) =>
    onResolve({ filter: /^better-sqlite3$/ }, ({ importer }) => ({
      path: createRequire(importer).resolve("better-sqlite3"),
      external: true
    }))
}

export const setup = async () => {
  const folder = mkdtempSync(path.join(root, "node_modules", ".programs-"))
  await build({
    entryPoints: programs.map((program) => path.join(root, program)),
    outdir: folder,
    outbase: root,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    sourcemap: "linked",
    // a trace names the place; what is there, one looks up: a tenth of the size, which each process reads as it starts
    sourcesContent: false,
    // the other driver asks for this in vain, and does without
    external: ["pg-native"],
    plugins: [driver],
    // under a name that no bundled module imports it by
    banner: {
      js: 'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);'
    }
  })
  process.env.OPENFAITH_PROGRAMS = folder
  return () => rmSync(folder, { recursive: true, force: true })
}
