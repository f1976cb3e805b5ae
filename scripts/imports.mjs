// Holds the rules about who may import whom, that no files of one package import each other in a circle, and that no two of
// our errors have the same tag.
// Prints each offending line with the rule it breaks. `node scripts/imports.mjs`
import { existsSync, readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import { fileURLToPath } from "node:url"

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const ours = "@openfaith/"

// Which siblings the source of each package may import. An example may import everything.
const siblings = {
  "packages/client-core": [],
  "packages/graph-planner": ["client-core"],
  "packages/workflow-engine": [],
  // private, and for generators and tests only: whatever source imports of it would be missing where it is installed
  "packages/pco-facts": [],
  "packages/pco-client": ["client-core"],
  "packages/pco-mock": ["client-core", "pco-client"],
  "packages/sync-engine": ["client-core", "graph-planner", "workflow-engine"],
  "packages/adapter-testkit": ["client-core", "graph-planner", "sync-engine", "workflow-engine"],
  "adapters/*": ["client-core", "graph-planner", "sync-engine", "workflow-engine"]
}

// Storage and clusters are a host's choice: packages know ports only.
const driver = /^(@effect\/cluster|@effect\/sql-.+|better-sqlite3|node:sqlite|pg|ioredis|redis)$/
const forTests = /^(@openfaith\/(pco-facts|pco-mock|adapter-testkit)|@effect\/vitest|vitest|msw)$/

const problems = []

const subfolders = (folder) =>
  existsSync(path.join(root, folder))
    ? readdirSync(path.join(root, folder), { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && existsSync(path.join(root, folder, entry.name, "package.json")))
        .map((entry) => `${folder}/${entry.name}`)
    : []

const sources = (folder) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true })
        .filter((name) => name.endsWith(".ts"))
        .map((name) => path.join(folder, name))
    : []

/** `@scope/name/sub/path` is the package `@scope/name`. */
const packageOf = (specifier) => specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/")

