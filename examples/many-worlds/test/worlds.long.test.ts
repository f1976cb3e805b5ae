import { describe, it } from "@effect/vitest"
import { prove } from "./Church.ts"
import { stores } from "./Stores.ts"

/** Another hundred: `WORLDS_SEED=1000`. */
const first = Number(process.env.WORLDS_SEED ?? 100)

describe.each(Object.entries(stores))("a church that changes and fails at random, copied into %s,", (_, store) => {
  for (let seed = first; seed < first + 100; seed++) {
    it.live(`ends as its equal, with nothing done twice (seed ${seed})`, () => prove(seed, store))
  }
})
