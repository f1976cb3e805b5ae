import { QuotaBook } from "@openfaith/client-core"
import * as Effect from "effect/Effect"
import * as QuotaRules from "../src/QuotaRules.ts"

QuotaRules.suite("books", (now) =>
  Effect.sync(() => {
    const books = new Map<string, string>()
    return QuotaBook.make({
      update: (key, change) =>
        Effect.sync(() => {
          const { answer, book } = change(books.get(key), now())
          books.set(key, book)
          return answer
        })
    })
  })
)
