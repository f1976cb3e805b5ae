import { spawnSync } from "node:child_process"
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { assert, describe, it } from "@effect/vitest"
import * as Catalog from "@openfaith/pco-facts/Catalog"
import * as Effect from "effect/Effect"

const origin = fileURLToPath(new URL("..", import.meta.url))

/** A copy of what the command reads and writes, to be changed as one likes. */
const copy = Effect.acquireRelease(
  Effect.sync(() => {
    const folder = mkdtempSync(path.join(tmpdir(), "openfaith-generate-"))
    for (const part of ["scripts", "src"]) cpSync(path.join(origin, part), path.join(folder, part), { recursive: true })
    cpSync(path.dirname(Catalog.file), path.join(folder, "facts/src"), { recursive: true })
    cpSync(path.join(path.dirname(Catalog.file), "../package.json"), path.join(folder, "facts/package.json"))
    // by a link, since Node runs no TypeScript that lies in node_modules
    mkdirSync(path.join(folder, "node_modules/@openfaith"), { recursive: true })
    symlinkSync(path.join(folder, "facts"), path.join(folder, "node_modules/@openfaith/pco-facts"), "junction")
    writeFileSync(path.join(folder, "package.json"), '{ "type": "module" }\n')
    return folder
  }),
  (folder) => Effect.sync(() => rmSync(folder, { recursive: true, force: true }))
)

const run = (folder: string, ...options: ReadonlyArray<string>) => {
  const { INIT_CWD: _, ...env } = process.env
  const { status, stderr, stdout } = spawnSync(
    process.execPath,
    [path.join(folder, "scripts/generate.ts"), ...options],
    { cwd: folder, env, encoding: "utf8" }
  )
  return { status, stderr, stdout: stdout.trim().split("\n") }
}

const catalog = Catalog.read()

/** The catalog with others in the place of one resource. */
const changed = (
  product: string,
  type: string,
  change: (resource: Catalog.Documented) => ReadonlyArray<Catalog.Documented>
): Catalog.Catalog => ({
  products: catalog.products.map((each) =>
    each.product === product
      ? { ...each, resources: each.resources.flatMap((one) => (one.type === type ? change(one) : [one])) }
      : each
  )
})

const newer = changed("people", "Tab", (tab) => {
  const { slug: _, ...attributes } = tab.attributes
  const drawer: Catalog.Documented = {
    ...tab,
    type: "Drawer",
    listingPath: "/people/v2/drawers",
    collectionPaths: ["/people/v2/drawers"],
    instancePath: "/people/v2/drawers/{id}",
    canInclude: [],
    outbound: [],
    create: null,
    update: null,
    delete: false
  }
  return [{ ...tab, attributes: { ...attributes, sequence: "string", colour: "string" } }, drawer]
})

const read = (folder: string, name: string) => readFileSync(path.join(folder, name), "utf8")

describe("the command that takes a newer catalog", () => {
  it.scoped("says what comes, goes and changes, keeps the catalog, and writes the modules", () =>
    Effect.gen(function* () {
      const folder = yield* copy
      assert.strictEqual(run(folder, "--check").status, 0)
      writeFileSync(path.join(folder, "newer.json"), JSON.stringify(newer))
      const { status, stderr, stdout } = run(folder, "--from", "newer.json")
      assert.strictEqual(status, 0, stderr)
      assert.includeMembers(stdout, [
        "+ resource people.Drawer",
        "- people.Tab: attribute slug",
        "~ people.Tab: attribute sequence: integer → string",
        "+ people.Tab: attribute colour"
      ])
      assert.match(stdout.at(-1) ?? "", /^513 modules, \d+ of them new or different, 0 no longer made$/)
      assert.deepStrictEqual(JSON.parse(read(folder, "facts/src/catalog.json")), newer)
      assert.include(read(folder, "src/people/resource/Tab.ts"), "sequence: Attribute.string")
      assert.notInclude(read(folder, "src/people/resource/Tab.ts"), "slug")
      assert.include(read(folder, "src/people/Drawer.ts"), "/people/v2/drawers")
      assert.include(read(folder, "src/people.ts"), "Drawer")
      assert.strictEqual(run(folder, "--check").status, 0)

      // and back again
      writeFileSync(path.join(folder, "older.json"), JSON.stringify(catalog))
      const back = run(folder, "--from", "older.json")
      assert.includeMembers(back.stdout, ["- resource people.Drawer", "+ people.Tab: attribute slug"])
      assert.isFalse(existsSync(path.join(folder, "src/people/Drawer.ts")))
      assert.strictEqual(read(folder, "src/people.ts"), read(origin, "src/people.ts"))
    })
  )

  it.scoped("changes nothing where nothing is different, and says so", () =>
    Effect.gen(function* () {
      const folder = yield* copy
      writeFileSync(path.join(folder, "same.json"), readFileSync(Catalog.file, "utf8"))
      const { status, stdout } = run(folder, "--from", "same.json")
      assert.strictEqual(status, 0)
      assert.deepStrictEqual(stdout, [
        "Nothing is different.",
        "511 modules, 0 of them new or different, 0 no longer made"
      ])
    })
  )

  it.scoped("takes nothing over that it does not understand, or that the corrections no longer fit", () =>
    Effect.gen(function* () {
      const folder = yield* copy
      const before = read(folder, "facts/src/catalog.json")
      for (const [text, problem] of [
        ["{}", "this is no catalog"],
        [JSON.stringify(changed("people", "BirthdayPeople", () => [])), "groups: people.BirthdayPeople"],
        [
          JSON.stringify(
            changed("people", "Tab", (tab) => [{ ...tab, attributes: { ...tab.attributes, a: "quaternion" } }])
          ),
          "people.Tab.a: quaternion is not known"
        ]
      ] as const) {
        writeFileSync(path.join(folder, "odd.json"), text)
        const { status, stderr } = run(folder, "--from", "odd.json")
        assert.notStrictEqual(status, 0)
        assert.include(stderr, problem)
        assert.strictEqual(read(folder, "facts/src/catalog.json"), before)
      }
      assert.strictEqual(run(folder, "--check").status, 0)
    })
  )
})

