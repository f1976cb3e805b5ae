/**
 * What one product costs a host, and what all of them do: the time `tsc --noEmit` takes over a program that makes a client
 * of it, and the size of the bundle. Measures the built package as it is published: build first.
 */
import { spawnSync } from "node:child_process"
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import path from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"
import { gzipSync } from "node:zlib"

const root = fileURLToPath(new URL("../../..", import.meta.url))
const host = mkdtempSync(path.join(tmpdir(), "openfaith-measure-"))
const require = createRequire(path.join(root, "package.json"))

const programs: Readonly<Record<string, string>> = {
  nothing: `import { Client } from "@openfaith/client-core"
import { Pco } from "@openfaith/pco-client"
export const client = [Client.make({}), Pco.api]
`,
  people: `import { Client } from "@openfaith/client-core"
import { Pco } from "@openfaith/pco-client"
import { endpoints } from "@openfaith/pco-client/people"
import * as Effect from "effect/Effect"
export const client = Effect.map(Client.make(endpoints), ({ people }) => people.list({ query: { include: ["emails"], order: ["-updated_at"] } }))
export const api = Pco.api
`,
  all: `import { Client } from "@openfaith/client-core"
import { Pco } from "@openfaith/pco-client"
import { endpoints } from "@openfaith/pco-client/all"
import * as Effect from "effect/Effect"
export const client = Effect.map(Client.make(endpoints), ({ people }) => people.people.list({ query: { include: ["emails"], order: ["-updated_at"] } }))
export const api = Pco.api
`
}

/** As much of the bundler as is used here. */
interface Bundler {
  readonly build: (
    options: Readonly<Record<string, unknown>>
  ) => Promise<{ readonly outputFiles?: ReadonlyArray<{ readonly contents: Uint8Array }> }>
}

interface Manifest {
  readonly publishConfig: { readonly exports: unknown }
}

/** The package as a registry would have it, its dependencies those of the workspace. */
const install = (name: string) => {
  const folder = path.join(root, "packages", name)
  if (!existsSync(path.join(folder, "dist", "index.js"))) throw new Error(`${name} is not built: pnpm build`)
  const target = path.join(host, "node_modules", "@openfaith", name)
  mkdirSync(target, { recursive: true })
  // a manifest of ours
  const manifest = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as Manifest
  writeFileSync(
    path.join(target, "package.json"),
    JSON.stringify({ ...manifest, exports: manifest.publishConfig.exports })
  )
  cpSync(path.join(folder, "dist"), path.join(target, "dist"), { recursive: true })
}

const run = async () => {
  for (const name of ["client-core", "pco-client"]) install(name)
  for (const name of ["effect", "@effect/platform"]) {
    const target = path.join(host, "node_modules", name)
    mkdirSync(path.dirname(target), { recursive: true })
    symlinkSync(path.join(root, "packages", "pco-client", "node_modules", name), target, "junction")
  }
  writeFileSync(path.join(host, "package.json"), '{ "type": "module" }\n')
  // the bundler is the one that tsup brings along
  const bundler = createRequire(require.resolve("tsup")).resolve("esbuild")
  const esbuild: Bundler = await import(pathToFileURL(bundler).href)

  for (const [name, text] of Object.entries(programs)) {
    const file = path.join(host, `${name}.ts`)
    writeFileSync(file, text)
    const options = ["--noEmit", "--strict", "--skipLibCheck", "--target", "es2022", "--module", "nodenext"]
    const compile = () =>
      spawnSync(process.execPath, [require.resolve("typescript/bin/tsc"), ...options, "--extendedDiagnostics", file], {
        cwd: host,
        encoding: "utf8"
      })
    // the quickest of three: the others were kept waiting by something else
    const runs = [compile(), compile(), compile()]
    const failed = runs.find(({ status }) => status !== 0)
    if (failed !== undefined) throw new Error(failed.stdout)
    const told = (stdout: string, label: string) => new RegExp(`^${label}:\\s+([\\d.]+)`, "m").exec(stdout)?.[1] ?? "?"
    const least = (label: string) => Math.min(...runs.map(({ stdout }) => Number(told(stdout, label))))
    const bundle = async (external: ReadonlyArray<string>) => {
      const { outputFiles } = await esbuild.build({
        entryPoints: [file],
        bundle: true,
        minify: true,
        write: false,
        format: "esm",
        platform: "node",
        external,
        absWorkingDir: host
      })
      const [output] = outputFiles ?? []
      return output === undefined
        ? "?"
        : `${kb(output.contents.length)} (${kb(gzipSync(output.contents).length)} gzipped)`
    }
    const load = `const began = performance.now(); await import("@openfaith/client-core"); const core = performance.now()
${name === "nothing" ? "" : `await import("@openfaith/pco-client/${name}")`}
console.log(Math.round(core - began) + " ms for client-core, then " + Math.round(performance.now() - core) + " ms")`
    const loaded = spawnSync(process.execPath, ["--input-type=module", "--eval", load], { cwd: host, encoding: "utf8" })
    const own = await bundle(["effect", "@effect/*"])
    const whole = await bundle([])
    console.log(
      `${name}: tsc ${least("Total time")} s of which checking ${least("Check time")} s, ${least("Files")} files, ${least("Types")} types; bundle without effect ${own}, with ${whole}; loaded in ${loaded.stdout.trim()}`
    )
  }
}

const kb = (bytes: number) => `${Math.round(bytes / 1000)} kB`

try {
  await run()
} finally {
  rmSync(host, { recursive: true, force: true })
}
