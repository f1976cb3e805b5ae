import { RedisWorkflowEngine } from "@openfaith/adapter-redis"
import { Config } from "effect"

// #region workflows
/** Durable workflows in a Redis of the host's. */
export const Engine = RedisWorkflowEngine.layerConfig({
  url: Config.redacted("REDIS_URL"),
  retention: Config.duration("KEEP_WORKFLOWS").pipe(Config.withDefault("30 days"))
})
// #endregion workflows
