import { assert, it } from "@effect/vitest"
import { QuotaBook, QuotaStore } from "@openfaith/client-core"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as FastCheck from "effect/FastCheck"
import * as Layer from "effect/Layer"
import { tagged } from "../src/internal/names.ts"
import * as Scripts from "../src/internal/quotaScripts.ts"
import * as Script from "../src/internal/script.ts"
import { RedisClient } from "../src/RedisClient.ts"
import { client, describeRedis, dropped, freshPrefix } from "./Server.ts"

const prefix = freshPrefix("scripts")

const count = FastCheck.integer({ min: 1, max: 8 })
const length = FastCheck.integer({ min: 20, max: 400 })

/** What is done, how many milliseconds after the deed before, and with which of the permits that were given. */
const deed = FastCheck.record({
  after: FastCheck.oneof(FastCheck.constant(0), FastCheck.nat(30), FastCheck.nat(400)),
  what: FastCheck.oneof(
    { weight: 8, arbitrary: FastCheck.constant("take" as const) },
    { weight: 5, arbitrary: FastCheck.constant("settle" as const) },
    { weight: 1, arbitrary: FastCheck.constantFrom("abandon" as const, "release" as const, "pause" as const) }
  ),
  permit: FastCheck.nat(20),
  dear: FastCheck.boolean(),
  observed: FastCheck.option(FastCheck.record({ limit: count, window: length, used: FastCheck.nat(12) }), { freq: 2 })
})

/** Milliseconds. */
const hold = 100

let stories = 0

describeRedis("the scripts of a budget", () => {
  it.effect.prop(
    "answer, moment for moment, what the rules in memory do, whatever happens",
    [FastCheck.array(deed, { minLength: 5, maxLength: 80 }), count, length],
    ([deeds, limit, window]) =>
      Effect.gen(function* () {
        const redis = yield* RedisClient
        const name = tagged(prefix, "quota", `story ${++stories}`)
        const keys = Scripts.parts.map((part) => `${name}:${part}`)
        let now = 0
        let book: string | undefined
        const memory = QuotaBook.make({
          update: (_, change) =>
            Effect.sync(() => {
              const changed = change(book, now)
              book = changed.book
              return changed.answer
            })
        })
        const run = (script: Script.Script, ...parameters: ReadonlyArray<string>) =>
          Script.run(redis, script, keys, [String(now), ...parameters])
        /** What both call the same permit. */
        const out: Array<{ readonly memory: string; readonly redis: string; readonly until: number }> = []
        let permits = 0

        for (const { after, dear, observed, permit: index, what } of deeds) {
          now += after
          const mine = dear ? Math.ceil(limit / 2) : limit
          const request: QuotaStore.Request = {
            key: "",
            costClass: dear ? "dear" : "default",
            assumed: { limit: mine, window: Duration.millis(window) },
            holdAtMost: Duration.millis(hold)
          }
          const asking = [request.costClass, String(mine), String(window)]
          if (what === "take") {
            const name = `permit ${++permits}`
            const grant = yield* memory.take(request)
            const answer = yield* run(Scripts.take, ...asking, name, String(hold))
            if (QuotaStore.Grant.$is("Granted")(grant)) {
              assert.strictEqual(answer, "granted")
              out.push({ memory: grant.permit, redis: name, until: now + hold })
            } else {
              const wait = Math.max(1, Math.ceil(Number(answer)))
              assert.strictEqual(wait, Duration.toMillis(grant.duration))
            }
            continue
          }
          // each permit ends once and in time: of any other end the scripts are the more careful
          const [pair] = what === "pause" ? [] : out.splice(index % Math.max(1, out.length), 1)
          if (pair !== undefined && pair.until < now) continue
          if (what === "pause") {
            yield* memory.pause("", Duration.millis(window))
            yield* run(Scripts.pause, String(window))
          } else if (pair !== undefined && what === "settle") {
            const seen = observed === null ? undefined : { ...observed, window: Duration.millis(observed.window) }
            yield* memory.settle(request, pair.memory, seen)
            const told = observed === null ? ["", "", ""] : [observed.limit, observed.window, observed.used].map(String)
            yield* run(Scripts.settle, ...asking, pair.redis, ...told)
          } else if (pair !== undefined) {
            yield* memory[what === "abandon" ? "abandon" : "release"](request, pair.memory)
            yield* run(what === "abandon" ? Scripts.abandon : Scripts.release, pair.redis)
          }
        }
      }).pipe(Effect.provide(Layer.provideMerge(client(), dropped(prefix)))),
    { fastCheck: { numRuns: 60 }, timeout: 120_000 }
  )
})
