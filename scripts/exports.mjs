// Holds that every export of a public module has a doc comment that says since which version it is there.
// Prints each that has none. `node scripts/exports.mjs`
import { globSync, readFileSync } from "node:fs"
import path from "node:path"
import process from "node:process"
import { fileURLToPath } from "node:url"

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))

const files = globSync("{packages,adapters}/*/src/**/*.ts", { cwd: root }).filter(
  (file) => !/\/internal\/|^packages\/pco-facts\/|\/(?:index|bin)\.ts$/.test(file.replaceAll(path.sep, "/"))
)

const declaration = /^export (?:const|class|interface|type|function)\s+(\w+)/gm
const doc = /\/\*\*(?:(?!\*\/)[\s\S])*\*\/\s*$/

const undocumented = files.flatMap((file) => {
  const text = readFileSync(path.join(root, file), "utf8")
  // what is generated has no story: its documentation is the API's
  if (text.slice(0, 300).includes("Made by `pnpm generate`")) return []
  return Array.from(text.matchAll(declaration)).flatMap(({ 1: name, index }) => {
    const comment = doc.exec(text.slice(0, index))?.[0] ?? ""
    return /@since|@internal/.test(comment) ? [] : [`${file}: ${name}`]
  })
})

for (const each of undocumented) console.error(`${each} has no doc comment with @since`)
process.exit(undocumented.length === 0 ? 0 : 1)
