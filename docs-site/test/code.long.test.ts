/** Every block of TypeScript in the Markdown compiles, and every name of ours in a sentence exists. */
import { existsSync, readFileSync } from "node:fs"
import { dirname, join, resolve } from "node:path"
import { assert, beforeAll, describe, it } from "vitest"
import { blocks, files, read, root, spans } from "../scripts/markdown.ts"
import { type Compiled, compile } from "./Compiler.ts"

const list = (complaints: ReadonlyArray<string>) => assert.deepStrictEqual(complaints, [])

describe("code in the Markdown", () => {
  let compiled: Compiled

  beforeAll(() => {
    compiled = compile(blocks())
  })

  it("compiles against the packages", () => {
    assert.isAbove(compiled.count, 20)
    list(compiled.complaints)
  })

  it("names what the packages export, in sentences too", () => {
    const { isText, members } = compiled
    const unknown = spans().flatMap(({ file, line, text }) =>
      // a changelog names what is gone, too; and a file is no member
      file.startsWith(".changeset/")
        ? []
        : Array.from(text.matchAll(/(?<![\w./@`-])([A-Z]\w*)\.(?!ts\b)([a-z]\w*)/g)).flatMap(
            ([name, namespace = "", member = ""]) => {
              const known = members.get(namespace)
              if (known === undefined || known.has(member) || isText(name)) return []
              return [`${file}:${line}: there is no ${name}`]
            }
          )
    )
    list(unknown)
  })

  it("is included from files and regions that exist", () => {
    const missing = files().flatMap((file) =>
      Array.from(read(file).matchAll(/^<<< (\S+?)(?:#(\w+))?(?:\{.*\})?$/gm)).flatMap(([, path = "", region]) => {
        const source = resolve(root, dirname(file), path)
        if (!existsSync(source)) return [`${file}: there is no ${path}`]
        const isThere = region === undefined || readFileSync(source, "utf8").includes(`// #region ${region}\n`)
        return isThere ? [] : [`${file}: ${path} has no region ${region}`]
      })
    )
    list(missing)
  })
})

/** A heading as GitHub and VitePress link to it. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[`*]/g, "")
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
    .replaceAll(/^-|-$/g, "")

it("links within the repository lead somewhere", () => {
  const dead = files().flatMap((file) =>
    Array.from(read(file).matchAll(/\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]*))?\)/g)).flatMap(
      ([, path = "", anchor]) => {
        // the documentation's own pages may begin at its root, and leave the ending out
        const places = path.startsWith("/") ? ["docs-site", "docs-site/public"] : [dirname(file)]
        const bases = places.map((place) => join(root, place, path))
        const target =
          path === "" ? join(root, file) : bases.flatMap((base) => [base, `${base}.md`]).find((one) => existsSync(one))
        if (target === undefined) return [`${file}: ${path}`]
        if (anchor === undefined) return []
        const headings = Array.from(readFileSync(target, "utf8").matchAll(/^#+ (.*)$/gm), ([, text = ""]) =>
          anchorOf(text)
        )
        return headings.includes(anchorOf(anchor)) ? [] : [`${file}: ${path}#${anchor}`]
      }
    )
  )
  list(dead)
})
