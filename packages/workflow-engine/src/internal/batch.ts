/** Collects what is asked for at the same time, so that it is answered together. */
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type * as Scope from "effect/Scope"

export interface Ask<A, B, E> {
  readonly what: A
  /** Ends the wait of whoever asked; nothing to who waits no more. */
  readonly resume: (answer: Effect.Effect<B, E>) => void
}

/** As many as one transaction takes without keeping others waiting. */
const most = 500

/**
 * Whoever asks waits for the answer of a batch; batches are answered one after another, each with all that was asked while
 * the last one was.
 */
export const make = <A, B, E>(
  answer: (batch: ReadonlyArray<Ask<A, B, E>>) => Effect.Effect<void>
): Effect.Effect<(what: A) => Effect.Effect<B, E>, never, Scope.Scope> => {
  /** In the order of arrival. */
  const asks: Array<Ask<A, B, E>> = []
  /** Those of the last batch; to have been answered twice is nothing to them. */
  let answering: ReadonlyArray<Ask<A, B, E>> = []
  let wake: (() => void) | undefined

  const next = Effect.async<ReadonlyArray<Ask<A, B, E>>>((resume) => {
    let immediate: ReturnType<typeof setImmediate> | undefined
    // what others are about to ask arrives with the next turn of the event loop
    const soon = () => {
      wake = undefined
      immediate = setImmediate(() => resume(Effect.succeed(asks.splice(0, most))))
    }
    if (asks.length > 0) soon()
    else wake = soon
    return Effect.sync(() => {
      wake = undefined
      clearImmediate(immediate)
    })
  })

  /** A caller that asks after the last batch was taken would wait for ever. */
  let isClosed = false
  const close = Effect.sync(() => {
    isClosed = true
    for (const { resume } of [...asks.splice(0), ...answering]) resume(Effect.interrupt)
  })

  return Effect.gen(function* () {
    yield* Effect.forkScoped(
      Effect.forever(
        Effect.flatMap(next, (batch) => {
          answering = batch
          return answer(batch)
        })
      )
    )
    yield* Effect.addFinalizer(() => close)
    return (what) =>
      Effect.async((resume) => {
        if (isClosed) return resume(Effect.interrupt)
        asks.push({ what, resume })
        wake?.()
      })
  })
}

/**
 * Answers one batch by `work`, which gives an answer for each. Where it fails of a single one, each is asked for by itself,
 * so that only those hear of it whom it concerns.
 */
export const settle = <A, B, E>(
  batch: ReadonlyArray<Ask<A, B, E>>,
  work: (all: ReadonlyArray<A>) => Effect.Effect<ReadonlyArray<B>, E>,
  isOfOne: (error: E) => boolean
): Effect.Effect<void> =>
  Effect.matchCauseEffect(work(batch.map(({ what }) => what)), {
    onFailure: (cause) => {
      if (batch.length > 1 && Cause.failureOption(cause).pipe(Option.exists(isOfOne))) {
        return Effect.forEach(batch, (ask) => settle([ask], work, isOfOne), { discard: true })
      }
      // what dies of one batch may live through the next
      if (Cause.isInterrupted(cause)) return Effect.interrupt
      return Effect.sync(() => {
        for (const { resume } of batch) resume(Effect.failCause(cause))
      })
    },
    onSuccess: (answers) =>
      Effect.sync(() => {
        for (const [index, { resume }] of batch.entries()) {
          const answer = answers[index]
          resume(
            answer === undefined
              ? Effect.dieMessage("the journal gave fewer answers than it was asked for")
              : Effect.succeed(answer)
          )
        }
      })
  })
