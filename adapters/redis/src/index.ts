export * as RedisAdapter from "./RedisAdapter.ts"
export * as RedisClient from "./RedisClient.ts"
export * as RedisQuotaStore from "./RedisQuotaStore.ts"
export * as RedisTokenStore from "./RedisTokenStore.ts"
