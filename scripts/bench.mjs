// Runs the benchmarks, one after another, each in a process of its own. `pnpm bench`, or `pnpm bench quota page` for those
// whose path has one of these words in it; what follows `--` goes to each. A figure that is missed ends in exit code 1.
import { spawnSync } from "node:child_process"
import { existsSync, readdirSync } from "node:fs"
import path from "node:path"
import { fileURLToPath } from "node:url"

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const separator = process.argv.indexOf("--", 2)
const words = process.argv.slice(2, separator === -1 ? undefined : separator)
const others = separator === -1 ? [] : process.argv.slice(separator + 1)

const benches = ["packages", "adapters", "examples"].flatMap((group) =>
  readdirSync(path.join(root, group)).flatMap((name) => {
    const folder = path.join(group, name, "bench")
    if (!existsSync(path.join(root, folder))) return []
    return readdirSync(path.join(root, folder))
      .filter((file) => file.endsWith(".bench.ts"))
      .map((file) => path.join(folder, file))
  })
)

const chosen = benches.filter((file) => words.length === 0 || words.some((word) => file.includes(word)))
if (chosen.length === 0) {
  console.error(`No benchmark has ${words.join(" or ")} in its path. There are:\n${benches.join("\n")}`)
  process.exit(1)
}

const missed = chosen.filter((file) => {
  console.log(`\n── ${file}`)
  return spawnSync(process.execPath, [path.join(root, file), ...others], { cwd: root, stdio: "inherit" }).status !== 0
})
console.log(missed.length === 0 ? "\nEvery figure is met." : `\nMissed: ${missed.join(", ")}`)
process.exit(missed.length === 0 ? 0 : 1)
