/** Accounts that need no API: what they are asked for is made up, and says whose it is. */
import { Endpoint, Resource } from "@openfaith/client-core"
import { Source } from "@openfaith/sync-engine"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"

export const resource = "people.Person"

const person = Resource.make("people", "Person", { attributes: {} })

export const definitions = {
  readables: [
    {
      resource: person,
      list: Endpoint.list("/people", person, { perPage: { default: 25, max: 100 } }),
      get: Endpoint.get("/people/{id}", person)
    }
  ]
}

/** An account that counts its requests, and answers none while its gate is closed. */
export const account = (connection: string, people: number) => {
  let gate: Deferred.Deferred<void> | undefined
  const record = (index: number) => ({
    resource,
    id: String(index),
    changedAt: undefined,
    hash: connection,
    body: JSON.stringify({ type: "Person", id: String(index), attributes: { of: connection } })
  })
  const records = Array.from({ length: people }, (_, index) => record(index + 1))
  let requests = 0
  const source = Source.Source.of({
    connection,
    pageSize: () => 10,
    isAddressable: () => true,
    probe: () => Effect.succeed({ total: people, latest: undefined }),
    page: (_, { offset, size = 10 }) =>
      Effect.gen(function* () {
        requests++
        if (gate !== undefined) yield* Deferred.await(gate)
        const here = records.slice(offset, offset + size)
        return {
          rows: here.map(({ id }) => ({ id, at: undefined })),
          more: offset + size < people,
          total: people,
          pageSize: size,
          contents: Effect.succeed({ records: here, rejected: [], sideLoaded: [] })
        }
      }),
    find: (_, { id }) =>
      Effect.sync(() => {
        const found = records.find((one) => one.id === id)
        return found === undefined ? Source.Found.Gone() : Source.Found.There({ record: found })
      }),
    open: () => Either.left("nothing is opened"),
    reread: () => Effect.succeed(Either.left("nothing is read again"))
  })
  return {
    connection,
    people,
    source,
    requests: () => requests,
    close: Effect.map(Deferred.make<void>(), (made) => {
      gate = made
    }),
    open: Effect.suspend(() => {
      const made = gate
      gate = undefined
      return made === undefined ? Effect.void : Effect.asVoid(Deferred.succeed(made, undefined))
    })
  }
}

export type Account = ReturnType<typeof account>
