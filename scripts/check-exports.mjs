// Packs every public package as it would be published, and checks the tarballs: publint's rules, no workspace-only
// versions, and a host outside the workspace that imports every module, at run time and in the types' eyes.
// Build first: `pnpm build && pnpm check-exports`.
import { execFileSync, spawnSync } from "node:child_process"
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { fileURLToPath } from "node:url"

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const host = mkdtempSync(path.join(tmpdir(), "check-exports-"))
const bin = (name) => path.join(root, "node_modules", ".bin", name)
const readJson = (file) => JSON.parse(readFileSync(file, "utf8"))

const problems = []
const run = (what, command, args, options = {}) => {
  // whatever does not end by itself starts something when it is merely imported
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: "utf8", timeout: 30_000, ...options })
  if (status !== 0) problems.push(`${what}\n${error?.message ?? `${stdout}${stderr}`}`)
}

/** The modules a package promises: every source file that is neither internal nor a program. */
const modules = (folder, { bin = {} }) => {
  const programs = Object.values(bin).map((file) => file.replace(/^(\.\/)?src\//, ""))
  return readdirSync(path.join(folder, "src"), { recursive: true })
    .map((name) => name.replaceAll(path.sep, "/"))
    .filter((name) => name.endsWith(".ts") && !name.split("/").includes("internal") && !programs.includes(name))
    .map((name) => name.slice(0, -".ts".length))
}

try {
  const packages = ["packages", "adapters"]
    .flatMap((kind) => readdirSync(path.join(root, kind)).map((name) => path.join(root, kind, name)))
    .filter((folder) => existsSync(path.join(folder, "package.json")))
    .map((folder) => ({ folder, manifest: readJson(path.join(folder, "package.json")) }))
    .filter(({ manifest }) => manifest.private !== true)

  for (const { folder, manifest } of packages) {
    if (!existsSync(path.join(folder, "dist", "index.js"))) throw new Error(`${manifest.name} is not built: pnpm build`)
    const tarball = path.join(host, `${path.basename(folder)}.tgz`)
    execFileSync(bin("pnpm"), ["pack", "--out", tarball], { cwd: folder, stdio: "pipe" })
    run(`publint: ${manifest.name}`, bin("publint"), ["run", tarball, "--strict"], { cwd: root })

    const installed = path.join(host, "node_modules", manifest.name)
    mkdirSync(installed, { recursive: true })
    execFileSync("tar", ["-xzf", tarball, "-C", installed, "--strip-components=1"])
  }

  const lines = []
  // suites run only under a test runner: at run time, their modules are found and no more
  const found = []
  for (const { folder, manifest } of packages) {
    const installed = path.join(host, "node_modules", manifest.name)
    const packed = readJson(path.join(installed, "package.json"))

    // what it declares is all it gets: siblings as packed, everything else as the workspace resolved it
    for (const [name, range] of Object.entries({ ...packed.dependencies, ...packed.peerDependencies })) {
      if (/^(workspace|catalog):/.test(range))
        problems.push(`${manifest.name}: "${name}": "${range}" leaves the workspace`)
      const sibling = packages.some((each) => each.manifest.name === name)
      const link = path.join(installed, "node_modules", name)
      mkdirSync(path.dirname(link), { recursive: true })
      symlinkSync(path.join(sibling ? host : folder, "node_modules", name), link, "junction")
    }
    for (const name of modules(folder, manifest)) {
      const specifier = name === "index" ? manifest.name : `${manifest.name}/${name}`
      lines.push(`import * as m${lines.length} from ${JSON.stringify(specifier)}`)
      if (packed.peerDependencies?.["@effect/vitest"] !== undefined) found.push(lines.length - 1)
    }
  }

  const everything = `${lines.join("\n")}\nexport const all = [${lines.map((_, index) => `m${index}`).join(", ")}]\n`
  writeFileSync(path.join(host, "package.json"), '{ "type": "module" }\n')
  const runnable = lines.map((line, index) =>
    found.includes(index)
      ? `readFileSync(new URL(import.meta.resolve(${line.split(" from ")[1]})))`
      : line.replace(/^import \* as m\d+ from/, "import")
  )
  writeFileSync(path.join(host, "host.mjs"), `import { readFileSync } from "node:fs"\n${runnable.join("\n")}\n`)
  writeFileSync(path.join(host, "host.ts"), everything)
  for (const { manifest } of packages) {
    writeFileSync(
      path.join(host, "internal.mjs"),
      `try { import.meta.resolve(${JSON.stringify(`${manifest.name}/internal/anything`)}) } catch { process.exit(0) }\nprocess.exit(1)\n`
    )
    run(`${manifest.name}/internal/* can be imported`, process.execPath, ["internal.mjs"], { cwd: host })
  }
  run("a host that imports every module", process.execPath, ["host.mjs"], { cwd: host })
  // the declarations of others may have their own complaints; ours may not
  const { stdout } = spawnSync(
    bin("tsc"),
    ["--noEmit", "--strict", "--pretty", "false", "--target", "es2022", "--module", "nodenext", "host.ts"],
    { cwd: host, encoding: "utf8" }
  )
  const complaints = stdout.split("\n").filter((line) => /^(host\.ts|node_modules\/@openfaith\/)/.test(line))
  if (complaints.length > 0) problems.push(`a host that type-checks against every module\n${complaints.join("\n")}`)
  console.log(`${packages.length} packages, ${lines.length} modules`)
} finally {
  rmSync(host, { recursive: true, force: true })
}

for (const problem of problems) console.error(`✖ ${problem.trim()}\n`)
process.exit(problems.length > 0 ? 1 : 0)
