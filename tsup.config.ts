import { cp, readFile, writeFile } from "node:fs/promises"
import { defineConfig } from "tsup"

/** Imports of our other packages pass by their entries (see `writeEntry`): what is loaded by `require` must not await. */
const siblings = {
  name: "siblings",
  setup: ({ onResolve }: PluginBuild) =>
    onResolve({ filter: /^@openfaith\/[^/]+$/ }, ({ path }) => ({ path: `${path}/index`, external: true }))
}

interface PluginBuild {
  readonly onResolve: (
    options: { readonly filter: RegExp },
    resolve: (args: { readonly path: string }) => { readonly path: string; readonly external: boolean }
  ) => void
}

/**
 * The entry of a package: it checks the versions of the peers, then loads the package. A static import would be linked before
 * the check runs, and a host beside Effect 4 would only read that a file is missing. `require` has an entry of its own, for it
 * cannot wait for an `await`.
 */
const writeEntry = async () => {
  const index = await readFile("src/index.ts", "utf8")
  const names = [...index.matchAll(/^export \* as (\w+) from /gm)].map(([, name]) => name)
  const write = (file: string, lines: ReadonlyArray<string>) =>
    writeFile(`dist/internal/${file}`, `${lines.join("\n")}\n`)
  await cp(new URL("scripts/entry/peers.cjs", import.meta.url), "dist/internal/peers.cjs")
  await write("entry.js", [
    'import "./peers.cjs"',
    `export const { ${names.join(", ")} } = await import("../index.js")`
  ])
  await write("entry.d.cts", ['export * from "../index.js"'])
  await write("entry.cjs", ['"use strict"', 'require("./peers.cjs")', 'module.exports = require("../index.js")'])
}

// Every package is built by this one file, from the package's own folder.
export default defineConfig({
  entry: ["src/**/*.ts", "!src/**/internal/**"],
  format: "esm",
  target: "es2022",
  platform: "node",
  splitting: true,
  sourcemap: true,
  // declarations are the compiler's: not made here, and not swept away either
  dts: false,
  clean: ["!**/*.d.ts", "!**/*.d.ts.map"],
  silent: true,
  noExternal: [/^@openfaith\//],
  esbuildPlugins: [siblings],
  onSuccess: writeEntry
})
