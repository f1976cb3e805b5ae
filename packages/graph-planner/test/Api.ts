/** Small APIs made up at random: listings, nested resources, includes that promise more or less. */
import { Endpoint, Resource } from "@openfaith/client-core"
import * as FastCheck from "effect/FastCheck"
import type { Definitions } from "../src/Definitions.ts"
import type { Estimates } from "../src/Estimates.ts"

interface Way {
  readonly parent: number
  readonly covers: "all" | "some"
  readonly single: boolean
}

interface Shape {
  readonly listed: boolean
  readonly hard: ReadonlyArray<number>
  readonly ways: ReadonlyArray<Way>
  /** Carriers whose pages bring it along, and whether they promise all of it. */
  readonly rides: ReadonlyArray<{ readonly carrier: number; readonly complete: boolean }>
  readonly count: number
}

export interface Api {
  readonly definitions: Definitions
  readonly estimates: Estimates
  readonly keys: ReadonlyArray<string>
  readonly [FastCheck.toStringMethod]: () => string
}

const perPage = { default: 5, max: 10 }

const keyOf = (index: number) => `a.R${index}`

/** The API that has these resources; numbers that point nowhere point elsewhere. */
const make = (shapes: ReadonlyArray<Shape>): Api => {
  const size = shapes.length
  const resources = shapes.map(({ hard }, index) =>
    Resource.make("a", `R${index}`, {
      attributes: {},
      relationships: Object.fromEntries(
        // only on those before it, so that no circle arises
        hard.filter(() => index > 0).map((to, nth) => [`needs_${nth}`, { to: keyOf(to % index), required: true }])
      )
    })
  )
  const includes = resources.map((_, carrier) =>
    shapes.flatMap(({ rides }, index) =>
      rides
        .filter((ride) => ride.carrier % size === carrier && index !== carrier)
        .map(({ complete }) => ({ name: `r${index}`, index, complete }))
    )
  )
  const capabilities = (index: number): Endpoint.Capabilities => ({
    perPage,
    include: Object.fromEntries(
      (includes[index] ?? []).flatMap(({ index: to, name }) => {
        const resource = resources[to]
        return resource === undefined ? [] : [[name, resource]]
      })
    ),
    complete: (includes[index] ?? []).flatMap(({ complete, name }) => (complete ? [name] : []))
  })
  const readables = resources.flatMap(
    (resource, index): ReadonlyArray<Endpoint.Readable> =>
      shapes[index]?.listed === true
        ? [
            {
              resource,
              list: Endpoint.list(`/r${index}`, resource, capabilities(index)),
              get: Endpoint.get(`/r${index}/{id}`, resource)
            }
          ]
        : []
  )
  const nested = resources.flatMap((resource, index): ReadonlyArray<Endpoint.Nested> => {
    const ways = shapes[index]?.ways ?? []
    if (shapes[index]?.listed === true || ways.length === 0) return []
    const routes = ways.map(({ covers, parent, single }, nth): Endpoint.Route => {
      const path = `/r${parent % size}/{id}/r${index}` as const
      const naming = { name: `a.R${index}.way${nth}`, below: { id: keyOf(parent % size) } }
      const list = single
        ? Endpoint.get(path, resource, capabilities(index), naming)
        : Endpoint.list(path, resource, capabilities(index), naming)
      return { list, parent: keyOf(parent % size), covers }
    })
    return [{ resource, routes }]
  })
  return {
    definitions: { readables, nested, resources },
    estimates: Object.fromEntries(shapes.map(({ count }, index) => [keyOf(index), { records: count }])),
    keys: resources.map(({ key }) => key),
    // a counterexample that can be read
    [FastCheck.toStringMethod]: () => JSON.stringify(shapes)
  }
}

const number = FastCheck.nat(11)

const shape: FastCheck.Arbitrary<Shape> = FastCheck.record({
  listed: FastCheck.boolean(),
  hard: FastCheck.array(number, { maxLength: 2 }),
  ways: FastCheck.array(
    FastCheck.record({
      parent: number,
      covers: FastCheck.constantFrom("all", "some"),
      single: FastCheck.boolean()
    }),
    { maxLength: 3 }
  ),
  rides: FastCheck.array(FastCheck.record({ carrier: number, complete: FastCheck.boolean() }), { maxLength: 3 }),
  count: FastCheck.oneof(FastCheck.nat(15), FastCheck.nat(300))
})

export const apis: FastCheck.Arbitrary<Api> = FastCheck.array(shape, { minLength: 1, maxLength: 6 }).map(make)
