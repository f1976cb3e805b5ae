/** A connection to Postgres that, where it cannot be made, says in one sentence where it was tried, why, and what to correct. */

import type * as SqlClient from "@effect/sql/SqlClient"
import * as PgClient from "@effect/sql-pg/PgClient"
import * as Cause from "effect/Cause"
import * as Config from "effect/Config"
import type { ConfigError } from "effect/ConfigError"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import * as Database from "./internal/database.ts"

/**
 * The server cannot be used: it is not there, does not answer, or lets nobody in. Names no user and no password.
 *
 * @since 0.1.0
 * @category errors
 */
export class PgUnreachable extends Schema.TaggedError<PgUnreachable>("@openfaith/adapter-postgres/PgUnreachable")(
  "PgUnreachable",
  {
    /** `host:port`, or the folder of a socket. */
    address: Schema.String,
    /** In the words of the system or the server: `connect ECONNREFUSED 127.0.0.1:5432`. */
    reason: Schema.String,
    /** What the host may have to correct. */
    setting: Schema.String
  }
) {
  override get message() {
    return `Postgres at ${this.address} cannot be used: ${this.reason}; start it, or correct ${this.setting}`
  }
}

/**
 * @since 0.1.0
 * @category models
 */
export interface Options extends PgClient.PgClientConfig {
  /** What the host calls the setting that holds the address, for the error; default `url`. */
  readonly setting?: string | undefined
}

/** A server that has not answered by then is told as unreachable: a host's start-up fails within five seconds. */
const longest = Duration.millis(4500)

const addressOf = ({ host, path, port, url }: Pick<PgClient.PgClientConfig, "host" | "path" | "port" | "url">) => {
  const parsed = url === undefined || !URL.canParse(Redacted.value(url)) ? undefined : new URL(Redacted.value(url))
  if (url !== undefined && parsed === undefined && host === undefined) return "an address that cannot be read"
  const name = host ?? (parsed?.hostname || parsed?.searchParams.get("host") || path || "localhost")
  // a folder has no port
  return name.startsWith("/") ? name : `${name}:${port ?? (parsed?.port || 5432)}`
}

/** The driver has three timers for one connection, and which of them ends the wait decides what it says. */
const isTimeout = (error: unknown): boolean =>
  Predicate.hasProperty(error, "message") &&
  (/time(d |)out/i.test(String(error.message)) || (Predicate.hasProperty(error, "cause") && isTimeout(error.cause)))

const unreachable = (config: PgClient.PgClientConfig, setting: string) => (error: unknown) =>
  new PgUnreachable({
    address: addressOf(config),
    reason: isTimeout(error)
      ? `no answer within ${Duration.format(config.connectTimeout ?? longest)}`
      : Database.reasonOf(error),
    setting
  })

/**
 * Fails within five seconds where the server of the host's client cannot be used.
 *
 * @since 0.1.0
 * @category constructors
 */
export const check: Effect.Effect<void, PgUnreachable, PgClient.PgClient> = Effect.flatMap(
  PgClient.PgClient,
  (client) =>
    Database.bounded(Database.make(client).text("connect", "SELECT 1 AS answer", []), longest).pipe(
      Effect.asVoid,
      Effect.mapError(unreachable(client.config, "the address of the host's PgClient"))
    )
)

/**
 * `PgClient.layer`, with an error that says where, why and what to correct. Fails within five seconds.
 *
 * @since 0.1.0
 * @category layers
 */
export const layer = ({
  setting = "url",
  ...config
}: Options): Layer.Layer<PgClient.PgClient | SqlClient.SqlClient, PgUnreachable> =>
  PgClient.layer({ connectTimeout: longest, ...config }).pipe(
    // the driver throws where it cannot read an address
    Layer.catchAllCause((cause) => Layer.fail(unreachable(config, setting)(Cause.squash(cause))))
  )

/**
 * `layer`, with its options read from the host's `ConfigProvider`.
 *
 * @since 0.1.0
 * @category layers
 */
export const layerConfig = (
  options: Config.Config.Wrap<Options>
): Layer.Layer<PgClient.PgClient | SqlClient.SqlClient, PgUnreachable | ConfigError> =>
  Layer.unwrapEffect(Effect.map(Config.unwrap(options), layer))
