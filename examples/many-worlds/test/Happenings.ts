/** What happens in a church, and to the answers about it, drawn from a seed. */
import type { Faults, World } from "@openfaith/pco-mock"
import type * as Prng from "@openfaith/pco-mock/Prng"

/** The kinds of records that are copied, in the spelling of the world. */
export const types = ["Campus", "Person", "Email", "PhoneNumber"] as const

type Type = (typeof types)[number]

const some = (random: Prng.Prng, world: World.World, type: Type): string | undefined => {
  const rows = world.rows(type)
  return rows.length === 0 ? undefined : rows[random.int(0, rows.length - 1)]?.id
}

/** Attributes that nobody has had before. */
const fresh = (random: Prng.Prng, type: Type) => {
  const name = `N${random.int(0, 999_999_999)}`
  switch (type) {
    case "Campus":
      return { name }
    case "Person":
      return { first_name: name, child: random.chance(0.5) }
    case "Email":
      return { address: `${name}@example.org` }
    case "PhoneNumber":
      return { location: name }
  }
}

/** One thing that happens: somebody comes, changes, changes twice at once, moves to another, is spoilt, or goes. */
export const happen = (random: Prng.Prng, world: World.World): void => {
  const type = random.pick<Type>(["Person", "Person", "Email", "PhoneNumber", "Campus"])
  const id = some(random, world, type)
  const parent = some(random, world, "Person")
  const ofParent = parent === undefined ? {} : { person: { type: "Person", id: parent } }
  switch (random.int(0, 9)) {
    case 0:
    case 1:
      if (type === "Campus" || type === "Person") world.create(type, fresh(random, type))
      else if (parent !== undefined) world.create(type, fresh(random, type), ofParent)
      return
    case 2:
    case 3:
      if (id !== undefined) world.delete(type, id)
      return
    case 4:
      // within one second, so that the time of change is the same
      if (id !== undefined) world.update(type, id, fresh(random, type))
      if (id !== undefined) world.update(type, id, fresh(random, type))
      return
    case 5:
      if (id !== undefined && (type === "Email" || type === "PhoneNumber")) world.update(type, id, {}, ofParent)
      return
    case 6: {
      // what is spoilt does not decode, and is mended some day by another change
      const person = some(random, world, "Person")
      if (person !== undefined && random.chance(0.3)) world.update("Person", person, { child: "perhaps" })
      return
    }
    default:
      if (id !== undefined) world.update(type, id, fresh(random, type))
  }
}

const deed = (random: Prng.Prng): Faults.Deed =>
  random.pick<Faults.Deed>([
    { status: 500 },
    { status: 502, body: "<html>bad gateway</html>" },
    { status: 429, headers: { "Retry-After": "0" } },
    { cutAfterBytes: 700 },
    { corrupt: "truncated" },
    { corrupt: "empty" },
    { reset: "before" },
    random.pick([{ hang: true }, { hangAfterBytes: 300 }]),
    { html403: true },
    { dropIncluded: random.int(1, 9) },
    { next: random.pick(["repeat", "backward", "missing"]) },
    { totalOff: random.int(-9, 9) }
  ])

/** What goes wrong, now and then; and what this API never honours, though it says so. */
export const faults = (random: Prng.Prng): ReadonlyArray<Faults.Rule> => [
  ...Array.from({ length: random.int(0, 10) }, () => ({
    after: random.int(0, 40),
    times: random.int(1, 2),
    do: deed(random)
  })),
  {
    do: {
      ignoreParameter: random.pick([
        [],
        [],
        ["where[updated_at]"],
        ["order"],
        ["where[created_at]", "order"],
        ["include"]
      ])
    }
  }
]
