import { describe, it } from "@effect/vitest"
import { prove } from "./Church.ts"
import { stores } from "./Stores.ts"

describe.each(Object.entries(stores))("a church that changes and fails at random, copied into %s,", (_, store) => {
  for (const seed of [1, 2]) {
    it.live(`ends as its equal, with nothing done twice (seed ${seed})`, () => prove(seed, store(), { lies: false }))
  }
})
