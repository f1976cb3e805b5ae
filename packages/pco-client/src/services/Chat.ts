// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Chat } from "./resource/Chat.ts"

export {
  /** What whoever asks needs for chatting. */
  Chat
}

/** The chat. */
export const get = Endpoint.get("/services/v2/chat", Chat, { fields: true })
