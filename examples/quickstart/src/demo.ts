/**
 * The main job from end to end, with nothing but this machine: a simulated Planning Center in one process, the quickstart
 * in another, a SIGKILL halfway, edits at the source, and a comparison of source and database record by record.
 */
import { mkdtempSync, readFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { parseArgs } from "node:util"
import { Report } from "@openfaith/sync-engine"
import * as Comparison from "./Comparison.ts"
import * as Processes from "./Processes.ts"
import * as Table from "./Table.ts"

const { values } = parseArgs({ options: { json: { type: "boolean" }, people: { type: "string", default: "5000" } } })
const people = Number(values.people)
/** How many pages of people are answered before the kill: half of them. */
const pages = Math.ceil(people / 200)
const quota = { limit: 25, period: 1 }

const say = (text: string) => void process.stdout.write(`${text}\n`)
const step = (text: string) => say(`\n▸ ${text}`)

const folder = mkdtempSync(path.join(tmpdir(), "openfaith-demo-"))
const file = path.join(folder, "church.sqlite")
const reportFile = path.join(folder, "report.json")

/** The report the quickstart wrote when it last ended. */
const lastReport = (): Report.Report => JSON.parse(readFileSync(reportFile, "utf8"))

const sync = (mock: Processes.Mock) =>
  Processes.quickstart(["--report", reportFile], {
    PCO_APP_ID: mock.appId,
    PCO_SECRET: mock.secret,
    PCO_BASE_URL: mock.url,
    DATABASE_FILE: file
  })

/** What the church does between two syncs. */
const changes = async (mock: Processes.Mock) => {
  const person = await mock.ids("Person")
  const email = await mock.ids("Email")
  const renamed = person.slice(people / 50).slice(0, 30)
  const left = person.slice(people / 5).slice(0, 7)
  const corrected = email.slice(people / 2.5).slice(0, 10)
  await mock.mutate([
    ...renamed.map((id) => ({ op: "update", type: "Person", id, attributes: { nickname: "Changed" } })),
    ...corrected.map((id) => ({ op: "update", type: "Email", id, attributes: { location: "Work" } })),
    ...left.map((id) => ({ op: "delete", type: "Person", id })),
    ...Array.from({ length: 12 }, (_, index) => ({
      op: "create",
      type: "Person",
      attributes: { first_name: "New", last_name: `Member ${index + 1}` }
    }))
  ])
  return `${renamed.length} people and ${corrected.length} emails edited, 12 people added, ${left.length} deleted`
}

const main = async (mock: Processes.Mock): Promise<boolean> => {
  step(`A simulated Planning Center with ${people} people, ${quota.limit} requests a second, at ${mock.url}`)

  step(`First sync, into ${file}; killed with SIGKILL halfway`)
  // the next page is never answered, so the kill comes halfway on every machine
  await mock.faults([{ match: { path: "/people/v2/people" }, after: pages, do: { hang: true } }])
  const first = sync(mock)
  const early = first.ended.then(() => Promise.reject(new Error("the first sync ended before it was killed")))
  await Promise.race([mock.untilAsked("/people/v2/people", pages + 1), early])
  early.catch(() => {})
  first.kill()
  await first.ended
  await mock.faults([])
  say("killed")

  step("Started again")
  if ((await sync(mock).ended) !== 0) throw new Error("the resumed sync did not end well")
  const full = lastReport()

  step(`At the source: ${await changes(mock)}`)

  step("Second sync: what changed, and an audit for what is gone")
  await sync(mock).ended
  const second = lastReport()

  step("Source against database, record by record")
  const report = Report.sum([full, second])
  const differences = await Comparison.compare(mock, file)
  const verdict = differences.length === 0 ? second.verdict : "differs"
  const inSync = verdict === "agrees"
  // what the comparison of every record has found stands below a table of what the sync knows
  say(differences.length === 0 ? Table.render({ ...report, verdict, inSync }) : Table.rows(report))
  for (const { ids, resource } of differences) say(`${resource} differs: ${ids.join(", ")}`)
  if (values.json) say(JSON.stringify({ ...report, verdict, inSync }))
  return inSync
}

const mock = await Processes.mock({ people, seed: 7, ...quota })
try {
  process.exitCode = (await main(mock)) ? 0 : 1
} catch (cause) {
  process.stderr.write(`demo: ${cause instanceof Error ? cause.message : String(cause)}\n`)
  process.exitCode = 1
} finally {
  mock.stop()
}
