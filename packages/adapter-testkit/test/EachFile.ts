/**
 * Begins and ends every file of tests, of all packages: they share processes, since loading all modules anew costs more than
 * most files do. A file finds things as if it were the first, and fails if it does not leave them so.
 */
import { effect, it, live, scoped, scopedLive } from "@effect/vitest"
import * as FastCheck from "effect/FastCheck"
import { afterAll, assert } from "vitest"
import { hangBoundMillis } from "../src/internal/hangBound.ts"
import { caseCount } from "./cases.ts"

// `layer` puts its own in their place, in the one `it` there is
Object.assign(it, { effect, live, scoped, scopedLive })

// a property that does not say how often it is checked
FastCheck.configureGlobal({ numRuns: caseCount(100) })

/** What another file could stumble over. */
const around = () => ({
  variables: { ...process.env },
  listeners: Object.fromEntries(
    process.eventNames().map((event) => [String(event), process.listenerCount(event)] as const)
  ),
  // but for what libraries keep there under names of their own
  globals: Object.getOwnPropertyNames(globalThis)
    .filter((name) => !/^__|\//.test(name))
    .sort(),
  inherited: Object.getOwnPropertyNames(Object.prototype).sort(),
  fetch: globalThis.fetch,
  frames: Error.stackTraceLimit,
  folder: process.cwd(),
  // what keeps a process from ending: servers that listen, processes that run
  open: process.getActiveResourcesInfo().filter((kind) => kind === "TCPServerWrap" || kind === "ProcessWrap").length
})

const before = around()

afterAll(async () => {
  // half of what a hook has: what is left open is to be told, and not only that the hook timed out
  const limit = Date.now() + hangBoundMillis / 2
  // a server that is closed, or a process that is killed, is gone a moment later
  while (around().open > before.open && Date.now() < limit) await new Promise((resolve) => setTimeout(resolve, 10))
  assert.deepStrictEqual(around(), before, "what this file leaves behind")
})
