/**
 * What the client counts, through Effect's own `Metric`: the host exports it wherever it likes.
 *
 * Every metric is tagged with `endpoint`; none holds an address, an id or anything of a body.
 */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as FiberRef from "effect/FiberRef"
import * as Metric from "effect/Metric"
import * as MetricBoundaries from "effect/MetricBoundaries"
import type { ClientError } from "./ClientError.ts"

/** From a millisecond to about a minute, each twice the one before. */
const boundaries = MetricBoundaries.exponential({ start: 1, factor: 2, count: 17 })

/**
 * Requests sent, retries among them, tagged with `status` (`none` where no answer came).
 *
 * @since 0.1.0
 * @category models
 */
export const requests = Metric.counter("openfaith_client_requests_total", {
  description: "Requests sent, by endpoint and status",
  incremental: true
})

/**
 * Milliseconds from sending a request to the last byte of its answer.
 *
 * @since 0.1.0
 * @category models
 */
export const duration = Metric.histogram(
  "openfaith_client_request_duration_ms",
  boundaries,
  "Milliseconds from sending a request to the last byte of its answer"
)

/**
 * Milliseconds a request waited for its permit.
 *
 * @since 0.1.0
 * @category models
 */
export const waited = Metric.histogram(
  "openfaith_client_quota_wait_ms",
  boundaries,
  "Milliseconds a request waited for its permit"
)

/**
 * Bytes of answers, as decoded from their transfer.
 *
 * @since 0.1.0
 * @category models
 */
export const received = Metric.counter("openfaith_client_received_bytes_total", {
  description: "Bytes of answers",
  incremental: true
})

/**
 * Attempts that failed and were made again, tagged with the `error`.
 *
 * @since 0.1.0
 * @category models
 */
export const retries = Metric.counter("openfaith_client_retries_total", {
  description: "Attempts that failed and were made again",
  incremental: true
})

/** A host has a few hundred endpoints at most, and making a tagged metric costs more than updating it. */
const byEndpoint = new Map<string, ReturnType<typeof tag>>()

const tag = (endpoint: string) => {
  const statuses = new Map<string, ReturnType<typeof status>>()
  const status = (text: string) => Metric.tagged(Metric.tagged(requests, "endpoint", endpoint), "status", text)
  return {
    requests: (text: string) => {
      const metric = statuses.get(text) ?? status(text)
      statuses.set(text, metric)
      return metric
    },
    duration: Metric.tagged(duration, "endpoint", endpoint),
    waited: Metric.tagged(waited, "endpoint", endpoint),
    received: Metric.tagged(received, "endpoint", endpoint)
  }
}

const tagged = (endpoint: string) => {
  const metrics = byEndpoint.get(endpoint) ?? tag(endpoint)
  byEndpoint.set(endpoint, metrics)
  return metrics
}

/**
 * Counts one attempt that is made again.
 *
 * @since 0.1.0
 * @category combinators
 */
export const retried = (error: ClientError): Effect.Effect<void> =>
  Metric.update(
    Metric.tagged(
      Metric.tagged(retries, "endpoint", "endpoint" in error ? error.endpoint : "none"),
      "error",
      error._tag
    ),
    1
  )

/**
 * Counts one request and what came back.
 *
 * @since 0.1.0
 * @category combinators
 */
export const sent = (request: {
  readonly endpoint: string
  readonly status: number | undefined
  readonly duration: Duration.Duration
  readonly waited: Duration.Duration
  readonly bytes: number
}): Effect.Effect<void> => {
  const metrics = tagged(request.endpoint)
  const status = metrics.requests(String(request.status ?? "none"))
  const millis = Duration.toMillis(request.duration)
  const waiting = Duration.toMillis(request.waited)
  // one step instead of four: this runs for every request, and the tags of the host's own are all that an update looks up
  return Effect.map(FiberRef.get(FiberRef.currentMetricLabels), (labels) => {
    status.unsafeUpdate(1, labels)
    metrics.duration.unsafeUpdate(millis, labels)
    metrics.waited.unsafeUpdate(waiting, labels)
    metrics.received.unsafeUpdate(request.bytes, labels)
  })
}
