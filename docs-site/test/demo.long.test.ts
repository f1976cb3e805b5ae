/** The README shows the demo as it is: its steps, its tables and its verdicts. */
import { spawn } from "node:child_process"
import path from "node:path"
import { assert, it } from "vitest"
import { blocksOf, read, root } from "../scripts/markdown.ts"

/** What does not depend on the moment of the kill: headings, verdicts, and of each row what there is. */
const essence = (text: string) =>
  text.split("\n").flatMap((line) => {
    if (/^(?:▸|in sync|not )/.test(line)) return [line]
    const [, resource, ...numbers] = /^(\w+\.\w+) +(\d+) +(\d+) +(\d+) +\d+ +[\d.]+ s$/.exec(line) ?? []
    return resource === undefined ? [] : [[resource, ...numbers].join(" ")]
  })

it("npm run demo prints what the README shows", async () => {
  const shown = blocksOf("README.md", read("README.md")).find(({ code }) => code.startsWith("▸ Started again"))
  assert(shown !== undefined)
  const child = spawn(process.execPath, [path.join(root, "examples/quickstart/src/demo.ts")])
  let printed = ""
  child.stdout.on("data", (data: Buffer) => {
    printed += data.toString()
  })
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve))
  assert.strictEqual(code, 0, printed)
  const expected = essence(shown.code)
  assert.deepStrictEqual(essence(printed).slice(-expected.length), expected)
})
