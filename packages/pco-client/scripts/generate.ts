/**
 * Writes the modules of `src` that are made from the catalog.
 *
 * - without arguments: writes what has changed, and takes away what is no longer made
 * - `--check`: writes nothing, and fails if something would have to be written
 * - `--from <file>`: takes a newer catalog, or an OpenAPI document of one product (`/{product}/v2/open_api/{version}`, which adds to
 *   the catalog and takes nothing away), says what is different, and writes
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import path from "node:path"
import { fileURLToPath } from "node:url"
import * as Catalog from "@openfaith/pco-facts/Catalog"
import * as Corrections from "@openfaith/pco-facts/corrections"
import * as Changes from "./Changes.ts"
import * as Describe from "./Describe.ts"
import * as Modules from "./Modules.ts"
import * as OpenApi from "./OpenApi.ts"

const source = fileURLToPath(new URL("../src", import.meta.url))

const argument = (name: string): string | undefined => {
  const at = process.argv.indexOf(name)
  return at === -1 ? undefined : (process.argv[at + 1] ?? "")
}

const from = argument("--from")
if (from !== undefined) {
  // the package manager runs us in the package's folder, and the file was named from where the command was given
  const file = path.resolve(process.env.INIT_CWD ?? process.cwd(), from)
  const given: unknown = JSON.parse(readFileSync(file, "utf8"))
  const isOpenApi = OpenApi.isMeant(given)
  const newer = isOpenApi ? OpenApi.merge(Catalog.read(), given) : Catalog.read(file)
  const changes = Changes.between(Describe.make(Catalog.read()), Describe.make(newer))
  console.log(changes.length === 0 ? "Nothing is different." : changes.join("\n"))
  if (isOpenApi) writeFileSync(Catalog.file, Catalog.write(newer))
  else copyFileSync(file, Catalog.file)
}

const model = Describe.make(Catalog.read())
const made = Modules.render(model, Corrections)

/** What lies in the folders that are ours alone, and is not made any more. */
const stray = model.products
  .flatMap(({ product }) =>
    existsSync(path.join(source, product))
      ? readdirSync(path.join(source, product), { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => path.relative(source, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, "/"))
      : []
  )
  .filter((name) => !made.has(name))

const stale = [...made].filter(([name, text]) => {
  const file = path.join(source, name)
  return !existsSync(file) || readFileSync(file, "utf8") !== text
})

if (process.argv.includes("--check")) {
  for (const name of [...stale.map(([name]) => name), ...stray])
    console.error(`src/${name} is not what the catalog makes`)
  if (stale.length + stray.length > 0) {
    console.error("Run `pnpm generate`.")
    process.exit(1)
  }
} else {
  for (const [name, text] of stale) {
    mkdirSync(path.dirname(path.join(source, name)), { recursive: true })
    writeFileSync(path.join(source, name), text)
  }
  for (const name of stray) rmSync(path.join(source, name))
}
console.log(`${made.size} modules, ${stale.length} of them new or different, ${stray.length} no longer made`)
