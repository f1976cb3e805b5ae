import { WorkflowEngineSuite } from "@openfaith/adapter-testkit"
import * as Layer from "effect/Layer"
import * as PgAdapter from "../src/PgAdapter.ts"
import { client, describePg, dropped, freshSchema } from "./Database.ts"

const schema = freshSchema("engine")

describePg("PgAdapter", () => {
  WorkflowEngineSuite.suite("journal in Postgres", (workflows) =>
    workflows.pipe(
      Layer.provideMerge(PgAdapter.layer({ schema })),
      Layer.provide(client()),
      Layer.provide(dropped(schema))
    )
  )
})
