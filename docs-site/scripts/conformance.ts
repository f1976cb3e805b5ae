/**
 * Writes the page that says which promise of which port each adapter keeps. `pnpm conformance` runs the suites first, on
 * memory, SQLite, Postgres and Redis, and writes nothing unless every promise of the page was kept, or declared not to be.
 * With `--check` nothing is run: it says whether the page still names what suites and adapters say.
 */
import { spawnSync } from "node:child_process"
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { Option, Schema } from "effect"
import { type Call, callsIn, promisesIn, withoutOwnTime } from "./promises.ts"

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))))
const page = path.join(root, "docs-site/reference/conformance.md")
const testkit = path.join(root, "packages/adapter-testkit/src")

interface Port {
  readonly name: string
  /** Where its promises are, below `internal` of the testkit. */
  readonly folder: string
  readonly about: string
}

const ports: ReadonlyArray<Port> = [
  { name: "QuotaStore", folder: "quota", about: "Who may send now." },
  { name: "TokenStore", folder: "tokens", about: "OAuth tokens, and who may renew them." },
  { name: "SyncStore", folder: "store", about: "Records, cursors, runs and quarantine." },
  { name: "WorkflowJournal", folder: "journal", about: "Executions, steps that have ended, signals and timers." },
  { name: "WorkflowEngine", folder: "workflow", about: "What workflows that are written once can rely on." }
]

interface Column {
  readonly name: string
  readonly project: "unit" | "integration" | "long"
  readonly files: ReadonlyArray<string>
  /** Which suites of these files, by their titles; all of them by default. */
  readonly title?: RegExp
  /** Ports that it does not have, and why. */
  readonly without?: Readonly<Record<string, string>>
}

const integration = (...names: ReadonlyArray<string>) => names.map((name) => `${name}.integration`)

const suites = (folder: string, ...names: ReadonlyArray<string>) => names.map((name) => `${folder}/${name}.test.ts`)

const columns: ReadonlyArray<Column> = [
  {
    name: "memory",
    project: "unit",
    files: [
      ...suites("adapters/memory/test", "MemoryAdapter"),
      ...suites("packages/adapter-testkit/test", "TokenStoreSuite", "ConnectionsSuite", "WorkflowEngineSuite")
    ],
    title: /^(?!@effect\/)/
  },
  {
    name: "SQLite",
    project: "integration",
    files: suites(
      "adapters/sqlite/test",
      ...integration("Sharing", "SyncStoreSuite", "WorkflowJournal", "WorkflowEngine")
    )
  },
  {
    name: "Postgres",
    project: "integration",
    files: suites(
      "adapters/postgres/test",
      ...integration("PgQuotaStore", "PgTokenStore", "PgSyncStoreSuite", "PgWorkflowJournal", "PgWorkflowEngine")
    )
  },
  {
    name: "Redis",
    project: "integration",
    files: suites(
      "adapters/redis/test",
      ...integration("RedisQuotaStore", "RedisTokenStore", "RedisWorkflowJournal", "RedisWorkflowEngine")
    ),
    without: { SyncStore: "records are committed with the host's own rows, in one transaction: they belong in SQL" }
  },
  {
    name: "PgCluster",
    project: "long",
    files: suites("adapters/postgres/test", "clusterEngine.long"),
    title: /^PgCluster$/,
    without: Object.fromEntries(
      ["QuotaStore", "TokenStore", "SyncStore", "WorkflowJournal"].map((port) => [
        port,
        "it is an engine, with tables of its own, beside the ports of Postgres"
      ])
    )
  }
]

const promises = new Map(ports.map(({ folder, name }) => [name, promisesIn(path.join(testkit, "internal", folder))]))

const promisesOf = (port: string) => promises.get(port) ?? []

const callsOf = ({ files, title = /^/ }: Column): ReadonlyArray<Call> =>
  files.flatMap((file) => callsIn(path.join(root, file))).filter((call) => title.test(call.title))

/** What a store promises of a copy of its database. */
const ofCopies = promisesIn(path.join(testkit, "internal/tokens"), /^homes\.ts$/)

