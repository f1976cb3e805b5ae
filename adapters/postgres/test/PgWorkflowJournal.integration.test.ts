import { WorkflowJournalSuite } from "@openfaith/adapter-testkit"
import * as Layer from "effect/Layer"
import { caseCount } from "../../../packages/adapter-testkit/test/cases.ts"
import * as PgMigrations from "../src/PgMigrations.ts"
import * as PgWorkflowJournal from "../src/PgWorkflowJournal.ts"
import { client, describePg, dropped, freshSchema } from "./Database.ts"

const schema = freshSchema("journal")

describePg("PgWorkflowJournal", () => {
  WorkflowJournalSuite.suite(
    "Postgres",
    PgWorkflowJournal.layer({ schema }).pipe(
      Layer.provide(PgMigrations.layer(schema)),
      Layer.provide(client()),
      Layer.provide(dropped(schema))
    ),
    { stories: caseCount(50) }
  )
})
