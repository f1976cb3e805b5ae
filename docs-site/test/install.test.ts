/** A line that installs our packages brings every peer, each of the version that goes with them. */
import { assert, describe, it } from "vitest"
import * as Install from "../scripts/install.ts"
import { blocks, installLines } from "../scripts/markdown.ts"

const lines = installLines()

/** `@scope/name/sub/path` is the package `@scope/name`. */
const packageOf = (specifier: string) =>
  specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/")

describe("npm install, as the pages say it", () => {
  for (const { file, line, packages } of lines) {
    it(`names every peer with its version (${file}:${line})`, () => {
      const given = packages.map(({ name, version }) => (version === undefined ? name : `${name}@${version}`))
      const names = packages.map(({ name }) => name)
      // a line that adds something to another line brings no peers of its own
      const adds = !names.some((name) => Install.published.includes(name))
      const needed = adds ? names.map((name) => `${name}@${Install.versionOf(name)}`) : Install.words(names)
      assert.deepStrictEqual(given.toSorted(), needed.toSorted(), `it should be: npm install ${needed.join(" ")}`)
    })
  }

  for (const file of new Set(lines.map((line) => line.file))) {
    it(`brings all that the code of ${file} imports`, () => {
      const installed = new Set(
        lines.filter((line) => line.file === file).flatMap((line) => line.packages.map(({ name }) => name))
      )
      const missing = blocks()
        .filter((block) => block.file === file && block.language === "ts")
        .flatMap(({ code }) => Array.from(code.matchAll(/from "([^".]+)"/g), ([, from = ""]) => packageOf(from)))
        .filter((name) => !name.startsWith("node:") && !installed.has(name))
      assert.deepStrictEqual(missing, [])
    })
  }

  it("is in the README of every package", () => {
    const missing = Install.published.filter(
      (name) => !lines.some(({ file, packages }) => isReadmeOf(file, name) && packages.some((one) => one.name === name))
    )
    assert.deepStrictEqual(missing, [])
  })
})

const isReadmeOf = (file: string, name: string) => {
  const folder = name.replace(/^@openfaith\/(adapter-)?/, "")
  return (
    file === `packages/${folder}/README.md` ||
    file === `adapters/${folder}/README.md` ||
    file === `packages/adapter-${folder}/README.md`
  )
}
