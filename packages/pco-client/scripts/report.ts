/** Prints what of Planning Center's documentation is described: a table, and whatever is missing with the reason. */

import * as Catalog from "@openfaith/pco-facts/Catalog"
import * as Corrections from "@openfaith/pco-facts/corrections"
import * as Either from "effect/Either"
import * as Plan from "../../graph-planner/src/Plan.ts"
import * as All from "../src/all.ts"
import * as Coverage from "./Coverage.ts"
import * as Describe from "./Describe.ts"

const catalog = Catalog.read()
const model = Describe.make(catalog)
const { missing, rows, undocumented } = Coverage.make(catalog, model)

const heads = ["product", "resources", "list", "list below", "get", "get of", "create", "update", "delete", "action"]
const cells = rows.map((row) => [
  row.product,
  `${row.resourcesDescribed}/${row.resources}`,
  ...Coverage.kinds.map((kind) => `${row.described[kind]}/${row.documented[kind]}`)
])
const sum = (pick: (row: Coverage.Row) => number) => rows.reduce((total, row) => total + pick(row), 0)
const total = [
  "all",
  `${sum((row) => row.resourcesDescribed)}/${sum((row) => row.resources)}`,
  ...Coverage.kinds.map((kind) => `${sum((row) => row.described[kind])}/${sum((row) => row.documented[kind])}`)
]
const line = (values: ReadonlyArray<string>) => `| ${values.join(" | ")} |`
console.log([line(heads), line(heads.map(() => "---")), ...cells.map(line), line(total)].join("\n"))

console.log(`\nendpoints: ${Coverage.endpoints.length}`)
console.log(`\nnot described, or not as documented (${missing.length}):`)
for (const { what, why } of missing) console.log(`- ${what}: ${why}`)
console.log(`\ndescribed beside the catalog (${undocumented.length}):`)
for (const each of undocumented) console.log(`- ${each}`)

const unknown = Coverage.unknownAttributes(model, Corrections.attributes)
const attributes = model.products.flatMap(({ resources }) => resources.flatMap((resource) => resource.attributes))
console.log(`\nattributes whose values are not looked into: ${unknown.length} of ${attributes.length}`)
for (const { what, why } of unknown) console.log(`- ${what}: ${why}`)

console.log(`\ndescribed without all they want to know (${model.unknown.length}):`)
for (const { what, why } of model.unknown) console.log(`- ${what}: ${why}`)

// what leads to a resource by its documentation is not always a way that stored ids can go
const plan = Either.getOrThrow(Plan.make({ definitions: All, mode: "full" }))
const ways = model.products.flatMap(({ resources }) =>
  resources.flatMap(({ key, reading }) =>
    reading.by !== "nothing" && plan.unreadable.includes(key) ? [] : [reading.by]
  )
)
const count = (by: string) => ways.filter((way) => way === by).length
console.log(
  `\nread as a whole: ${count("list")} by their own listing, ${count("routes")} by way of others, ${count("one")} of which an account has one record, and ${plan.unreadable.length} not`
)

const reason = (key: string): string => {
  const found = model.products.flatMap(({ resources }) => resources).find((one) => one.key === key)
  return found?.reading.by === "nothing"
    ? found.reading.why
    : "its documented paths ask for ids that no stored record tells, or lead past what cannot be read"
}
console.log(`\nnot read by a sync of everything (${plan.unreadable.length}):`)
for (const key of plan.unreadable) console.log(`- ${key}: ${reason(key)}`)
const decisions = plan.stages.flat().flatMap((task) => [task, ...task.sideLoads])
const inPart = [...new Set(decisions.flatMap(({ covers, resource }) => (covers === "some" ? [resource] : [])))].sort()
console.log(`\nread in part only (${inPart.length}): no way leads to all of their records`)
for (const key of inPart) console.log(`- ${key}`)

console.log("\nhow changes are followed:")
for (const { delta, destroyed, key, listing } of Coverage.deltas()) {
  console.log(`- ${key}.${listing}: ${delta}${destroyed ? ", and its end is told" : ""}`)
}
