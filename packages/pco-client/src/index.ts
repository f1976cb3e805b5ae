export * as Pco from "./Pco.ts"
export * as Subscriptions from "./Subscriptions.ts"
export * as Uploads from "./Uploads.ts"
export * as Webhook from "./Webhook.ts"