const withoutComments = (text) =>
  text.replace(/("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, (all, string) =>
    string === undefined ? all.replace(/[^\n]/g, " ") : all
  )

const declaration = /^[ \t]*(?:import|export)\s+(type\s+)?(?:[\w$\s{},*]*?\sfrom\s*)?["']([^"'\n]+)["']/gm
const dynamic = /\bimport\(\s*["']([^"'\n]+)["']\s*\)/g

const importsOf = (file) => {
  const text = withoutComments(readFileSync(file, "utf8"))
  const at = (index) => text.slice(0, index).split("\n").length
  return [
    ...Array.from(text.matchAll(declaration), (found) => ({
      line: at(found.index + found[0].length),
      typeOnly: found[1] !== undefined,
      specifier: found[2]
    })),
    ...Array.from(text.matchAll(dynamic), (found) => ({ line: at(found.index), typeOnly: true, specifier: found[1] }))
  ]
}

const readManifest = (folder) => JSON.parse(readFileSync(path.join(root, folder, "package.json"), "utf8"))

/** The private packages. A published package may have them among its `devDependencies` only. */
const unpublished = new Set(
  subfolders("packages")
    .map(readManifest)
    .filter((manifest) => manifest.private === true)
    .map(({ name }) => name)
)

/** What the tests of all packages share: how many cases a property is checked with, and ports. */
const sharedByTests = ["cases", "freePort"].map((name) => path.join(root, `packages/adapter-testkit/test/${name}.ts`))

const check = (folder) => {
  const kind = folder.split("/")[0]
  const manifest = readManifest(folder)
  const allowed = siblings[folder] ?? siblings[`${kind}/*`]
  if (kind !== "examples" && allowed === undefined) {
    problems.push(`${folder}: say in scripts/imports.mjs which siblings it may import`)
  }
  const published = { ...manifest.dependencies, ...manifest.peerDependencies }
  const declared = { ...published, ...manifest.devDependencies }
  for (const name of Object.keys(published).filter((each) => manifest.private !== true && unpublished.has(each))) {
    problems.push(`${folder}/package.json: "${name}" is private, so no host can install it`)
  }
  const edges = new Map()

  for (const part of ["src", "test"]) {
    for (const file of sources(path.join(root, folder, part))) {
      const targets = []
      for (const { line, specifier } of importsOf(file)) {
        let reported = false
        const report = (rule) => {
          if (!reported)
            problems.push(`${path.relative(root, file).replaceAll(path.sep, "/")}:${line}: "${specifier}": ${rule}`)
          reported = true
        }

        if (specifier.startsWith(".")) {
          const target = path.resolve(path.dirname(file), specifier)
          if (path.relative(path.join(root, folder), target).startsWith("..") && !sharedByTests.includes(target)) {
            report("a relative import stays inside its package")
          } else if (!existsSync(target)) {
            report("a relative import names a file as it is called on disk, extension included")
          } else if (part === "src") {
            targets.push(target)
          }
          continue
        }

        const name = packageOf(specifier)
        if (kind !== "examples") {
          if (kind === "packages" && name.startsWith(`${ours}adapter-`) && name !== `${ours}adapter-testkit`) {
            report("a package never imports an adapter")
          } else if (kind === "adapters" && name.startsWith(`${ours}adapter-`) && name !== `${ours}adapter-testkit`) {
            if (name !== manifest.name) report("an adapter never imports another adapter")
          }
          if (kind === "packages" && driver.test(name)) {
            report("a driver or the cluster is imported only in adapters and examples")
          }
          if (part === "src" && forTests.test(name) && published[name] === undefined) {
            report("source never imports what is for tests")
          }
        }
        if (name.startsWith(ours)) {
          if (specifier.startsWith(`${name}/internal/`)) report("internal modules are their own package's")
          if (name === manifest.name && part === "src") report("a package imports its own files by relative path")
          const sibling = name.slice(ours.length)
          if (part === "src" && allowed !== undefined && name !== manifest.name && !allowed.includes(sibling)) {
            const names = allowed.map((each) => ours + each)
            report(
              names.length > 0
                ? `of our packages it may import only ${names.join(" and ")}`
                : "it may import no sibling"
            )
          }
          if (folder === "packages/sync-engine" && sibling.startsWith("pco-")) {
            report("the engine knows no API by name, not even in its tests")
          }
        } else if (folder === "packages/graph-planner" && part === "src" && name !== "effect") {
          report("the planner is pure: effect and client-core, nothing else")
        }
        if (!name.startsWith("node:") && name !== manifest.name) {
          const known = part === "src" ? published : declared
          // what every package tests with is the workspace's
          if (known[name] === undefined && !(part === "test" && name === "vitest")) {
            report(part === "src" ? "not among the package's dependencies or peers" : "not in package.json")
          }
        }
      }
      if (part === "src") edges.set(file, targets)
      if (part === "src") noteTags(file)
    }
  }
  circles(edges)
}

/** By tag, the file that defines an error with it. */
const tags = new Map()

/** A host that catches by tag must not catch another package's error. */
const noteTags = (file) => {
  for (const [, tag] of readFileSync(file, "utf8").matchAll(
    /Tagged(?:Error|Class)<\w+>\(\s*"[^"]*"\s*\)\(\s*"(\w+)"/g
  )) {
    const known = tags.get(tag)
    const name = path.relative(root, file)
    if (known !== undefined) problems.push(`${name}: an error of ${known} has the tag ${tag} already`)
    else tags.set(tag, name)
  }
}

/** Reports each circle once, those of types alone among them: what is read last in them cannot be understood first. */
const circles = (edges) => {
  const state = new Map()
  const trail = []
  const visit = (file) => {
    if (state.get(file) === "done") return
    if (state.get(file) === "open") {
      const circle = [...trail.slice(trail.indexOf(file)), file]
      problems.push(`circle: ${circle.map((each) => path.relative(root, each).replaceAll(path.sep, "/")).join(" → ")}`)
      return
    }
    state.set(file, "open")
    trail.push(file)
    for (const target of edges.get(file) ?? []) visit(target)
    trail.pop()
    state.set(file, "done")
  }
  for (const file of edges.keys()) visit(file)
}

for (const folder of ["packages", "adapters", "examples"].flatMap(subfolders)) check(folder)

for (const problem of problems) console.error(problem)
if (problems.length > 0) {
  console.error(`\n${problems.length} import${problems.length === 1 ? "" : "s"} against the rules`)
  process.exit(1)
}
