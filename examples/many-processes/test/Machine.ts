/** What there is on this machine; what is not is skipped, loudly. */
import { execFileSync } from "node:child_process"
import { describe } from "vitest"
import type { Kind } from "./Members.ts"

const hasRedisServer = (() => {
  try {
    execFileSync("redis-server", ["--version"], { stdio: "ignore" })
    return true
  } catch {
    return false
  }
})()

const unless = (there: boolean, what: string, tests: typeof describe | typeof describe.concurrent = describe) => {
  if (there) return tests
  const complaint = `no ${what} on this machine`
  if (process.env.CI !== undefined) throw new Error(complaint)
  console.warn(`SKIPPED: ${complaint}`)
  return (name: string, tests: () => void) => describe.skip(`${name} (${complaint})`, tests)
}

/** `describe`, where there is a server of the kind. */
export const describeOn = ({ name, there }: Kind) => unless(there, `${name} server`)

/** The same for what mostly waits: at once with the others of its file. */
export const describeWaitingOn = ({ name, there }: Kind) => unless(there, `${name} server`, describe.concurrent)

/** `describe`, where a Redis of one's own can be started. */
export const describeOwnRedis = unless(hasRedisServer, "program redis-server")
