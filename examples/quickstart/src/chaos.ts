/**
 * A long proof: churches that are being worked on, an API that misbehaves, and a quickstart that is killed again and
 * again. However it went, the file has to end as the source stands. `pnpm run chaos --rounds 20 --seed 1`
 */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { parseArgs } from "node:util"
import * as Prng from "@openfaith/pco-mock/Prng"
import * as Comparison from "./Comparison.ts"
import * as Processes from "./Processes.ts"

const { values } = parseArgs({ options: { rounds: { type: "string" }, seed: { type: "string" } } })
const rounds = Number(values.rounds ?? 10)
const firstSeed = Number(values.seed ?? Date.now() % 100_000)

const say = (text: string) => void process.stdout.write(`${text}\n`)
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** What may go wrong with an answer. */
const mischief: readonly [object, ...Array<object>] = [
  { status: 500 },
  { status: 503 },
  { html403: true },
  { cutAfterBytes: 500 },
  { status: 429, headers: { "retry-after": "1" } },
  { dropIncluded: 3 }
]

const oneOf = (ids: ReadonlyArray<string>, random: Prng.Prng) => ids[random.int(0, ids.length - 1)]

const work = async (mock: Processes.Mock, random: Prng.Prng) => {
  const people = await mock.ids("Person")
  const emails = await mock.ids("Email")
  await mock.mutate([
    ...Array.from({ length: 5 }, () => ({
      op: "update",
      type: "Person",
      id: oneOf(people, random),
      attributes: { nickname: `Nick ${random.int(0, 999_999)}` }
    })),
    { op: "update", type: "Email", id: oneOf(emails, random), attributes: { location: `At ${random.int(0, 999)}` } },
    { op: "create", type: "Person", attributes: { first_name: "New", last_name: `Member ${random.int(0, 999)}` } },
    { op: "delete", type: "Person", id: oneOf(people, random) }
  ])
}

/** Lets a process run for a while, with the church at work, and ends it without asking. */
const killSomewhere = async (mock: Processes.Mock, run: Processes.Running, random: Prng.Prng) => {
  const moments = random.int(4, 17)
  for (let moment = 0; moment < moments; moment++) {
    await pause(300)
    if (random.chance(0.5)) await work(mock, random)
  }
  if (random.chance(0.3)) run.interrupt()
  else run.kill()
  await run.ended
  return run.output()
}

const round = async (seed: number): Promise<boolean> => {
  const random = Prng.make(seed)
  const folder = mkdtempSync(path.join(tmpdir(), "openfaith-chaos-"))
  const mock = await Processes.mock({ people: random.int(300, 1800), seed, limit: 30, period: 1 })
  const env = {
    PCO_APP_ID: mock.appId,
    PCO_SECRET: mock.secret,
    PCO_BASE_URL: mock.url,
    DATABASE_FILE: path.join(folder, "church.sqlite")
  }
  try {
    const faults = Array.from({ length: 6 }, () => ({
      after: random.int(0, 59),
      times: random.int(1, 2),
      do: random.pick(mischief)
    }))
    await mock.faults(faults)
    const outputs: Array<string> = []
    for (let life = 0; life < 3; life++) {
      outputs.push(await killSomewhere(mock, Processes.quickstart([], env, "pipe"), random))
    }
    // one that ends what was begun, and one that sees what has changed meanwhile
    let code: number | null = null
    for (let end = 0; end < 2; end++) {
      const last = Processes.quickstart([], env, "pipe")
      code = await last.ended
      outputs.push(last.output())
    }
    const differences = await Comparison.compare(mock, env.DATABASE_FILE)
    const equal = code === 0 && differences.length === 0
    say(`seed ${seed}: ${equal ? "equal" : `exit ${code}, differs: ${JSON.stringify(differences)}`}`)
    if (!equal) say([JSON.stringify(faults), ...outputs].join("\n──\n"))
    return equal
  } finally {
    mock.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

let failed = 0
for (let index = 0; index < rounds; index++) if (!(await round(firstSeed + index))) failed++
say(`${rounds - failed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
