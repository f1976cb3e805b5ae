import type { ClientError } from "@openfaith/client-core"
import { Effect, Stream } from "effect"
import { Library } from "./Tool.ts"

// #region count
/** How many tools there are of each category, with one page in memory at a time. */
export const byCategory = Effect.gen(function* () {
  const { tools } = yield* Library
  const counts = new Map<string, number>()
  yield* tools.list.streamAll({ query: { order: ["name"], perPage: 50 } }).pipe(
    Stream.runForEach(({ attributes }) =>
      Effect.sync(() => {
        const category = attributes.category ?? "other"
        counts.set(category, (counts.get(category) ?? 0) + 1)
      })
    )
  )
  return counts
})
// #endregion count

// #region add
/** Adds a tool, once: one of that name that is there already is as good as a new one. */
export const add = (name: string, category: string) =>
  Effect.gen(function* () {
    const { tools } = yield* Library
    const findOr = (error: ClientError.ClientError) =>
      Effect.flatMap(tools.list({ query: { where: { name } } }), ({ items: [found] }) =>
        found === undefined ? Effect.fail(error) : Effect.succeed(found)
      )
    return yield* tools.create({ attributes: { name, category } }).pipe(
      Effect.catchTags({
        Conflict: findOr,
        // it was sent, and nobody knows what became of it: look before sending it again
        UnknownOutcome: findOr
      })
    )
  })
// #endregion add

// #region lend
/** What to say at the counter. */
export const lend = (id: string, days: number) =>
  Effect.gen(function* () {
    const { tools } = yield* Library
    const { attributes } = yield* tools.lend({ path: { id }, attributes: { days } })
    return `${attributes.name} is yours for ${days} days`
  }).pipe(
    Effect.catchTags({
      NotFound: () => Effect.succeed("there is no such tool"),
      // nothing was sent: `field` is what was wrong with the call
      InvalidRequest: ({ field, problem }) => Effect.succeed(`${field}: ${problem}`),
      // the API's own words, and its own name for the field
      ValidationFailed: ({ problems }) => Effect.succeed(problems.map(({ detail }) => detail).join("; "))
    })
  )
// #endregion lend
