/** The program of the example in a process whose clock is wrong by `SKEW` milliseconds. Says `ready`, and begins at `go`. */
import { once } from "node:events"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { work } from "../src/Work.ts"

const skew = Number(process.env.SKEW ?? 0)

const real = Clock.make()
const clock: Clock.Clock = {
  [Clock.ClockTypeId]: Clock.ClockTypeId,
  sleep: (duration) => real.sleep(duration),
  unsafeCurrentTimeMillis: () => real.unsafeCurrentTimeMillis() + skew,
  unsafeCurrentTimeNanos: () => real.unsafeCurrentTimeNanos() + BigInt(skew) * 1_000_000n,
  currentTimeMillis: Effect.map(real.currentTimeMillis, (now) => now + skew),
  currentTimeNanos: Effect.map(real.currentTimeNanos, (now) => now + BigInt(skew) * 1_000_000n)
}

process.stdout.write("ready\n")
await once(process.stdin, "data")
process.stdin.unref()

const report = await Effect.runPromise(Effect.withClock(work, clock))
process.stdout.write(`${JSON.stringify(report)}\n`)
process.exit(0)
