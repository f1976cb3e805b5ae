import { describe, it } from "@effect/vitest"
import { prove } from "./Church.ts"
import { stores } from "./Stores.ts"

/** A hundred of others: `WORLDS=100 WORLDS_SEED=1000`, which takes a quarter of an hour. */
const count = Number(process.env.WORLDS ?? 5)
const first = Number(process.env.WORLDS_SEED ?? 100)

describe.each(Object.entries(stores))("a church that changes and fails at random, copied into %s,", (_, store) => {
  for (let seed = first; seed < first + count; seed++) {
    it.live(`ends as its equal, with nothing done twice (seed ${seed})`, () => prove(seed, store(), { lies: true }))
  }
})
