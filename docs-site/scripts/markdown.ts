/**
 * The code and the commands in this repository's Markdown, for the tests that compile and run them. It needs Node alone, so
 * that any script can read the install lines: `import { installLines } from "../docs-site/scripts/markdown.ts"`.
 *
 * A comment above a block says what readers need not see, and the compiler does:
 *
 * - `<!-- compiled with: … -->`: imports and declarations that come before it;
 * - `<!-- compiled with the block above -->`, and, if wanted, more lines as above: it goes on where that one ended;
 * - `<!-- compiled beside name.ts: … -->`: a file that it imports;
 * - `<!-- compiled in examples/quickstart/src -->`: the folder from where its imports are found.
 */
import { readdirSync, readFileSync } from "node:fs"
import { join, relative, resolve } from "node:path"
import { fileURLToPath } from "node:url"

/** The root of the repository. */
export const root: string = fileURLToPath(new URL("../..", import.meta.url))

/** A fenced block of code, or a part of one that is included from a file. */
export interface Block {
  /** Relative to the root. */
  readonly file: string
  /** The line of the fence, from 1 on. */
  readonly line: number
  /** `ts`, `sh`, `sql`, `text`; empty if none is given. */
  readonly language: string
  readonly code: string
  readonly setting: Setting
}

/** What the comments above a block say. */
export interface Setting {
  readonly before: string
  readonly goesOn: boolean
  readonly folder: string | undefined
  readonly beside: ReadonlyArray<{ readonly name: string; readonly code: string }>
}

/** A command as it stands in a block of shell, or between backticks in a sentence. */
export interface Command {
  readonly file: string
  readonly line: number
  readonly text: string
  /** Whether it has a block of its own, so that it is complete. */
  readonly inBlock: boolean
}

/** `npm install …` of published packages. */
export interface InstallLine extends Command {
  /** Each argument, a name with or without a version: `effect@3`. */
  readonly packages: ReadonlyArray<{ readonly name: string; readonly version: string | undefined }>
}

const isForeign = new Set(["node_modules", "dist", "cache", ".git"])

const walk = (folder: string): ReadonlyArray<string> =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (isForeign.has(entry.name)) return []
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return walk(path)
    return entry.name.endsWith(".md") ? [relative(root, path)] : []
  })

/** Every Markdown file of the repository, by its path from the root. */
export const files = (): ReadonlyArray<string> => walk(resolve(root)).toSorted()

export const read = (file: string): string => readFileSync(join(root, file), "utf8")

const instruction = /^compiled (with the block above|with|in \S+|beside \S+?):?(?:\s+([\s\S]*))?$/

const settingOf = (comments: ReadonlyArray<string>): Setting => {
  let before = ""
  let goesOn = false
  let folder: string | undefined
  const beside: Array<Setting["beside"][number]> = []
  for (const comment of comments) {
    const [, what = "", more = ""] = instruction.exec(comment) ?? []
    const code = more === "" ? "" : `${more.trimEnd()}\n`
    if (what.startsWith("with")) {
      before = code
      goesOn = what !== "with"
    } else if (what.startsWith("in ")) {
      folder = what.slice("in ".length)
    } else if (what.startsWith("beside ")) {
      beside.push({ name: what.slice("beside ".length), code })
    }
  }
  return { before, goesOn, folder, beside }
}

/** The comments that end right above a line, whatever blank lines are between. */
const commentsAbove = (lines: ReadonlyArray<string>, line: number): ReadonlyArray<string> => {
  const text = lines.slice(0, line).join("\n")
  const [comments = ""] = /(?:<!--(?:(?!-->)[\s\S])*-->\s*)*$/.exec(text) ?? []
  return Array.from(comments.matchAll(/<!--([\s\S]*?)-->/g), ([, comment = ""]) => comment.trim())
}

/** The fenced blocks of a text. */
export const blocksOf = (file: string, text: string): ReadonlyArray<Block> => {
  const lines = text.split("\n")
  const blocks: Array<Block> = []
  for (let line = 0; line < lines.length; line++) {
    const [, indent = "", fence, language = ""] = /^(\s*)(```+|~~~+)\s*([\w-]*)/.exec(lines[line] ?? "") ?? []
    if (fence === undefined) continue
    const end = lines.findIndex((one, index) => index > line && one.trim() === fence)
    if (end === -1) throw new Error(`${file}:${line + 1}: the block has no end`)
    const code = lines.slice(line + 1, end).map((one) => (one.startsWith(indent) ? one.slice(indent.length) : one))
    const setting = settingOf(commentsAbove(lines, line))
    blocks.push({ file, line: line + 1, language, code: `${code.join("\n")}\n`, setting })
    line = end
  }
  return blocks
}

/** Every fenced block of the repository's Markdown. */
export const blocks = (): ReadonlyArray<Block> => files().flatMap((file) => blocksOf(file, read(file)))

/** A text without its blocks and comments, whose lines keep their numbers. */
const prose = (text: string): string =>
  text.replaceAll(/^(```+)[\s\S]*?^\1[ \t]*$|<!--[\s\S]*?-->/gm, (block) => block.replaceAll(/[^\n]/g, ""))

/** What stands between backticks in sentences. */
export const spans = (): ReadonlyArray<{ readonly file: string; readonly line: number; readonly text: string }> =>
  files().flatMap((file) => {
    const text = prose(read(file))
    return Array.from(text.matchAll(/`([^`]+)`/g), (match) => ({
      file,
      line: text.slice(0, match.index).split("\n").length,
      text: (match[1] ?? "").replaceAll(/\s+/g, " ")
    }))
  })

const starts = /^(?:npm|npx|pnpm|yarn|node|openssl|curl)\s/

/** A block of shell as commands: one a line, comments and continued lines resolved. */
const commandsIn = ({ code, file, language, line }: Block): ReadonlyArray<Command> =>
  language !== "sh"
    ? []
    : code
        .replaceAll("\\\n", "  ")
        .split("\n")
        .flatMap((text, index) => {
          const command = text
            .replace(/(^|\s)#.*$/, "")
            .trim()
            .replaceAll(/\s+/g, " ")
          return command === "" ? [] : [{ file, line: line + 1 + index, text: command, inBlock: true }]
        })

/** Every command: those of blocks, and those in sentences that begin with a program we know. */
export const commands = (): ReadonlyArray<Command> => [
  ...blocks().flatMap(commandsIn),
  ...spans().flatMap((span) => (starts.test(`${span.text} `) ? [{ ...span, inBlock: false }] : []))
]

/** `name@version`, where a name may begin with an `@` of its own. */
const specifier = (text: string) => {
  const at = text.indexOf("@", 1)
  return at === -1 ? { name: text, version: undefined } : { name: text.slice(0, at), version: text.slice(at + 1) }
}

/** The lines by which hosts install published packages, from all README files and pages. */
export const installLines = (): ReadonlyArray<InstallLine> =>
  commands().flatMap((command) => {
    const [, rest] = /^npm install (.+)$/.exec(command.text) ?? []
    if (rest === undefined) return []
    const packages = rest.split(" ").filter((word) => !word.startsWith("-"))
    return [{ ...command, packages: packages.map(specifier) }]
  })