describe("the command that takes an OpenAPI document", () => {
  const document = path.join(origin, "test/openapi/people-2026-06-04.json")

  it.scoped("adds what the catalog does not have, takes nothing away, and is done after once", () =>
    Effect.gen(function* () {
      const folder = yield* copy
      const { status, stderr, stdout } = run(folder, "--from", document)
      assert.strictEqual(status, 0, stderr)
      assert.includeMembers(stdout, [
        "+ resource people.Shelf",
        "+ resource people.Book",
        "+ people.Tab: attribute hidden_at",
        "+ people.Tab: order hidden_at",
        "+ people.Tab: where hidden_at"
      ])
      assert.isEmpty(stdout.filter((line) => line.startsWith("-") || line.startsWith("~")))
      const types = read(folder, "src/people/Shelf.ts")
      for (const part of ["list = ", "get = ", "create = ", "update = ", "destroy as delete"])
        assert.include(types, part)
      const books = read(folder, "src/people/Book.ts")
      assert.include(books, "/people/v2/shelves/{shelf_id}/books/{id}")
      assert.include(books, 'lent_to: { type: "Person" }')
      const tab = read(folder, "src/people/resource/Tab.ts")
      for (const part of ["star, heart, none", "OpenAPI 2026-06-04", "only where `fields` names it"])
        assert.include(tab, part)
      assert.strictEqual(run(folder, "--check").status, 0)
      assert.strictEqual(run(folder, "--from", document).stdout[0], "Nothing is different.")
    })
  )

  it.scoped("refuses the document of another API, and keeps the catalog", () =>
    Effect.gen(function* () {
      const folder = yield* copy
      const before = read(folder, "facts/src/catalog.json")
      writeFileSync(
        path.join(folder, "other.json"),
        '{"openapi":"3.1.1","servers":[{"url":"https://pets.example"}],"paths":{}}'
      )
      const { status, stderr } = run(folder, "--from", "other.json")
      assert.notStrictEqual(status, 0)
      assert.include(stderr, "is of no product of Planning Center")
      assert.strictEqual(read(folder, "facts/src/catalog.json"), before)
    })
  )
})

describe("the command that checks the modules", () => {
  it.scoped("fails and names what is stale, what is missing, and what is left over", () =>
    Effect.gen(function* () {
      const folder = yield* copy
      writeFileSync(path.join(folder, "src/people/Tab.ts"), "export {}\n")
      rmSync(path.join(folder, "src/giving/Fund.ts"))
      writeFileSync(path.join(folder, "src/api/Stray.ts"), "export {}\n")
      const { status, stderr } = run(folder, "--check")
      assert.strictEqual(status, 1)
      for (const name of ["people/Tab.ts", "giving/Fund.ts", "api/Stray.ts"]) {
        assert.include(stderr, `src/${name} is not what the catalog makes`)
      }
      assert.isFalse(existsSync(path.join(folder, "src/giving/Fund.ts")))
    })
  )
})