/** What a suite's call does not keep, and why. What is skipped under one name may be several promises that begin with it. */
const declaredBy = ({ copy, differences, ownTime, port }: Call): ReadonlyMap<string, string> =>
  new Map([
    ...differences,
    ...(copy === undefined ? [] : ofCopies.map((promise) => [promise, copy] as const)),
    ...(ownTime
      ? []
      : Array.from(withoutOwnTime(path.join(testkit, `${port}Suite.ts`))).flatMap(([beginning, reason]) =>
          promisesOf(port)
            .filter((promise) => promise.startsWith(beginning))
            .map((promise) => [promise, reason] as const)
        ))
  ])

interface Cell {
  readonly calls: ReadonlyArray<Call>
  readonly differences: ReadonlyMap<string, string>
  /** Why there is no such port. */
  readonly missing: string | undefined
}

const cells = new Map(
  columns.map((column) => {
    const calls = callsOf(column)
    const { without = {} } = column
    return [
      column.name,
      new Map(
        ports.map(({ name }): [string, Cell] => {
          const own = calls.filter(({ port }) => port === name)
          const missing = without[name]
          if ((own.length === 0) !== (missing !== undefined)) {
            throw new Error(
              `${column.name} has ${own.length} suites of ${name}, and says ${missing ?? "that it has it"}`
            )
          }
          return [name, { calls: own, differences: new Map(own.flatMap((call) => [...declaredBy(call)])), missing }]
        })
      )
    ]
  })
)

const cell = (column: string, port: string): Cell => {
  const found = cells.get(column)?.get(port)
  if (found === undefined) throw new Error(`${column} says nothing of ${port}`)
  return found
}

const count = (column: string, port: string) => {
  const { differences, missing } = cell(column, port)
  const all = promisesOf(port).length
  if (missing !== undefined) return "–"
  return differences.size === 0 ? `all ${all}` : `${all - differences.size} of ${all}`
}

const row = (all: ReadonlyArray<string>) => `| ${all.map((text) => text.replaceAll("|", "\\|")).join(" | ")} |`

const table = (head: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>) => [
  row(head),
  `|${head.map((_, at) => (at === 0 ? "---|" : ":-:|")).join("")}`,
  ...rows.map(row)
]

const names = columns.map(({ name }) => name)

const section = ({ about, name }: Port) => {
  const own = names.filter((column) => cell(column, name).missing === undefined)
  const differences = own.flatMap((column) =>
    Array.from(cell(column, name).differences, ([promise, reason]) => `- **${column}**, *${promise}*: ${reason}`)
  )
  return [
    `## ${name}`,
    "",
    about,
    "",
    ...table(
      ["promise", ...own],
      promisesOf(name).map((promise) => [
        promise,
        ...own.map((column) => (cell(column, name).differences.has(promise) ? "no" : "✓"))
      ])
    ),
    "",
    ...(differences.length === 0 ? [] : ["What is not kept, and why:", "", ...differences, ""])
  ]
}

const absent = columns.flatMap(({ name, without = {} }) =>
  Array.from(new Set(Object.values(without)), (reason) => {
    const which = Object.keys(without).filter((port) => without[port] === reason)
    return `- **${name}** has no ${which.map((port) => `\`${port}\``).join(", ")}: ${reason}.`
  })
)

const text = [
  "# What each adapter keeps",
  "",
  "<!-- Made by `pnpm conformance` from the suites and what came of them: change those, and not this. -->",
  "",
  "A port's promises are the tests of its suite in `@openfaith/adapter-testkit`, by name. Every adapter runs all of them, on",
  "real servers; this page is written only where each was kept, or was declared not to be, with its reason. A promise that is",
  "declared away and kept after all fails the suite as well.",
  "",
  ...table(
    ["port", ...names],
    ports.map(({ name }) => [`[\`${name}\`](#${name.toLowerCase()})`, ...names.map((column) => count(column, name))])
  ),
  "",
  ...absent,
  "",
  "Redis keeps a `WorkflowJournal` only on a server that persists every write; the suites run on such a one, and tests beside",
  "them hold that any other is refused. `PgCluster` is `@effect/cluster` on Postgres.",
  "",
  ...ports.flatMap(section)
]
  .join("\n")
  .trimEnd()
  .concat("\n")

