/** Whether the source still shows single records that must be there. */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { Found, type Source } from "../../Source.ts"
import type * as SourceRecord from "../../SourceRecord.ts"
import * as Lookup from "./lookup.ts"

/**
 * Asks for records that must be there, until one is shown. If all of them are denied, the source's word that another record is
 * gone is worth nothing: the credentials may have lost the right to see single records. True where none can be asked for.
 */
export const canSee = <E, R>(
  source: Source["Type"],
  resource: string,
  there: ReadonlyArray<SourceRecord.Place>,
  checkAccount: (account: string | undefined) => Effect.Effect<void, E, R>
) =>
  Effect.gen(function* () {
    let denied = false
    for (const place of there) {
      const found = yield* source.find(resource, place).pipe(
        Effect.asSome,
        Effect.catchIf(Lookup.saysNothing, () => Effect.succeedNone)
      )
      if (Option.isSome(found) && Found.$is("There")(found.value)) {
        yield* checkAccount(found.value.account)
        return true
      }
      if (Option.isSome(found) && Found.$is("Rejected")(found.value)) return true
      denied ||= Option.isNone(found) || !Found.$is("Cannot")(found.value)
    }
    return !denied
  })
