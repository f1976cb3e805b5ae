export * as PgAdapter from "./PgAdapter.ts"
export * as PgMigrations from "./PgMigrations.ts"
export * as PgOwner from "./PgOwner.ts"
export * as PgWorkflowJournal from "./PgWorkflowJournal.ts"
