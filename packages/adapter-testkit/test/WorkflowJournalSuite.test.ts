import { WorkflowJournal } from "@openfaith/workflow-engine"
import * as WorkflowJournalSuite from "../src/WorkflowJournalSuite.ts"

WorkflowJournalSuite.suite("memory", WorkflowJournal.layerMemory)
