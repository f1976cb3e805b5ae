/** From the names a person gives to the resources that have to be read. */
import { Suggestion } from "@openfaith/client-core"
import * as Either from "effect/Either"
import type { Known } from "./Definitions.ts"
import { UnknownResource } from "./PlanError.ts"

/**
 * What nobody selected and is read all the same, and for the sake of what.
 *
 * @since 0.1.0
 * @category models
 */
export interface Added {
  readonly resource: string
  readonly neededBy: string
}

/**
 * The resources that a host selected, and the resources that these need.
 *
 * @since 0.1.0
 * @category models
 */
export interface Resolved {
  readonly selected: ReadonlySet<string>
  readonly added: ReadonlyArray<Added>
}

/** A name that ends so brings along what belongs to it. */
const belongings = "+"

/** What a resource belongs to: what it cannot exist without, and the parents past which all of it is reached. */
const owners = ({ needs, routes }: Known): ReadonlyArray<string> => [
  ...needs,
  ...routes.flatMap(({ covers, parent }) => (covers === "all" ? [parent] : []))
]

/** The resources, and all that belongs to them, to those, and so on. */
const withBelongings = (known: ReadonlyMap<string, Known>, keys: Iterable<string>): ReadonlySet<string> => {
  const all = new Set(keys)
  // a set is walked to the end of what is added meanwhile
  for (const owner of all) {
    for (const [key, one] of known) if (owners(one).includes(owner)) all.add(key)
  }
  return all
}

/** A name without what it says of belongings. */
const bare = (name: string) => (name.endsWith(belongings) ? name.slice(0, -belongings.length) : name)

/** The resources that a name stands for; none where it stands for nothing. */
const named = (known: ReadonlyMap<string, Known>, name: string): ReadonlySet<string> => {
  const plain = bare(name)
  const keys = [...known.values()].flatMap(({ resource: { key, product } }) =>
    key === plain || product === plain ? [key] : []
  )
  return plain === name ? new Set(keys) : withBelongings(known, keys)
}

/**
 * The selected resources and the hard dependencies they bring in, but for those that are present already; what cannot be
 * read brings in nothing, and is not brought in.
 *
 * A name is a product (`people`) or one resource (`groups.Group`), as they are spelled in the API; with a `+` at its end
 * (`groups.Group+`), all that belongs to it as well: what cannot exist without it, or is reached by way of it, and what
 * belongs to that. No selection means everything.
 *
 * @since 0.1.0
 * @category combinators
 */
export const resolve = (
  known: ReadonlyMap<string, Known>,
  selection: ReadonlyArray<string> | undefined,
  isReadable: (key: string) => boolean,
  present: ReadonlySet<string> = new Set()
): Either.Either<Resolved, UnknownResource> =>
  Either.gen(function* () {
    const selected = new Set(selection === undefined ? known.keys() : [])
    for (const name of selection ?? []) {
      const keys = named(known, name)
      if (keys.size === 0) {
        const products = new Set([...known.values()].map(({ resource }) => resource.product))
        const suggestion = Suggestion.sentence(bare(name), [...products, ...known.keys()])
        return yield* Either.left(new UnknownResource({ name, suggestion }))
      }
      for (const key of keys) selected.add(key)
    }

    const added: Array<Added> = []
    // a set is walked to the end of what is added meanwhile
    for (const key of selected) {
      const one = known.get(key)
      if (one === undefined || !isReadable(key)) continue
      for (const need of one.needs) {
        if (selected.has(need) || present.has(need) || !isReadable(need)) continue
        selected.add(need)
        added.push({ resource: need, neededBy: key })
      }
    }
    return { selected, added }
  })
