import { QuotaStoreSuite, SyncStoreSuite, TokenStoreSuite, WorkflowJournalSuite } from "@openfaith/adapter-testkit"
import { caseCount } from "../../../packages/adapter-testkit/test/cases.ts"
import * as MemoryAdapter from "../src/MemoryAdapter.ts"

const supports = { ownTime: false }

QuotaStoreSuite.suite("memory", MemoryAdapter.layer(), { supports, stories: caseCount(15) })
TokenStoreSuite.suite("memory", MemoryAdapter.layer(), {
  supports,
  copy: "a process is not copied",
  stories: caseCount(50)
})
SyncStoreSuite.suite("memory", MemoryAdapter.layer(), { stories: caseCount(50) })
WorkflowJournalSuite.suite("memory", MemoryAdapter.layer(), { stories: caseCount(50) })
