/**
 * Writes the page with the plan of all of Planning Center, and its picture. `pnpm plan`; with `--check`, nothing is
 * written, and the exit code says whether page and picture are as they would be.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { Cost, Estimates, Explain, Plan } from "@openfaith/graph-planner"
import { Pco } from "@openfaith/pco-client"
import * as all from "@openfaith/pco-client/all"
import { World } from "@openfaith/pco-mock"
import { instance } from "@viz-js/viz"
import { Duration, Either } from "effect"

const folder = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const people = 5000

const world = World.make({ seed: 1, people })
const counts = Object.fromEntries(
  all.resources.flatMap(({ key }) => (world.kinds.has(key) ? [[key, world.count(key)] as const] : []))
)
const quota = Pco.api.quota.assumed

const planFor = (mode: Plan.Mode, selection?: ReadonlyArray<string>) =>
  Either.getOrThrowWith(
    Plan.make({ definitions: all, mode, selection, estimates: Estimates.fromCounts(counts), quota }),
    ({ message }) => new Error(message)
  )

const [full, delta, audit] = [planFor("full"), planFor("delta"), planFor("audit")]

/** What as many requests as there are records and parents would take: each resource asked for by itself. */
const naive = full.stages.flat().reduce((sum, task) => {
  const along = task.sideLoads.reduce((most, load) => {
    const [instead] = load.instead
    return most + (instead?.requests ?? 0)
  }, 0)
  return sum + (task.requests ?? 0) + along
}, 0)

const takes = (plan: Plan.Plan) => {
  const { requests, time = Duration.zero } = Plan.total(plan)
  return `${requests.toLocaleString("en")} requests, ${Duration.format(time)}`
}

const saved = (selection: ReadonlyArray<string>) => Plan.total(planFor("full", selection)).requests

const fence = (text: string) => ["```text", text, "```"]

const page = [
  "# The plan of Planning Center",
  "",
  "<!-- Made by `pnpm plan` from the definitions: change those, and not this. -->",
  "",
  `What [a plan](../guide/plan.md) makes of everything Planning Center serves, for a church of ${people.toLocaleString("en")}`,
  "people: the one that the simulator makes up, so the numbers are believable and nobody's. Under the quota of",
  `${quota.limit} requests in ${Duration.format(quota.window)}:`,
  "",
  "| run | takes |",
  "|---|---|",
  `| full | ${takes(full)} |`,
  `| full, if nothing came along with anything else | ${naive.toLocaleString("en")} requests, ${Duration.format(Cost.time(naive, quota))} |`,
  `| delta | ${takes(delta)} |`,
  `| audit, before what it confirms | ${takes(audit)} |`,
  `| full, people with their emails, phone numbers, addresses and field data | ${saved(["people.Email", "people.PhoneNumber", "people.Address", "people.FieldDatum"])} requests |`,
  "",
  "Most of these are for what can only be asked for past one parent at a time. Who needs less selects less; the same plan",
  "says what each part costs.",
  "",
  "[![All resources by their stages](/planning-center-plan.svg)](/planning-center-plan.svg)",
  "",
  "A box is a stage; arrows lead to what is read after, dashed ones to what comes along on the same pages.",
  "",
  "## Full",
  "",
  ...fence(Explain.table(full)),
  "",
  "## Delta",
  "",
  ...fence(Explain.table(delta)),
  "",
  "## Why one is read as it is",
  "",
  ...fence(Either.getOrThrow(Explain.resource(full, "groups.Membership"))),
  "",
  ...fence(Either.getOrThrow(Explain.resource(full, "services.Item"))),
  ""
].join("\n")

const picture = (await instance()).renderString(Explain.dot(full), { format: "svg", engine: "dot" })

const files: Readonly<Record<string, string>> = {
  "reference/planning-center-plan.md": page,
  "public/planning-center-plan.svg": picture
}

for (const [name, text] of Object.entries(files)) {
  const file = path.join(folder, name)
  const known = existsSync(file) ? readFileSync(file, "utf8") : undefined
  if (known === text) continue
  if (process.argv.includes("--check")) {
    console.error(`docs-site/${name} is not what the definitions make of it: run pnpm plan`)
    process.exitCode = 1
  } else {
    writeFileSync(file, text)
    console.log(`wrote docs-site/${name}`)
  }
}
