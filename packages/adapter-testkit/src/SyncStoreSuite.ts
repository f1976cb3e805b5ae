/** What every `SyncStore` promises. */
import type { SyncStore } from "@openfaith/sync-engine"
import type { WorkflowJournal } from "@openfaith/workflow-engine"
import type * as Layer from "effect/Layer"
import { branches } from "./internal/store/branches.ts"
import { control } from "./internal/store/control.ts"
import { enumerations } from "./internal/store/enumerations.ts"
import { laws } from "./internal/store/laws.ts"
import { memories } from "./internal/store/memories.ts"
import { news } from "./internal/store/news.ts"
import { pages } from "./internal/store/pages.ts"
import { projections } from "./internal/store/projections.ts"
import { runs } from "./internal/store/runs.ts"
import { texts } from "./internal/store/texts.ts"
import { watching } from "./internal/store/watching.ts"
import { writers } from "./internal/store/writers.ts"
import { over } from "./internal/suite.ts"

/**
 * @since 0.1.0
 * @category models
 */
export interface Options {
  /** How many random stories are told to it and to the store in memory; default 50. */
  readonly stories?: number | undefined
}

/**
 * Holds a store to all its port promises. Each test has a connection of its own, so the store may be shared, and hold
 * anything. The journal is there for its terms: the one in the store's own database, or, where there is none, the one in
 * memory. Time is real.
 *
 * @since 0.1.0
 * @category testing
 */
export const suite = <E>(
  name: string,
  layer: Layer.Layer<SyncStore.SyncStore | WorkflowJournal.WorkflowJournal, E>,
  { stories = 50 }: Options = {}
): void =>
  over(`SyncStore (${name})`, layer, (it) => {
    runs(it)
    control(it)
    pages(it)
    branches(it)
    news(it)
    texts(it)
    enumerations(it)
    memories(it)
    projections(it)
    writers(it)
    watching(it)
    laws(it, stories)
  })
