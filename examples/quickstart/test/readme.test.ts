import { readFileSync } from "node:fs"
import { assert, it } from "vitest"

const read = (name: string) => readFileSync(new URL(name, import.meta.url), "utf8")

const main = read("../src/main.ts")

it("the README shows the composition as it is", () => {
  assert.include(read("../../../README.md"), `\`\`\`ts\n${main}\`\`\``)
})

it("the composition is no longer than forty lines", () => {
  assert.isAtMost(main.trimEnd().split("\n").length, 40)
})
