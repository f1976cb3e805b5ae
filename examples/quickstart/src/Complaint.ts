/** One clear line for each way a sync can fail to start or end: it names the setting that is wrong. */
import type { SqliteAdapter } from "@openfaith/adapter-sqlite"
import type { Projections, RunSummary, Sync } from "@openfaith/sync-engine"
import { ConfigError } from "effect"
import type { BadArgument } from "./Arguments.ts"

export type Failure =
  | Sync.Failure
  | SqliteAdapter.Failure
  | ConfigError.ConfigError
  | Projections.InvalidProjection
  | BadArgument

const setting = (path: ReadonlyArray<string>) => path.join("_")

const sentences = (error: ConfigError.ConfigError): ReadonlyArray<string> =>
  ConfigError.reduceWithContext(error, undefined, {
    andCase: (_, left, right) => [...left, ...right],
    orCase: (_, left, right) => [...left, ...right],
    invalidDataCase: (_, path, message): ReadonlyArray<string> => [`${setting(path)}: ${message}`],
    missingDataCase: (_, path) => [`${setting(path)} is not set`],
    sourceUnavailableCase: (_, path, message) => [`${setting(path)}: ${message}`],
    unsupportedCase: (_, path, message) => [`${setting(path)}: ${message}`]
  })

/** The failure in one line, the setting first. */
export const line = (failure: Failure): string => {
  if (ConfigError.isConfigError(failure)) {
    const hint = ConfigError.isMissingDataOnly(failure) ? " (npm run demo needs neither an account nor a setting)" : ""
    return `${sentences(failure).join("; ")}${hint}`
  }
  switch (failure._tag) {
    case "BadArgument":
      return failure.message
    case "UnknownResource":
      return `--resources: ${failure.message}`
    case "SqliteFileError":
    case "SqliteFileOwned":
      return `DATABASE_FILE: ${failure.message}`
    case "Unauthorized":
      return `PCO_APP_ID, PCO_SECRET: ${failure.message}`
    case "Unreachable":
      return `PCO_BASE_URL: ${failure.message}`
    default:
      return failure.message
  }
}

/** The failure as scripts read it. */
export const failureOf = (failure: Failure): RunSummary.Failure => ({
  kind: ConfigError.isConfigError(failure) ? "ConfigError" : failure._tag,
  message: line(failure)
})
