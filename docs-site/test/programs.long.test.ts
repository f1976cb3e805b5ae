/** Blocks that are whole programs are run: against the simulator, and for their output where the page shows it. */
import { spawn } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import path from "node:path"
import { PgClient } from "@effect/sql-pg"
import { HttpServer, World } from "@openfaith/pco-mock"
import { Effect, Redacted } from "effect"
import ts from "typescript"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { type Block, blocks, root } from "../scripts/markdown.ts"

const all = blocks()

/** A program prints, or runs an effect; whatever else it needs to compile, it does not need to run. */
const isProgram = ({ code, language, setting }: Block) =>
  language === "ts" &&
  setting.before === "" &&
  setting.folder === undefined &&
  /^(?:Effect\.runPromise|console\.log)\(/m.test(code)

/** The block of text right below one, if there is one: what the program prints. */
const outputOf = (block: Block) => {
  const next = all[all.indexOf(block) + 1]
  return next?.file === block.file && next.language === "text" ? next.code : undefined
}

let folder = ""
let server: HttpServer.HttpServer

beforeAll(async () => {
  // within this workspace, so that programs find the packages
  folder = mkdtempSync(path.join(root, "docs-site/node_modules/.programs-"))
  server = await HttpServer.listen({ world: World.make({ seed: 7, people: 30 }) })
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

const run = async ({ code }: Block, env: Readonly<Record<string, string>>) => {
  // Node strips no types below node_modules, which is where the folder is
  const file = path.join(folder, "program.mjs")
  writeFileSync(file, ts.transpile(code, { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext }))
  const account = { PCO_APP_ID: "app", PCO_SECRET: "secret", PCO_BASE_URL: server.url }
  const child = spawn(process.execPath, [file], { env: { ...process.env, ...account, ...env } })
  let printed = ""
  let complaint = ""
  child.stdout.on("data", (data: Buffer) => {
    printed += data.toString()
  })
  child.stderr.on("data", (data: Buffer) => {
    complaint += data.toString()
  })
  const exitCode = await new Promise<number | null>((resolve) => child.once("close", resolve))
  assert.strictEqual(exitCode, 0, complaint)
  return printed
}

/** A database of its own, of the server that the tests of Postgres use; nothing where there is none. */
const withDatabase = async (use: (url: string) => Promise<void>): Promise<boolean> => {
  const url = new URL(process.env.DATABASE_URL ?? "postgres://postgres@127.0.0.1:5432/postgres")
  const name = `docs_${process.pid}`
  const ask = (statement: string) =>
    Effect.flatMap(PgClient.PgClient, (sql) => sql.unsafe(statement)).pipe(
      Effect.provide(PgClient.layer({ url: Redacted.make(url.href) })),
      Effect.either,
      Effect.runPromise
    )
  if ((await ask("SELECT 1"))._tag === "Left") return false
  await ask(`CREATE DATABASE ${name}`)
  try {
    await use(Object.assign(new URL(url), { pathname: `/${name}` }).href)
  } finally {
    await ask(`DROP DATABASE ${name} WITH (FORCE)`)
  }
  return true
}

describe("a program in the Markdown", () => {
  const programs = all.filter(isProgram)

  it("is found in the README of the client, the planner, the engine, and the store in Postgres", () => {
    for (const name of ["packages/pco-client", "packages/graph-planner", "packages/sync-engine", "adapters/postgres"]) {
      assert.include(
        programs.map(({ file }) => file),
        `${name}/README.md`
      )
    }
  })

  for (const block of programs) {
    it(`runs, and prints what the page says (${block.file}:${block.line})`, async ({ skip }) => {
      const check = async (env: Readonly<Record<string, string>> = {}) => {
        const printed = await run(block, env)
        assert.isNotEmpty(printed)
        const shown = outputOf(block)
        if (shown !== undefined) assert.strictEqual(printed, shown)
      }
      if (!block.code.includes("DATABASE_URL")) return check()
      if (!(await withDatabase((url) => check({ DATABASE_URL: url })))) skip("no Postgres at DATABASE_URL")
    })
  }
})
