// Tests the public packages as hosts get them: packed, served by a registry on this machine, and installed by npm and pnpm into
// empty projects by the lines of our own pages. Build first: `pnpm build && pnpm check-packages`. `--write` writes the tables of
// Effect and TypeScript on the page on compatibility; without it, the page must say what was found.
import { existsSync, readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import { installLines } from "../docs-site/scripts/markdown.ts"
import { bin, driver, packages, publish, root, run, table } from "./packed.mjs"

const repository = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")).repository.url
const pages = repository.replace(/^git\+|\.git$/g, "")
const problems = []
const problem = (what, why = "") => problems.push(`${what}\n${why}`.trim())

let since = Date.now()
const done = (what) => {
  console.log(`${what} (${((Date.now() - since) / 1000).toFixed(0)} s)`)
  since = Date.now()
}

/** The modules that a package promises, as a host names them: every source file that is neither internal nor a program. */
const modules = ({ folder, manifest: { bin: programs = {}, name } }) =>
  readdirSync(path.join(root, folder, "src"), { recursive: true })
    .map((file) => file.replaceAll(path.sep, "/"))
    .filter((file) => file.endsWith(".ts") && !file.split("/").includes("internal"))
    .filter((file) => !Object.values(programs).includes(`./src/${file}`))
    .map((file) => (file === "index.ts" ? name : `${name}/${file.slice(0, -".ts".length)}`))

const names = packages.map(({ manifest }) => manifest.name)
const everything = packages.flatMap(modules)
const declaresTests = (module) => module.startsWith("@openfaith/adapter-testkit")
const files = { "package.json": driver }

const checkManifests = ({ packed }) => {
  for (const [name, { folder, manifest }] of packed) {
    const complain = (what) => problem(`${folder}/package.json: ${what}`)
    for (const field of ["description", "license"]) if (!manifest[field]) complain(`no ${field}`)
    if (!(manifest.keywords?.length > 2)) complain("fewer than three keywords")
    if (manifest.repository?.url !== repository) complain(`repository.url is not ${repository}`)
    if (manifest.repository?.directory !== folder) complain(`repository.directory is not ${folder}`)
    if (manifest.homepage !== `${pages}/tree/main/${folder}#readme`) complain("homepage is not its README")
    if (manifest.bugs !== `${pages}/issues`) complain(`bugs is not ${pages}/issues`)
    if (manifest.engines?.node !== ">=22.14") complain("engines.node is not >=22.14")
    if (manifest.exports["./package.json"] === undefined) complain("./package.json is not exported")
    for (const [peer, range] of Object.entries({ ...manifest.dependencies, ...manifest.peerDependencies })) {
      if (/^(workspace|catalog):/.test(range)) complain(`"${peer}": "${range}" leaves the workspace`)
    }
    // npm shows the file elsewhere than in its folder
    for (const [, link] of readFileSync(path.join(root, folder, "README.md"), "utf8").matchAll(/\]\(([^)\s]+)\)/g)) {
      const [, file] = link.split(`${pages}/blob/main/`)
      if (!/^(https:|#)/.test(link))
        problem(`${folder}/README.md: ${link} leads nowhere on npm; begin it with ${pages}/blob/main/`)
      else if (file !== undefined && !existsSync(path.join(root, file.replace(/#.*$/, ""))))
        problem(`${folder}/README.md: ${link} leads nowhere`)
    }
    if (!names.includes(name)) complain("is packed under another name")
  }
}

const lint = async ({ packed }) => {
  for (const [name, { tarball }] of packed) {
    const publint = await run(bin("publint"), ["run", tarball, "--strict"])
    if (!publint.ok) problem(`publint: ${name}`, publint.output)
    // modules as Node 10 found them do not know `exports`
    const attw = await run(bin("attw"), [tarball, "--profile", "node16", "--no-color"])
    if (!attw.ok) problem(`attw: ${name}`, attw.output)
  }
}

/** A program that imports modules, one after the other, each with its own failure. */
const importing = (specifiers) =>
  `for (const name of ${JSON.stringify(specifiers)}) await import(name).catch((error) => { console.log(name, error.message); process.exitCode = 1 })`

/** Each line of our pages, in an empty project; then whatever it brings of ours is imported. */
const installByEachLine = async ({ host }) => {
  const lines = new Map()
  for (const { file, line, packages, text } of installLines()) {
    if (packages.some(({ name }) => names.includes(name)) && !lines.has(text)) lines.set(text, `${file}:${line}`)
  }
  let count = 0
  for (const [text, place] of lines) {
    const words = text.split(" ").slice(2)
    const ours = words.filter((word) => names.includes(word) && !declaresTests(word))
    for (const manager of ["npm", "pnpm"]) {
      const project = host(`line-${count++}`, files)
      const { ok, output } = await project[manager](manager === "npm" ? "install" : "add", ...words)
      if (!ok) problem(`${place}, with ${manager}: ${text}`, output)
      else {
        const imported = await project.node("--input-type=module", "-e", importing(ours))
        if (!imported.ok) problem(`${place}, with ${manager}, and then imported`, imported.output)
      }
    }
  }
  return lines.size
}

/** One project with all of them, by all lines together. */
const installAll = async ({ host }, name, more) => {
  const words = new Set(
    installLines()
      .flatMap(({ text }) => text.split(" ").slice(2))
      .filter((word) => !word.startsWith("-") && !/^msw@/.test(word))
  )
  const project = host(name, files)
  const { ok, output } = await project.npm("install", ...words, ...more)
  if (!ok) throw new Error(output)
  return project
}

const importEverything = async (all) => {
  const specifiers = everything.filter((name) => !declaresTests(name))
  const imported = await all.node("--input-type=module", "-e", importing(specifiers))
  if (!imported.ok) problem("a host that imports every module", imported.output)
  for (const name of names) {
    const { output } = await all.node("--input-type=module", "-e", importing([`${name}/internal/anything`]))
    if (!output.includes("not defined by")) problem(`${name}/internal/* can be imported`, output)
  }
  const refused = await all.node("--input-type=module", "-e", importing(["@openfaith/adapter-testkit"]))
  if (!refused.output.includes("only a test file that Vitest runs can import it"))
    problem("the testkit outside Vitest", refused.output)
  all.write({
    "mine.test.js": `import { WorkflowJournalSuite } from "@openfaith/adapter-testkit"
import { MemoryWorkflowJournal } from "@openfaith/workflow-engine"
WorkflowJournalSuite.suite("mine", MemoryWorkflowJournal.layer)
`
  })
  const tested = await run(process.execPath, ["node_modules/vitest/vitest.mjs", "run", "mine.test.js"], {
    cwd: all.cwd
  })
  if (!tested.ok) problem("a test that runs a suite of the testkit", tested.output)
}

/** A module that imports every package, by its name or by what is made of it. */
const importsOf = (specifier = (name) => name) =>
  names
    .filter((name) => !declaresTests(name))
    .map((name) => `import ${JSON.stringify(specifier(name))}`)
    .join("\n")

/** A bundler takes the modules as they are: what awaits could not be bundled as CommonJS. */
const bundle = async (all) => {
  all.write({ "bundled.mjs": importsOf() })
  const flags = ["--bundle", "--platform=node", "--format=cjs", "--outfile=bundle.cjs"]
  const bundled = await run(
    bin("esbuild"),
    ["bundled.mjs", ...flags, "--external:better-sqlite3", "--external:pg-native"],
    all
  )
  if (!bundled.ok) return problem("a host that is bundled", bundled.output)
  const ran = await all.node("bundle.cjs")
  if (!ran.ok) problem("a bundle", ran.output)
}

/** What the packages ask of their host, beside one another. */
const requirements = ({ packed }) => {
  const asked = new Map()
  for (const [name, { manifest }] of packed) {
    for (const [peer, range] of Object.entries({ ...manifest.dependencies, ...manifest.peerDependencies })) {
      if (!names.includes(peer))
        asked.set(peer, { range, by: [...(asked.get(peer)?.by ?? []), name.replace("@openfaith/", "")] })
    }
  }
  return [...asked]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([peer, { by, range }]) => [`\`${peer}\``, `\`${range.replaceAll("||", "\\|\\|")}\``, by.join(", ")])
}

/** A host of CommonJS that requires everything, and one that answers with what it has copied. */
const commonJs = async (all) => {
  const specifiers = everything.filter((name) => !declaresTests(name))
  const expected = '{"inSync":true,"people":20}'
  all.write({
    "every.cjs": specifiers.map((name) => `require(${JSON.stringify(name)})`).join("\n"),
    "own.mjs": importsOf((name) => `${name}/index`),
    "through.cjs": 'require("./own.mjs")',
    "app.cjs": readFileSync(path.join(root, "scripts/hosts/express.cjs"), "utf8")
  })
  const required = await all.node("every.cjs")
  if (!required.ok) problem("a host that requires every module", required.output)
  const through = await all.node("through.cjs")
  if (!through.ok) problem("a host that requires an ES module of its own", through.output)
  const answered = await all.node("app.cjs")
  if (!answered.ok || !answered.stdout.trimEnd().endsWith(expected))
    problem("an Express app of CommonJS", answered.output)
}

/** What a host beside the wrong line of Effect is told: by its package manager, and, if it goes on, by each package. */
const besideOthers = async ({ host, packed }) => {
  const peers = Object.keys(packed.get("@openfaith/client-core").manifest.peerDependencies)
  const beside = {
    effect: {
      words: ["effect@4", "@effect/platform@0.97"],
      found: /needs effect \^3\S+ but found effect 4\.\d+\.\d+; run: npm install effect@3$/m
    },
    "@effect/platform": {
      words: ["effect@3", "@effect/platform@0.90"],
      found:
        /needs @effect\/platform \^0\.97\S+ but found @effect\/platform 0\.90\.\d+; run: npm install @effect\/platform@0\.97$/m
    }
  }
  for (const [peer, { found, words }] of Object.entries(beside)) {
    if (!peers.includes(peer)) problem(`client-core has no peer ${peer}`)
    for (const manager of ["npm", "pnpm"]) {
      const project = host(`beside-${peer.replace("@effect/", "")}-${manager}`)
      const line = [manager === "npm" ? "install" : "add", ...words, "@openfaith/client-core"]
      const told = await project[manager](...line)
      console.log(`\n${manager} ${line.join(" ")}\n${told.output}\n`)
      if (manager === "npm") {
        if (told.ok || !told.output.includes("ERESOLVE")) problem(`npm ${line.join(" ")}: not refused`, told.output)
        await project.npm(...line, "--legacy-peer-deps")
      } else if (!told.output.includes("unmet peer")) problem(`pnpm ${line.join(" ")}: no warning`, told.output)
      for (const [type, code] of Object.entries({
        module: 'import { Client } from "@openfaith/client-core"',
        commonjs: 'require("@openfaith/client-core")'
      })) {
        const { ok, output } = await project.node(`--input-type=${type}`, "-e", code)
        if (ok || !found.test(output)) problem(`${code}, beside another ${peer}, by ${manager}`, output)
        else if (type === "module") console.log(output.split("\n").find((one) => found.test(one)))
      }
    }
  }
}

/** Every package tells, whichever a host imports first. One that needs no Effect works beside any. */
const eachBesideEffect4 = async ({ host, packed }) => {
  const project = host("beside-effect-each", files)
  const { ok, output } = await project.pnpm("add", "effect@4", ...names)
  if (!ok) return problem("pnpm add effect@4, with all packages", output)
  for (const [name, { manifest }] of packed) {
    const imported = await project.node("--input-type=module", "-e", importing([name]))
    if (manifest.peerDependencies?.effect === undefined || manifest.peerDependenciesMeta?.effect?.optional === true) {
      if (!imported.ok) problem(`${name} beside Effect 4`, imported.output)
    } else if (!/needs effect \^3\S+.* but found effect 4\..*; run: npm install effect@3/.test(imported.output))
      problem(`${name} beside Effect 4`, imported.output)
  }
}

const typescripts = ["5.4", "5.6", "5.7", "5.8", "5.9", "6", "7"]
// a program for each setting of `module`; its files are checked together, since what they import is the same
const settings = {
  nodenext: { flags: { module: "nodenext" }, files: { ESM: "host.mts", CommonJS: "host.cts" } },
  bundler: { flags: { module: "esnext", moduleResolution: "bundler" }, files: { ESM: "host.mts" } }
}

// the products of Planning Center are hundreds of modules of one shape: one product stands for them, but for the quickest compiler
const some = everything.filter((name) => !/^@openfaith\/pco-client\/(?!people)./.test(name))
const quickest = typescripts.at(-1)

/** What each compiler says of a host that imports our modules: for each setting, with the declarations of others or without. */
const types = async ({ host }) => {
  const compilers = typescripts.map((version) => `typescript-${version}@npm:typescript@${version}`)
  const all = await installAll({ host }, "types", [...compilers, "@types/node@22", "@types/pg@8", "@types/ws@8"])
  const hostOf = (modules) =>
    `${modules.map((name, index) => `import * as m${index} from ${JSON.stringify(name)}`).join("\n")}
export const all = [${modules.map((_, index) => `m${index}`).join(", ")}]
`
  const check = async (version, { files, flags }, skipLibCheck) => {
    const given = { strict: true, noEmit: true, pretty: false, target: "es2022", types: "node", ...flags, skipLibCheck }
    const args = Object.entries(given).flatMap(([name, value]) => [`--${name}`, String(value)])
    const { ok, output } = await all.node(
      ...[`node_modules/typescript-${version}/bin/tsc`, ...args, ...Object.values(files)]
    )
    const errors = output.split("\n").filter((line) => /error TS\d+/.test(line))
    if (!ok && errors.length === 0) throw new Error(output)
    return errors
  }
  // the declarations for `require` re-export those of the ES modules, which compilers before 5.8 refuse
  const isOfRequire = (error) => /^host\.cts|entry\.d\.cts/.test(error)
  const isOurs = (error) => /^(host\.|node_modules\/@openfaith\/|error)/.test(error) && !error.includes("entry.d.cts")
  const cells = async (version, setting) => {
    const strict = await check(version, setting, false)
    const lenient = strict.length > 0 ? await check(version, setting, true) : []
    return Object.entries(setting.files).map(([name]) => {
      const [whole, rest] = [strict, lenient].map((errors) =>
        errors.filter((error) => name === "CommonJS" || !isOfRequire(error))
      )
      if (whole.length === 0) return "yes"
      if (rest.length > 0) return `no: ${[...new Set(rest.map((error) => /TS\d+/.exec(error)[0]))].join(", ")}`
      const wrong = whole.filter(isOurs)
      if (wrong.length > 0) problem(`TypeScript ${version}`, wrong.join("\n"))
      return "with `skipLibCheck`"
    })
  }
  const rows = []
  for (const version of typescripts) {
    const code = hostOf(version === quickest ? everything : some)
    all.write({ "host.mts": code, "host.cts": code })
    const row = await Promise.all(Object.values(settings).map((setting) => cells(version, setting)))
    rows.push([version, ...row.flat()])
  }
  return rows
}

const tell = (name, head, rows) => {
  const stale = table(name, head, rows)
  if (stale !== undefined) problem(stale)
}

const published = await publish()
try {
  done(`${packages.length} packages, ${everything.length} modules, packed`)
  checkManifests(published)
  await lint(published)
  done("manifests, links, publint, attw")
  done(`${await installByEachLine(published)} install lines of the pages, by npm and by pnpm`)
  const all = await installAll(published, "all", ["express@5"])
  await importEverything(all)
  await bundle(all)
  done("a host of ES modules")
  await commonJs(all)
  done("a host of CommonJS, with Express")
  await besideOthers(published)
  await eachBesideEffect4(published)
  done("beside another line of Effect")
  tell("effect", ["package", "version", "asked for by"], requirements(published))
  const columns = Object.entries(settings).flatMap(([name, { files }]) =>
    Object.keys(files).map((kind) => `\`${name}\`, ${kind}`)
  )
  tell("typescript", ["TypeScript", ...columns], await types(published))
  done("TypeScript")
  for (const call of published.compiled()) problem(`an install step compiles: ${call}`)
} finally {
  published.close()
}

for (const text of problems) console.error(`\n✖ ${text}`)
process.exitCode = problems.length > 0 ? 1 : 0
