/** Durable workflows in Redis, for any number of processes, of which one executes. */
import type { WorkflowEngine } from "@effect/workflow/WorkflowEngine"
import { JournalEngine, type WorkflowJournal } from "@openfaith/workflow-engine"
import * as Config from "effect/Config"
import type { ConfigError } from "effect/ConfigError"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as RedisClient from "./RedisClient.ts"
import * as RedisWorkflowJournal from "./RedisWorkflowJournal.ts"

/**
 * @since 0.1.0
 * @category models
 */
export interface Options extends RedisWorkflowJournal.Options, JournalEngine.Options {}

/**
 * The engine, what an operator and the host's start-up control it by, and the journal under it.
 *
 * @since 0.1.0
 * @category models
 */
export type Provided = WorkflowEngine | JournalEngine.JournalEngine | WorkflowJournal.WorkflowJournal

/**
 * An engine over the host's Redis. It executes the workflows that are registered at it (`JournalEngine.layer`).
 *
 * @since 0.1.0
 * @category layers
 */
export const layer = (
  options: Options = {}
): Layer.Layer<Provided, RedisWorkflowJournal.Failure, RedisClient.RedisClient> =>
  Layer.provideMerge(JournalEngine.layer(options), RedisWorkflowJournal.layer(options))

/**
 * `layer` over a connection of its own, with all options read from the host's `ConfigProvider`.
 *
 * @since 0.1.0
 * @category layers
 */
export const layerConfig = (
  options: Config.Config.Wrap<Options & RedisClient.Options>
): Layer.Layer<Provided, RedisWorkflowJournal.Failure | RedisClient.RedisUnreachable | ConfigError> =>
  Layer.unwrapEffect(
    Effect.map(Config.unwrap(options), (all) => layer(all).pipe(Layer.provide(RedisClient.layer(all))))
  )
