/** Every command that a page or a `--help` names is run here, or, where it would take long, is one that exists. */
import { execFileSync } from "node:child_process"
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import path from "node:path"
import { Effect } from "effect"
import { assert, describe, it } from "vitest"
import * as Arguments from "../../examples/quickstart/src/Arguments.ts"
import { church, rows } from "../../examples/quickstart/test/Church.ts"
import * as Flags from "../../packages/pco-mock/src/internal/control/flags.ts"
import { commands, root, spans } from "../scripts/markdown.ts"

const { scripts } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"))

const hasScript = (name: string) => assert.property(scripts, name, "package.json has no such script")

/** Runs the command line of msw that the simulator brings, in a project of its own. */
const runMsw = (args: ReadonlyArray<string>) => {
  const manifest = createRequire(path.join(root, "packages/pco-mock/package.json")).resolve("msw/package.json")
  const { bin } = JSON.parse(readFileSync(manifest, "utf8"))
  const project = mkdtempSync(path.join(tmpdir(), "openfaith-msw-"))
  try {
    writeFileSync(path.join(project, "package.json"), "{}")
    execFileSync(process.execPath, [path.join(path.dirname(manifest), bin.msw ?? bin), ...args, "--no-save"], {
      cwd: project
    })
    assert.isTrue(existsSync(path.join(project, "public/mockServiceWorker.js")))
  } finally {
    rmSync(project, { recursive: true })
  }
}

/** Words of a command, without quotes. */
const wordsOf = (text: string) => text.split(" ").filter((word) => word !== "")

describe("commands in the Markdown", () => {
  const { file, sync } = church(120)

  const runSync = async (args: ReadonlyArray<string>) => {
    const run = sync(file("church.sqlite"), args)
    assert.strictEqual(await run.ended, 0, run.output())
    return run.output()
  }

  /** What is done about a command; the first that fits. */
  const deeds: ReadonlyArray<readonly [RegExp, (rest: string) => unknown]> = [
    [/^export (\w+)=/, (name) => assert.include(Arguments.usage, name)],
    // its words are looked at by `install.test.ts`
    [/^(?:npm|pnpm|yarn) (?:install|add)\b/, () => {}],
    [/^npm run sync(?: --)?(.*)$/, (flags) => runSync(wordsOf(flags))],
    [/^npm (test)$/, hasScript],
    [/^npm run (\S+)/, hasScript],
    [/^node scripts\/pnpm\.mjs run (\S+)/, hasScript],
    [/^node ([\w-]+\/\S+)/, (script) => assert.isTrue(existsSync(path.join(root, script)))],
    [/^pnpm run$/, () => {}],
    [/^pnpm (?:run )?(\S+)/, hasScript],
    [
      /^(?:npx @openfaith\/pco-mock)(.*)$/,
      (flags) => assert.isObject(Flags.parse(wordsOf(flags)), "the simulator takes no such flags")
    ],
    [/^npx msw (init public)$/, (args) => runMsw(wordsOf(args))],
    [/^openssl (rand -base64 32)$/, (args) => execFileSync("openssl", wordsOf(args))]
  ]

  for (const command of commands()) {
    it(`${command.text} (${command.file}:${command.line})`, async () => {
      const text = command.text.replace(/^(?:[A-Z_]+=\S+ )+/, "")
      const found = deeds.find(([pattern]) => pattern.test(text))
      assert(found !== undefined, "no test runs such a command: add it to this file")
      const [pattern, deed] = found
      await deed(pattern.exec(text)?.[1] ?? "")
    })
  }

  it("every query between backticks runs on a copy", async () => {
    await runSync([])
    const queries = spans().filter(({ text }) => /^SELECT .* openfaith_/.test(text))
    assert.isNotEmpty(queries)
    for (const { text } of queries) assert.isNotEmpty(await rows(file("church.sqlite"), text), text)
  })

  it("every flag between backticks is one of the command or of the simulator", async () => {
    for (const { file, line, text } of spans()) {
      if (!/^--[a-z]/.test(text)) continue
      const taken = await Effect.runPromise(Effect.isSuccess(Arguments.parse(withValue(wordsOf(text)))))
      assert.isTrue(taken || typeof Flags.parse(withValue(wordsOf(text))) === "object", `${file}:${line}: ${text}`)
    }
  })
})

/** A flag that wants a value, with one: pages name it without. */
const withValue = ([flag = "", ...rest]: ReadonlyArray<string>) =>
  rest.length > 0 || !sample.has(flag) ? [flag, ...rest] : [flag, sample.get(flag) ?? ""]

/** `--flag value` of each line of a usage; of several values the first. */
const samplesIn = (usage: string) =>
  Array.from(usage.matchAll(/^ {2}(--[\w-]+)(?: (\S+))?/gm), ([, flag = "", value]) => [flag, value] as const)

const sample: ReadonlyMap<string, string> = new Map(
  samplesIn(Arguments.usage).flatMap(([flag, value]) =>
    value === undefined ? [] : [[flag, value.split("|")[0] ?? ""]]
  )
)

describe("--help", () => {
  const { file, sync } = church(20)

  it("of npm run sync names each flag, with a value that it takes", async () => {
    const samples = samplesIn(Arguments.usage)
    assert.sameMembers(
      samples.map(([flag]) => flag),
      Object.keys(Arguments.options).map((name) => `--${name}`)
    )
    for (const [flag, values] of samples) {
      if (flag === "--help") continue
      for (const value of values?.split("|") ?? [undefined]) {
        const args = [flag, ...(value === undefined ? [] : [value === "FILE" ? file("report.json") : value])]
        const run = sync(file("help.sqlite"), args)
        assert.strictEqual(await run.ended, 0, `${args.join(" ")}: ${run.output()}`)
      }
    }
    const help = sync(file("help.sqlite"), ["--help"])
    assert.strictEqual(await help.ended, 0)
    assert.include(help.output(), Arguments.usage)
  })

  it("of pco-mock names each flag, with the default that it has", () => {
    for (const [, flag = "", fallback = ""] of Flags.usage.matchAll(/^ {2}(--[\w-]+) <.*\(default (\S+)\)$/gm)) {
      assert.deepStrictEqual(Flags.parse([flag, fallback]), Flags.defaults, flag)
    }
  })
})
