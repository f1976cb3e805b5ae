import { WorkflowJournalSuite } from "@openfaith/adapter-testkit"
import * as Journal from "./Journal.ts"

WorkflowJournalSuite.suite("SQLite", Journal.layer)
