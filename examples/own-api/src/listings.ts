import { Client } from "@openfaith/client-core"
import { endpoints } from "@openfaith/pco-client/people"
import { Effect, Stream } from "effect"

// #region page
export const page = Effect.gen(function* () {
  const { people } = yield* Client.make(endpoints)
  const { items, next, total } = yield* people.list({
    query: {
      where: { status: "active", created_at: { gte: "2020-01-01T00:00:00Z" } },
      order: ["-created_at"],
      perPage: 50
    }
  })
  return { newest: items[0]?.attributes.created_at, isLast: next === undefined, total }
})
// #endregion page

// #region streams
export const longestName = Effect.gen(function* () {
  const { people } = yield* Client.make(endpoints)
  return yield* people.list.streamAll({ query: { perPage: 100 }, prefetch: true }).pipe(
    Stream.map(({ attributes }) => attributes.first_name ?? ""),
    Stream.runFold("", (longest, name) => (name.length > longest.length ? name : longest))
  )
})
// #endregion streams

// #region all
export const campuses = Effect.gen(function* () {
  const { campuses, people } = yield* Client.make(endpoints)
  return {
    names: (yield* campuses.list.getAll()).map(({ attributes }) => attributes.name),
    children: yield* people.list.count({ query: { where: { child: true } } })
  }
})
// #endregion all

// #region included
export const contacts = Effect.gen(function* () {
  const { people } = yield* Client.make(endpoints)
  const { included } = yield* people.list({ query: { include: ["emails", "primary_campus"], perPage: 100 } })
  // an `Email` or a `Campus`: `key` says which, and the compiler knows the attributes of each
  return included.map((record) => (record.key === "people.Email" ? record.attributes.address : record.attributes.name))
})
// #endregion included
