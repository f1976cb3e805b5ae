import { WorkflowJournalSuite } from "@openfaith/adapter-testkit"
import { caseCount } from "../../../packages/adapter-testkit/test/cases.ts"
import * as Journal from "./Journal.ts"

WorkflowJournalSuite.suite("SQLite", Journal.layer, { stories: caseCount(50) })
