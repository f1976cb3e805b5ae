/** `SyncStore` in this process's memory. */
import * as Layer from "effect/Layer"
import * as MemoryStore from "./internal/storing/memoryStore.ts"
import { SyncStore } from "./SyncStore.ts"

/**
 * A store that is gone with the process: for tests, and for copies that may be read anew.
 *
 * @since 0.1.0
 * @category layers
 */
export const layer: Layer.Layer<SyncStore> = Layer.sync(SyncStore, () => SyncStore.of(MemoryStore.make()))
