import { TokenEncryption, TokenStore } from "@openfaith/client-core"
import * as Redacted from "effect/Redacted"
import * as TokenStoreSuite from "../src/TokenStoreSuite.ts"

const keys = [{ id: "only", secret: Redacted.make(Buffer.alloc(32, 7).toString("base64")) }] as const

TokenStoreSuite.suite("encrypted, in memory", TokenStore.layerMemory.pipe(TokenEncryption.encrypted({ keys })), {
  supports: { ownTime: false },
  copy: "a process is not copied"
})
