import { HostTablesSuite, SyncStoreSuite } from "@openfaith/adapter-testkit"
import * as Layer from "effect/Layer"
import { caseCount } from "../../../packages/adapter-testkit/test/cases.ts"
import * as PgMigrations from "../src/PgMigrations.ts"
import * as PgSyncStore from "../src/PgSyncStore.ts"
import * as PgWorkflowJournal from "../src/PgWorkflowJournal.ts"
import { client, describePg, dropped, freshSchema } from "./Database.ts"

const schema = freshSchema("store")

/** A trigger that does something for the row that is refused. */
const trigger = (does: string, issue: RegExp): HostTablesSuite.Refusal => ({
  begin: [
    `CREATE FUNCTION host_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
       IF new.name = 'refused' THEN ${does}; END IF; RETURN new; END $$`,
    "CREATE TRIGGER host_refuse BEFORE INSERT ON host_member FOR EACH ROW EXECUTE FUNCTION host_refuse()"
  ],
  end: ["DROP TRIGGER host_refuse ON host_member", "DROP FUNCTION host_refuse"],
  issue
})

/** No compression makes it short enough for a page of an index. */
const long = trigger(
  "INSERT INTO host_note SELECT 'long', string_agg(md5(n::text), '') FROM generate_series(1, 200) n",
  /./
)

describePg("PgSyncStore", () => {
  SyncStoreSuite.suite(
    "Postgres",
    Layer.merge(PgSyncStore.layer({ schema }), PgWorkflowJournal.layer({ schema })).pipe(
      Layer.provide(PgMigrations.layer(schema)),
      Layer.provide(client()),
      Layer.provide(dropped(schema))
    ),
    { stories: caseCount(50) }
  )

  const beside = freshSchema("host")
  HostTablesSuite.suite(
    "Postgres",
    PgSyncStore.layer({ schema: beside }).pipe(
      Layer.provide(PgMigrations.layer(beside)),
      Layer.provideMerge(client()),
      Layer.provide(dropped(beside))
    ),
    {
      ...Object.fromEntries(
        // of the data, of the host's own making, of rights, of the server's own
        [
          "22023",
          "P0001",
          "ZZ999",
          "99001",
          "42501",
          "42P01",
          "54000",
          "57014",
          "XX000",
          "55P03",
          "08006",
          "53100"
        ].map((code) => [
          `a trigger raises ${code}`,
          trigger(`RAISE EXCEPTION 'not on a Sunday' USING ERRCODE = '${code}'`, /not on a Sunday/)
        ])
      ),
      "a value too long for an index (54000)": {
        begin: [
          "ALTER TABLE host_note ALTER COLUMN id TYPE text",
          "CREATE INDEX host_name ON host_note (id)",
          ...long.begin
        ],
        end: [...long.end, "DROP INDEX host_name"],
        issue: /index row size/
      },
      "one statement that touches a row twice (21000)": trigger(
        "INSERT INTO host_household VALUES ('x', 'x', 'x'), ('x', 'x', 'x') ON CONFLICT (connection, id) DO UPDATE SET name = 'y'",
        /cannot affect row a second time/
      )
    }
  )
})
