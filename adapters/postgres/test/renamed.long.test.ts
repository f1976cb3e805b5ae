import * as String from "effect/String"
import { client, describePg } from "./Database.ts"
import { withSettings } from "./Records.ts"
import * as Suites from "./Suites.ts"

/** What a host may make of an answer's type by its number: every other type comes as something else, texts alone do not. */
const parsed = (oid: number) => (value: string) => {
  if (oid === 25) return value
  if (oid === 20) return BigInt(value)
  if (oid === 1114 || oid === 1184) return new Date(value)
  return { oid, value }
}

/** What a host may have set for all its connections. */
const settings = [
  "search_path=nowhere",
  "DateStyle=SQL,DMY",
  "IntervalStyle=sql_standard",
  "TimeZone=Pacific/Chatham",
  "extra_float_digits=-10",
  "standard_conforming_strings=off",
  "bytea_output=escape",
  "default_transaction_deferrable=on"
]
  .map((setting) => `-c ${setting}`)
  .join(" ")

describePg("a client that renames columns and parses every type its own way", () => {
  Suites.all(
    "renamed and parsed, in Postgres",
    () =>
      client({
        ...withSettings(settings),
        transformQueryNames: String.camelToSnake,
        // as hosts do, and, so that no column of ours looks as it should, more than that
        transformResultNames: (name) => `host${String.capitalize(String.snakeToCamel(name))}`,
        transformJson: true,
        types: { getTypeParser: parsed }
      }),
    { stories: 10 }
  )
})
