/** Churches in which things happen at random while they are read, over connections that misbehave. */
import { assert, describe, it } from "@effect/vitest"
import type { Faults, World } from "@openfaith/pco-mock"
import { Sync } from "@openfaith/sync-engine"
import * as Effect from "effect/Effect"
import * as Church from "./Church.ts"

/** The same numbers for the same seed. */
const dice = (seed: number) => {
  let state = seed * 2_654_435_761 + 1
  return (sides: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * sides)
  }
}

type Dice = ReturnType<typeof dice>

const pick = <A>(roll: Dice, items: ReadonlyArray<A>): A | undefined => items[roll(items.length)]

/** Something that happens in a church, somewhere. */
const happening = (roll: Dice, world: World.World) => {
  const type = pick(roll, ["Person", "Person", "Email", "PhoneNumber", "Campus"]) ?? "Person"
  const id = pick(roll, world.rows(type))?.id
  const parent = pick(roll, world.rows("Person"))
  const name = `changed ${roll(1_000_000)}`
  const attributes =
    type === "Email" ? { address: `${name}@example.org` } : type === "Person" ? { first_name: name } : {}
  switch (roll(5)) {
    case 0:
      return type === "Campus" || id === undefined ? undefined : world.delete(type, id)
    case 1:
    case 2:
      if (type === "Campus") return world.create(type, { name })
      if (type === "Person") return world.create(type, attributes)
      return parent === undefined
        ? undefined
        : world.create(type, attributes, { person: { type: "Person", id: parent.id } })
    default:
      return id === undefined
        ? undefined
        : world.update(type, id, type === "PhoneNumber" ? { location: name } : attributes)
  }
}

const nuisance = (roll: Dice): Faults.Deed =>
  pick<Faults.Deed>(roll, [
    { status: 500 },
    { status: 502, body: "<html>bad gateway</html>" },
    { html403: true },
    { cutAfterBytes: 900 },
    { status: 429, headers: { "Retry-After": "0" } },
    { status: 200, body: "<html>welcome</html>" }
  ]) ?? { status: 500 }

/** One church a seed. */
export const isEqual = (seeds: ReadonlyArray<number>): void => {
  describe("a sync of a church that is being worked on", () => {
    for (const seed of seeds) {
      it.scopedLive(`ends with a copy that equals the church, whatever happens on the way (seed ${seed})`, () =>
        Effect.gen(function* () {
          const roll = dice(seed)
          let busy = true
          let world: World.World | undefined
          const faults: Array<Faults.Rule> = Array.from({ length: 12 }, () => ({
            after: roll(60),
            times: 1 + roll(2),
            do: nuisance(roll)
          }))
          const deaf =
            pick(roll, [[], ["where[updated_at]"], ["order"], ["where[created_at]", "order"], ["include"]]) ?? []
          faults.push({ do: { ignoreParameter: deaf } })
          const church = yield* Church.make({
            seed,
            people: 230 + roll(100),
            church: { touchParent: seed % 2 === 0 },
            faults,
            before: ({ url }) => {
              if (!busy || world === undefined || !url.pathname.startsWith("/people")) return
              for (let times = roll(4); times > 0; times--) happening(roll, world)
            }
          })
          world = church.world
          yield* Effect.gen(function* () {
            const sync = yield* Sync.Sync
            yield* sync.refresh({ acceptDeletions: true })
            busy = false
            yield* sync.run("delta")
            yield* sync.run("audit", { acceptDeletions: true })
            assert.deepStrictEqual(yield* Church.differences(church.world), [], `seed ${seed}`)
            const last = yield* sync.refresh()
            assert.isTrue(last.inSync, `seed ${seed}`)
          }).pipe(Effect.provide(church.process))
        })
      )
    }
  })
}
