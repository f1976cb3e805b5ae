import { QuotaStore } from "@openfaith/client-core"
import * as QuotaStoreSuite from "../src/QuotaStoreSuite.ts"

QuotaStoreSuite.suite("memory", QuotaStore.layerMemory, { supports: { ownTime: false } })
