/** How much there is to read, as far as anybody knows. */
import * as Schema from "effect/Schema"
import { Mode } from "./Strategy.ts"

/** How often a request was needed where one was expected. */
const Ratio = Schema.Number.pipe(Schema.finite(), Schema.positive())

/**
 * What is known of one resource.
 *
 * @since 0.1.0
 * @category schemas
 */
export const Estimate = Schema.Struct({
  /** How many records there are. */
  records: Schema.optional(Schema.NonNegativeInt),
  /** How many of them a delta finds changed; by default one in a hundred. */
  changes: Schema.optional(Schema.Number.pipe(Schema.finite(), Schema.nonNegative())),
  /** How many requests runs of each mode took for each that was expected; by default one. */
  ratios: Schema.optional(Schema.partial(Schema.Record({ key: Mode, value: Ratio })))
})

/** @since 0.1.0 */
export type Estimate = typeof Estimate.Type

/**
 * What is known of an account, by the `key`s of resources. JSON, so that a host can keep it from run to run.
 *
 * @since 0.1.0
 * @category schemas
 */
export const Estimates = Schema.Record({ key: Schema.String, value: Estimate })

/** @since 0.1.0 */
export type Estimates = typeof Estimates.Type

/**
 * The estimates of an account whose records have been counted.
 *
 * @since 0.1.0
 * @category constructors
 */
export const fromCounts = (counts: Readonly<Record<string, number>>): Estimates =>
  Object.fromEntries(Object.entries(counts).map(([resource, records]) => [resource, { records }]))

/** Where nobody has counted, a route has to be chosen all the same. */
const assumed = 1000

/** The share of records that a delta finds changed. */
const changing = 0.01

/**
 * The estimate of one resource; names are the caller's, so that of no object's own.
 *
 * @since 0.1.0
 * @category constructors
 */
export const of = (estimates: Estimates, resource: string): Estimate =>
  (Object.hasOwn(estimates, resource) ? estimates[resource] : undefined) ?? {}

/**
 * A number, and whether it is known or only assumed.
 *
 * @since 0.1.0
 * @category models
 */
export interface Guess {
  readonly value: number
  readonly known: boolean
}

/**
 * How many records there are.
 *
 * @since 0.1.0
 * @category combinators
 */
export const records = (estimates: Estimates, resource: string): Guess => {
  const { records } = of(estimates, resource)
  return { value: records ?? assumed, known: records !== undefined }
}

/**
 * How many of them a delta will find changed.
 *
 * @since 0.1.0
 * @category combinators
 */
export const changes = (estimates: Estimates, resource: string): Guess => {
  const { changes } = of(estimates, resource)
  const { known, value } = records(estimates, resource)
  return changes === undefined ? { value: Math.ceil(value * changing), known } : { value: changes, known: true }
}

/**
 * How many requests a run takes for each that is expected.
 *
 * @since 0.1.0
 * @category combinators
 */
export const ratio = (estimates: Estimates, resource: string, mode: Mode): number =>
  of(estimates, resource).ratios?.[mode] ?? 1
