import { QuotaStoreSuite, SyncStoreSuite, TokenStoreSuite, WorkflowJournalSuite } from "@openfaith/adapter-testkit"
import * as MemoryAdapter from "../src/MemoryAdapter.ts"

const supports = { ownTime: false }

QuotaStoreSuite.suite("all in memory", MemoryAdapter.layer(), { supports, stories: 3 })
TokenStoreSuite.suite("all in memory", MemoryAdapter.layer(), {
  supports,
  copy: "a process is not copied",
  stories: 10
})
SyncStoreSuite.suite("all in memory", MemoryAdapter.layer(), { stories: 5 })
WorkflowJournalSuite.suite("all in memory", MemoryAdapter.layer(), { stories: 5 })
