// Ten thousand hostile answers at the client, where `pnpm test:properties` sends a quarter of that. `pnpm fuzz`, or `pnpm fuzz 7` for
// another seed.
import { spawnSync } from "node:child_process"

const [seed = "1"] = process.argv.slice(2)
const env = { ...process.env, FUZZ_CASES: "10000", FUZZ_SEED: seed }
const { status } = spawnSync("vitest", ["run", "Fuzz"], { env, stdio: "inherit", shell: true })
process.exit(status ?? 1)
