export * as MemoryAdapter from "./MemoryAdapter.ts"
