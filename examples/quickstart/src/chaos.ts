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

/** What may go wrong with an answer: failures, and answers that are well-formed and wrong, as third parties report them. */
const mischief: readonly [object, ...Array<object>] = [
  { status: 500 },
  { status: 503 },
  { html403: true },
  { cutAfterBytes: 500 },
  { status: 429, headers: { "retry-after": "1" } },
  { dropIncluded: 3 },
  { status: 504, body: "<html>504</html>" },
  { status: 401, hint: "TRASH_PANDA" },
  { status: 404 },
  { status: 410 },
  { malformed: { as: "nullId" } },
  { malformed: { as: "null" } },
  { malformed: { as: "null", in: "included" } },
  { included: "null" },
  { emptyIncludes: true },
  { hideRecords: { share: 0.5 } },
  { hideRecords: { share: 1, counted: true } },
  { hideRecords: { share: 1, counted: true }, withoutTotal: true },
  { hideRecords: { share: 1, alsoById: true } },
  { dateOffMs: 86_400_000 }
]

/** When a change says that it happened: far in the future, or in the past, as after a restore. */
const wrongTimes: readonly [string, ...Array<string>] = ["2099-01-01T00:00:00Z", "2016-02-03T04:05:06Z"]

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
    {
      op: "update",
      type: "Person",
      id: oneOf(people, random),
      attributes: { nickname: `Late ${random.int(0, 999)}`, updated_at: random.pick(wrongTimes) }
    },
    { op: "update", type: "Email", id: oneOf(emails, random), attributes: { primary: true } },
    { op: "merge", type: "Person", id: oneOf(people, random), into: oneOf(people, random) },
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
    const faults = [
      ...Array.from({ length: 8 }, () => ({
        match: { reads: "list" },
        after: random.int(0, 59),
        times: random.int(1, 2),
        do: random.pick(mischief)
      })),
      { do: random.pick<object>([{}, { merged: "redirect" }, { merged: "survivor" }]) }
    ]
    await mock.faults(faults)
    const outputs: Array<string> = []
    for (let life = 0; life < 3; life++) {
      outputs.push(await killSomewhere(mock, Processes.quickstart([], env, "pipe"), random))
    }
    // one that ends what was begun, and one that another organization answers: it stops before it writes
    const begun = Processes.quickstart([], env, "pipe")
    await begun.ended
    outputs.push(begun.output())
    await mock.faults([{ do: { otherOrganization: true } }])
    const misled = Processes.quickstart([], env, "pipe")
    const stopped = (await misled.ended) !== 0
    outputs.push(misled.output())
    // when the lies are over, one that sees what has changed meanwhile, and one that compares
    await mock.faults([])
    let code: number | null = null
    for (const args of [[], ["--mode", "audit", "--accept-deletions"]]) {
      const last = Processes.quickstart(args, env, "pipe")
      code = await last.ended
      outputs.push(last.output())
    }
    const differences = await Comparison.compare(mock, env.DATABASE_FILE)
    const equal = stopped && code === 0 && differences.length === 0
    const others = stopped ? "" : ", took another organization for this one"
    say(`seed ${seed}: ${equal ? "equal" : `exit ${code}${others}, differs: ${JSON.stringify(differences)}`}`)
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
