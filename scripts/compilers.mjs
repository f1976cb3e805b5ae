// Programs that compile, replaced by ones that refuse and take a note: nothing that is installed may need them.
// `node scripts/compilers.mjs npm install …` runs a command so, and fails if one of them was called.
import { spawnSync } from "node:child_process"
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync
} from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"

const compilers = [
  "cc",
  "c++",
  "gcc",
  "g++",
  "clang",
  "clang++",
  "make",
  "cmake",
  "node-gyp",
  "python",
  "python3",
  "cargo"
]

/** A `PATH` on which no compiler works, and what was called of them so far. `folder` is the caller's to remove. */
export const withoutCompilers = (folder) => {
  const notes = path.join(folder, "called")
  mkdirSync(folder, { recursive: true })
  appendFileSync(notes, "")
  for (const name of compilers) {
    const file = path.join(folder, name)
    writeFileSync(
      file,
      `#!/bin/sh\necho "${name} $*" >> '${notes}'\necho "${name}: nothing is compiled here" >&2\nexit 1\n`
    )
    chmodSync(file, 0o755)
  }
  return {
    path: `${folder}${path.delimiter}${process.env.PATH}`,
    called: () => (existsSync(notes) ? readFileSync(notes, "utf8").split("\n").filter(Boolean) : [])
  }
}

if (process.argv[1] === import.meta.filename) {
  const folder = mkdtempSync(path.join(tmpdir(), "no-compilers-"))
  try {
    const { called, path: PATH } = withoutCompilers(folder)
    const [command, ...args] = process.argv.slice(2)
    const { error, status } = spawnSync(command, args, { stdio: "inherit", env: { ...process.env, PATH } })
    if (error) console.error(error.message)
    for (const call of called()) console.error(`✖ called to compile: ${call}`)
    process.exitCode = called().length > 0 ? 1 : (status ?? 1)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
