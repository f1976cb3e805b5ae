import { readFileSync } from "node:fs"
import { assert, describe, it } from "vitest"

const read = (name: string) => readFileSync(new URL(name, import.meta.url), "utf8")

/** The code blocks of a page. */
const blocks = (page: string) => Array.from(read(page).matchAll(/```ts\n([\s\S]*?)```/g), ([, code = ""]) => code)

/** What is compiled and run by the other tests, freed of the marks that pages find their parts by. */
const sources = ["get.ts", "Tool.ts", "inventory.ts", "connections.ts"].map((name) =>
  read(`../src/${name}`).replaceAll(/^[ \t]*\/\/ #(end)?region.*\n/gm, "")
)

describe("a README shows code as it is", () => {
  for (const name of ["client-core", "pco-client"]) {
    it(name, () => {
      const shown = blocks(`../../../packages/${name}/README.md`)
      assert.isNotEmpty(shown)
      for (const block of shown) {
        assert.isTrue(
          sources.some((source) => source.includes(block)),
          block
        )
      }
    })
  }
})

it("one GET takes fifteen lines at most", () => {
  assert.isAtMost(read("../src/get.ts").trimEnd().split("\n").length, 15)
})
