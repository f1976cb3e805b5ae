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

/** When an update says that it happened: far in the future, as after a typing error, or in the past, as after a restore. */
const wrongTime = (random: Prng.Prng): string =>
  random.pick(["2099-01-01T00:00:00Z", "2031-07-04T12:00:00Z", "2016-02-03T04:05:06Z", "2025-12-31T23:59:59Z"])

/** Whether the API also lies: answers, and times of change, that are well-formed and wrong. */
export interface Honesty {
  readonly lies: boolean
}

/**
 * One thing that happens: somebody comes, changes, changes twice at once, changes at a wrong time, moves to another, is merged into
 * another, gets another primary email, is spoilt, or goes.
 */
export const happen = (random: Prng.Prng, world: World.World, { lies }: Honesty): void => {
  const type = random.pick<Type>(["Person", "Person", "Email", "PhoneNumber", "Campus"])
  const id = some(random, world, type)
  const parent = some(random, world, "Person")
  const ofParent = parent === undefined ? {} : { person: { type: "Person", id: parent } }
  switch (random.int(0, lies ? 12 : 9)) {
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
    case 10:
      if (id !== undefined) world.update(type, id, { ...fresh(random, type), updated_at: wrongTime(random) })
      return
    case 11: {
      const removed = some(random, world, "Person")
      if (parent !== undefined && removed !== undefined) world.merge(parent, removed)
      return
    }
    case 12: {
      const kind = random.pick<Type>(["Email", "PhoneNumber"])
      const chosen = some(random, world, kind)
      // the old primary is demoted, and its time of change stays
      if (chosen !== undefined) world.update(kind, chosen, { primary: true })
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

/** A listing, by what its requests begin with. */
const listing = (random: Prng.Prng): Faults.Match => ({
  path: random.pick(["/people/v2/people", "/people/v2/emails", "/people/v2/phone_numbers", "/people/v2/campuses"]),
  reads: "list"
})

/** A lie, and what a run is to make of it. */
export interface Lie {
  readonly name: string
  readonly rules: ReadonlyArray<Faults.Rule>
  /** Whether the run has to fail before it writes. */
  readonly fails: boolean
}

/** What third parties report of the real API: answers that are well-formed and wrong. A lie is told for a whole run. */
export const lie = (random: Prng.Prng): Lie => {
  const lies: ReadonlyArray<readonly [name: string, rules: () => ReadonlyArray<Faults.Rule>, fails?: true]> = [
    ["another organization answers", () => [{ do: { otherOrganization: true } }], true],
    ["half of the records are hidden, and the totals agree", () => [{ do: { hideRecords: hidden(random, 0.5) } }]],
    ["includes are empty", () => [{ do: { emptyIncludes: true } }]],
    [
      "every listing is empty, and single records are not found",
      () => [{ do: { hideRecords: { share: 1, alsoById: true } } }]
    ],
    [
      "a listing is refused",
      () => [
        {
          match: listing(random),
          do: random.pick<Faults.Deed>([
            { status: 401, hint: "TRASH_PANDA" },
            { status: 400 },
            { status: 404 },
            { status: 405 },
            { status: 410 },
            { status: 501 }
          ])
        }
      ]
    ],
    [
      "a member of a page is no record",
      () => [
        {
          match: { reads: "list" },
          after: random.int(0, 5),
          times: random.int(1, 3),
          do: {
            malformed: {
              as: random.pick(["null", "text", "nullId", "noId", "emptyId", "nullType", "noType", "nullAttributes"]),
              in: random.pick(["data", "included"]),
              position: random.int(0, 4)
            }
          }
        }
      ]
    ],
    ["included is null", () => [{ match: { reads: "list" }, do: { included: random.pick(["null", "absent"]) } }]],
    [
      "large pages time out",
      () => [{ match: { ...listing(random), perPageAbove: random.int(1, 3) }, do: { status: 504, body: "<html>" } }]
    ],
    [
      "pages are empty and go on",
      () => [{ do: { hideRecords: { ...hidden(random, 0.8), counted: true }, withoutTotal: random.chance(0.5) } }]
    ],
    [
      "single records are answered with something else",
      () => [
        {
          do: { hideRecords: hidden(random, 0.5) }
        },
        {
          match: { reads: "record" },
          do: random.pick<Faults.Deed>([
            { status: 404, body: "<html>404</html>" },
            { status: 404, body: "" },
            { status: 410, body: "<html>410</html>" },
            { status: 200, body: { data: null } },
            { status: 200, body: { data: null, errors: [{ status: "500" }] } }
          ])
        }
      ]
    ],
    ["the server's clock is wrong", () => [{ do: { dateOffMs: random.pick([-86_400_000, 86_400_000]) } }]]
  ]
  const [name, rules, fails = false] = lies[random.int(0, lies.length - 1)] ?? ["none", () => []]
  return { name, rules: rules(), fails }
}

const hidden = (random: Prng.Prng, share: number): Faults.HiddenRecords => ({ share, seed: random.int(1, 99) })

/** What goes wrong, now and then; where a merged person leads; and what this API never honours, though it says so. */
export const faults = (random: Prng.Prng, { lies }: Honesty): ReadonlyArray<Faults.Rule> => [
  ...Array.from({ length: random.int(0, 10) }, () => ({
    after: random.int(0, 40),
    times: random.int(1, 2),
    do: deed(random)
  })),
  ...(lies ? [{ do: random.pick<Faults.Deed>([{}, { merged: "redirect" }, { merged: "survivor" }]) }] : []),
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
