/** The quota store over the functions of the schema. */
import { randomUUID } from "node:crypto"
import * as PgClient from "@effect/sql-pg/PgClient"
import { ClientError, QuotaStore } from "@openfaith/client-core"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { defaultSchema } from "../PgMigrations.ts"
import * as Database from "./database.ts"
import { quoted } from "./names.ts"

/**
 * @since 0.1.0
 * @category models
 */
export interface Options {
  /** The schema our tables are in; default `openfaith`. */
  readonly schema?: string | undefined
}

const { Grant } = QuotaStore

const hour = Duration.toMillis("1 hours")
const day = Duration.toMillis("1 days")

/** What is without bounds, for a database that calculates with it. */
const number = (value: number | undefined) => (value === undefined ? null : Math.min(value, Number.MAX_SAFE_INTEGER))

/** The last parameter of each is the moment in tests, and nothing where the database's own time counts. */
const statements = (schema: string) => ({
  take: `SELECT ${quoted(schema)}.quota_take(
    $1::text, $2::text, $3::float8, $4::float8, $5::text, $6::float8, $7::float8) AS answer`,
  settle: `SELECT ${quoted(schema)}.quota_settle(
    $1::text, $2::text, $3::float8, $4::float8, $5::text, $6::float8, $7::float8, $8::float8, $9::float8) AS answer`,
  abandon: `SELECT ${quoted(schema)}.quota_abandon($1::text, $2::text, $3::float8) AS answer`,
  release: `SELECT ${quoted(schema)}.quota_release($1::text, $2::text, $3::float8) AS answer`,
  pause: `SELECT ${quoted(schema)}.quota_pause($1::text, $2::float8, $3::float8) AS answer`
})

/** `moment` is the time in a test; the database's own is null. */
export const make = (
  { schema = defaultSchema }: Options,
  moment: () => number | null = () => null
): Effect.Effect<QuotaStore.QuotaStore["Type"], never, PgClient.PgClient> =>
  Effect.map(PgClient.PgClient, (client) => {
    const database = Database.make(client)
    const texts = statements(schema)

    const ask = (operation: keyof typeof texts, ...parameters: ReadonlyArray<unknown>) =>
      Effect.mapError(
        database.text(operation, texts[operation], [...parameters, moment()]),
        ({ reason }) => new ClientError.QuotaUnavailable({ reason: `Postgres: ${reason}` })
      )

    const asking = ({ assumed, costClass, key }: QuotaStore.Request, permit: string) => [
      key,
      costClass,
      number(assumed.limit),
      number(Duration.toMillis(assumed.window)),
      permit
    ]

    return QuotaStore.QuotaStore.of({
      take: Effect.fn("PgQuotaStore.take")(function* (request) {
        const permit = randomUUID()
        const hold = Math.min(Duration.toMillis(request.holdAtMost), hour)
        const answer = yield* ask("take", ...asking(request, permit), hold).pipe(
          // what nobody waits for any more may still be carried out
          Effect.onInterrupt(() => Effect.forkDaemon(Effect.ignore(ask("release", request.key, permit))))
        )
        if (answer === "granted") return Grant.Granted({ permit })
        const millis = answer === null ? Number.NaN : Number(answer)
        if (Number.isNaN(millis)) {
          return yield* new ClientError.QuotaUnavailable({ reason: "Postgres gave an answer of an unknown form" })
        }
        return Grant.Wait({ duration: Duration.millis(Math.max(1, Math.ceil(millis))) })
      }),
      settle: Effect.fn("PgQuotaStore.settle")(function* (request, permit, observed) {
        const said = observed === undefined ? undefined : QuotaStore.believable(observed, request.assumed)
        const told = [said?.limit, said?.window, said?.used].map(number)
        yield* ask("settle", ...asking(request, permit), ...told)
      }),
      abandon: Effect.fn("PgQuotaStore.abandon")(({ key }, permit) => Effect.asVoid(ask("abandon", key, permit))),
      release: Effect.fn("PgQuotaStore.release")(({ key }, permit) => Effect.asVoid(ask("release", key, permit))),
      pause: Effect.fn("PgQuotaStore.pause")((key, duration) =>
        Effect.asVoid(ask("pause", key, Math.min(Duration.toMillis(duration), day)))
      )
    })
  })