const Results = Schema.decodeUnknownOption(
  Schema.parseJson(
    Schema.Struct({
      testResults: Schema.Array(
        Schema.Struct({
          name: Schema.String,
          assertionResults: Schema.Array(
            Schema.Struct({ ancestorTitles: Schema.Array(Schema.String), title: Schema.String, status: Schema.String })
          )
        })
      )
    })
  )
)

interface Result {
  readonly file: string
  readonly suite: string
  readonly title: string
  readonly status: string
}

/** Runs the suites, each project by itself, and gives what came of every test. */
const results = (): ReadonlyArray<Result> => {
  const folder = mkdtempSync(path.join(tmpdir(), "conformance-"))
  try {
    return (["unit", "integration", "long"] as const).flatMap((project) => {
      const output = path.join(folder, `${project}.json`)
      const files = columns.filter((column) => column.project === project).flatMap((column) => column.files)
      const program = path.join(root, "node_modules/.bin/vitest")
      const options = ["--reporter=dot", "--reporter=json", `--outputFile.json=${output}`]
      spawnSync(program, ["run", "--project", project, ...options, ...files], { cwd: root, stdio: "inherit" })
      const { testResults } = Option.getOrThrow(Results(readFileSync(output, "utf8")))
      return testResults.flatMap(({ assertionResults, name }) =>
        assertionResults.map(({ ancestorTitles, status, title }) => ({
          file: path.relative(root, name).replaceAll(path.sep, "/"),
          suite: ancestorTitles.at(-1) ?? "",
          title,
          status
        }))
      )
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Whether a test is the one of a promise, in whose name something may have been put in. */
const isOf = (promise: string) => {
  const parts = promise.split("…").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
  const pattern = new RegExp(`^${parts.join(".+")}$`, "s")
  return ({ title }: Result) => pattern.test(title)
}

/** Where results are not what the page says. */
const contradictions = (all: ReadonlyArray<Result>): ReadonlyArray<string> =>
  columns.flatMap((column) =>
    callsOf(column).flatMap((call) => {
      const suite = `${call.port} (${call.title})`
      const own = all.filter((result) => result.suite === suite && column.files.includes(result.file))
      const declared = declaredBy(call)
      const known = promisesOf(call.port)
      const stray = own.filter(
        (result) => !/ — no: |^differs as declared: /.test(result.title) && !known.some((each) => isOf(each)(result))
      )
      return [
        ...stray.map(({ title }) => `${suite}: "${title}" is no promise that was found in the suite`),
        ...known.flatMap((promise) => {
          const reason = declared.get(promise)
          const tests =
            reason === undefined
              ? own.filter(isOf(promise))
              : own.filter(
                  ({ title }) =>
                    title === `differs as declared: ${promise}` ||
                    (title.endsWith(` — no: ${reason}`) && promise.startsWith(title.slice(0, title.indexOf(" — no: "))))
                )
          const fits = ({ status, title }: Result) => status === (title.includes(" — no: ") ? "skipped" : "passed")
          if (tests.length === 0) return [`${suite}: nothing was tried of "${promise}"`]
          return tests.every(fits) ? [] : [`${suite}: "${promise}" was not kept`]
        })
      ]
    })
  )

if (process.argv.includes("--check")) {
  if (!existsSync(page) || readFileSync(page, "utf8") !== text) {
    console.error("docs-site/reference/conformance.md is not what suites and adapters say: run pnpm conformance")
    process.exitCode = 1
  }
} else {
  const problems = contradictions(results())
  for (const problem of problems) console.error(problem)
  if (problems.length > 0) {
    console.error(`\nnothing is written: ${problems.length} cells of the page would not be true`)
    process.exitCode = 1
  } else {
    writeFileSync(page, text)
    console.log("wrote docs-site/reference/conformance.md")
  }
}
