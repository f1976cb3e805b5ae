/** The host's own model: members and their addresses, as the host's application knows them. */
import { SqlClient } from "@effect/sql"
import { Email, Person } from "@openfaith/pco-client/people"
import { Projection } from "@openfaith/sync-engine"
import { Effect, Schema } from "effect"

// #region tables
/** Made as the host makes its tables; here at start-up. */
export const tables = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  yield* sql`
    CREATE TABLE IF NOT EXISTS member (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      child INTEGER NOT NULL
    )`
  yield* sql`
    CREATE TABLE IF NOT EXISTS address (
      id TEXT PRIMARY KEY,
      member TEXT NOT NULL REFERENCES member (id),
      address TEXT NOT NULL
    )`
})
// #endregion tables

// #region members
const Member = Schema.Struct({
  id: Schema.String,
  name: Schema.NonEmptyString,
  child: Schema.Int
})

const members = Projection.make(Person.Person, {
  schema: Member,
  decode: ({ attributes: { child, name }, id }) => ({ id, name: name ?? "", child: child === true ? 1 : 0 }),
  write: (rows) =>
    Effect.flatMap(
      SqlClient.SqlClient,
      (sql) => sql`
        INSERT INTO member ${sql.insert(rows)}
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, child = excluded.child`
    ),
  remove: (ids) => Effect.flatMap(SqlClient.SqlClient, (sql) => sql`DELETE FROM member WHERE ${sql.in("id", ids)}`)
})
// #endregion members

// #region addresses
const Address = Schema.Struct({ id: Schema.String, member: Schema.String, address: Schema.NonEmptyString })

const addresses = Projection.make(Email.Email, {
  schema: Address,
  decode: ({ attributes: { address }, id, relationships: { person } }) => ({
    id,
    member: person !== null && person !== undefined && "id" in person ? person.id : "",
    address: address ?? ""
  }),
  write: (rows) =>
    Effect.flatMap(
      SqlClient.SqlClient,
      (sql) => sql`
        INSERT INTO address ${sql.insert(rows)}
        ON CONFLICT (id) DO UPDATE SET member = excluded.member, address = excluded.address`
    ),
  remove: (ids) => Effect.flatMap(SqlClient.SqlClient, (sql) => sql`DELETE FROM address WHERE ${sql.in("id", ids)}`)
})

/** What others point at comes first. */
export const projections = [members, addresses]
// #endregion addresses
