/** Keeps one account's access good: at most one renewal at a time in this process, and among all that share the store. */
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Deferred from "effect/Deferred"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as FiberId from "effect/FiberId"
import * as Option from "effect/Option"
import * as Random from "effect/Random"
import * as Redacted from "effect/Redacted"
import * as Schedule from "effect/Schedule"
import { NeedsReauthorization, type TokenStoreUnavailable, Unreachable } from "../ClientError.ts"
import type { Authorization, AuthorizationError } from "../Credentials.ts"
import { Claim, type Stored, type TokenStore, type Tokens } from "../TokenStore.ts"
import { type Endpoint, type Failure, Refused } from "./oauthEndpoint.ts"

/** Longer than the endpoint and its tries can take, so that two hold a claim only if one of them stood still. */
const lease = Duration.minutes(2)

/** What others did with the tokens (renewed, replaced or removed them) is noticed within so long. */
const lookAgainAfter = Duration.toMillis("1 minute")

/** A request whose access is still good waits for its renewal for so long, and goes on without it. */
const politeness = Duration.toMillis("2 seconds")

/** After a renewal ahead of time failed, the next is so far off. */
const restAhead = Duration.toMillis("30 seconds")

/** A refusal that is somebody's mistake at the API or at the host is looked at again after so long. */
const restRefused = Duration.toMillis("1 minute")

/** No wait that an API asks for keeps us longer from trying again. */
const longestRest = Duration.toMillis("1 hour")

/** New tokens that are refused this soon are not what is wrong: renewing them at each request would be a flood. */
const trustFresh = Duration.toMillis("10 seconds")

/** Starts work that nobody can stop, and that sees nothing of its caller's context, transactions least of all. */
const start = <A, E>(work: Effect.Effect<A, E>, done: Deferred.Deferred<A, E>): Effect.Effect<void> =>
  work.pipe(
    Effect.interruptible,
    Effect.mapInputContext((_: Context.Context<never>) => Context.empty()),
    Effect.intoDeferred(done),
    Effect.forkDaemon,
    Effect.asVoid
  )

/** Runs work to its end, even if its caller stops waiting for it. */
export const toItsEnd = <A, E>(work: Effect.Effect<A, E>): Effect.Effect<A, E> =>
  Effect.uninterruptibleMask((restore) =>
    Effect.flatMap(Deferred.make<A, E>(), (done) => Effect.zipRight(start(work, done), restore(Deferred.await(done))))
  )

const header = ({ tokens }: Stored) => `Bearer ${Redacted.value(tokens.access)}`

/** When to renew: the last five minutes of a life, or its last fifth where that is shorter. */
const dueAt = ({ expiresAt, issuedAt }: Tokens, ahead: number): number =>
  expiresAt === undefined
    ? Number.POSITIVE_INFINITY
    : expiresAt.epochMillis - Math.min(ahead, (expiresAt.epochMillis - issuedAt.epochMillis) / 5)

const isOver = ({ expiresAt }: Tokens, now: number) => expiresAt !== undefined && now >= expiresAt.epochMillis

/** A renewal that failed. The same revision is not tried again before `until`, and not ahead of time before `untilAhead`. */
interface Setback {
  readonly revision: number
  readonly error: AuthorizationError
  readonly until: number
  readonly untilAhead: number
}

export interface Options {
  readonly account: string
  readonly key: string
  readonly store: TokenStore["Type"]
  readonly endpoint: Endpoint
  readonly ahead: Duration.Duration
  /** Told of every token as soon as it is known. */
  readonly remember: (tokens: Tokens) => void
}

export const make = ({ account, endpoint, key, remember, store, ...options }: Options) => {
  const ahead = Duration.toMillis(options.ahead)
  const reauthorize = (reason: string) => new NeedsReauthorization({ account, reason })

  let held: Stored | undefined
  let lookedAt = Number.NEGATIVE_INFINITY
  /** The header that the API refused last. */
  let refused: string | undefined
  /** The header that came of renewing after a refusal. */
  let fresh: { readonly header: string; readonly at: number } | undefined
  let setback: Setback | undefined
  /** Tokens that the API gave and the store did not take yet; they follow this revision. */
  let unsaved: Stored | undefined
  let saving: Fiber.RuntimeFiber<void> | undefined
  let underWay: { readonly done: Deferred.Deferred<Stored, AuthorizationError>; readonly since: number } | undefined

  const isUsable = (stored: Stored, now: number) => header(stored) !== refused && !isOver(stored.tokens, now)

  const isDue = ({ revision, tokens }: Stored, now: number) =>
    now >= dueAt(tokens, ahead) && !(setback?.revision === revision && now < setback.untilAhead)

  const adopt = (stored: Stored): Stored => {
    remember(stored.tokens)
    held = stored
    return stored
  }

  /** Brings `unsaved` into the store, or drops it where the store has moved on without it. */
  const saveUnsaved: Effect.Effect<void, TokenStoreUnavailable> = Effect.suspend(() => {
    const mine = unsaved
    if (mine === undefined) return Effect.void
    return Effect.map(store.replace(key, mine.revision, mine.tokens), () => {
      if (unsaved !== mine) return
      unsaved = undefined
      // what is stored now, ours or another's, is read at the next occasion
      lookedAt = Number.NEGATIVE_INFINITY
    })
  })

  const untilSaved = saveUnsaved.pipe(
    Effect.retry(
      Schedule.exponential("250 millis").pipe(Schedule.union(Schedule.spaced("10 seconds")), Schedule.upTo("1 hour"))
    ),
    Effect.ignore
  )

  /** Stores what the API gave for a revision; none where another was stored in the meantime. */
  const save = (revision: number, tokens: Tokens): Effect.Effect<Option.Option<Stored>> =>
    store.replace(key, revision, tokens).pipe(
      Effect.retry(Schedule.exponential("100 millis").pipe(Schedule.intersect(Schedule.recurs(3)))),
      Effect.map(Option.map((next) => ({ tokens, revision: next }))),
      Effect.catchAll(() => {
        // they are the only good ones: use them, and go on trying to store them
        unsaved = { tokens, revision }
        return Effect.map(Effect.forkDaemon(untilSaved), (fiber) => {
          saving = fiber
          return Option.some({ tokens, revision: revision + 0.5 })
        })
      })
    )

  const restAfter = (revision: number, failure: Failure, now: number): Setback => {
    const rest = (error: AuthorizationError, wait: number): Setback => ({
      revision,
      error,
      until: now + wait,
      untilAhead: now + Math.max(wait, restAhead)
    })
    if (!(failure instanceof Refused)) {
      const asked = failure._tag === "Unavailable" ? failure.retryAfter : undefined
      return rest(failure, asked === undefined ? 0 : Math.min(Duration.toMillis(asked), longestRest))
    }
    if (failure.code === "invalid_grant") {
      return rest(reauthorize(`its refresh token is no longer good (${failure.words})`), Number.POSITIVE_INFINITY)
    }
    const blame = failure.code === "invalid_client" || failure.code === "unauthorized_client"
    const whose = "it is the application that is not accepted, which its host has to put right"
    return rest(reauthorize(`${blame ? whose : "the API does not renew it"} (${failure.words})`), restRefused)
  }

  /** Renews what was claimed. None where the store moved on meanwhile, so that there is something new to read. */
  const renewClaimed = (stored: Stored, refresh: Redacted.Redacted, claim: string, claimedAt: number) =>
    Effect.gen(function* () {
      const answer = yield* Effect.either(
        endpoint.grant(
          { grant_type: "refresh_token", refresh_token: Redacted.value(refresh) },
          { before: stored.tokens, until: claimedAt + Duration.toMillis(lease) }
        )
      )
      const now = yield* Clock.currentTimeMillis
      if (answer._tag === "Right") {
        const tokens = answer.right
        remember(tokens)
        const saved = yield* save(stored.revision, tokens)
        if (Option.isSome(saved)) {
          if (header(stored) === refused) fresh = { header: header(saved.value), at: now }
          return saved
        }
        // a host that forgot the account meanwhile took back the tokens before these
        const instead = yield* store.read(key)
        if (Option.isNone(instead)) yield* Effect.ignore(endpoint.revoke(tokens))
        return Option.none()
      }
      const failure = answer.left
      if (failure instanceof Refused && failure.code === "invalid_grant") {
        // somebody whose claim had run out may have been before us
        const current = yield* store.read(key)
        if (Option.getOrUndefined(current)?.revision !== stored.revision) return Option.none()
      }
      setback = restAfter(stored.revision, failure, now)
      return yield* Effect.fail(setback.error)
    }).pipe(
      // new tokens end the claim, or keep it while they could not be stored; without any, others may try at once
      Effect.onExit((exit) =>
        Exit.isSuccess(exit) && Option.isSome(exit.value) ? Effect.void : Effect.ignore(store.release(key, claim))
      )
    )

  /** Reads what is stored, and renews it if that is called for. */
  const obtain: Effect.Effect<Stored, AuthorizationError> = Effect.gen(function* () {
    const began = yield* Clock.currentTimeMillis
    let pause = 50
    while (true) {
      lookedAt = yield* Clock.currentTimeMillis
      yield* saveUnsaved
      const found = Option.getOrUndefined(yield* store.read(key))
      if (found === undefined) {
        held = undefined
        return yield* reauthorize("no tokens are stored for it")
      }
      adopt(found)

      const now = yield* Clock.currentTimeMillis
      const usable = isUsable(found, now)
      if (usable && !isDue(found, now)) return found
      const { refresh } = found.tokens
      if (refresh === undefined) {
        if (usable) return found
        return yield* reauthorize("its access is over, and the API gave no refresh token")
      }
      if (setback?.revision === found.revision && now < setback.until) return yield* Effect.fail(setback.error)

      const claim = yield* Effect.catchTag(store.claim(key, found.revision, lease), "TokensCopied", (error) => {
        // whoever needs it asks each time: once they are adopted, they are renewed at once
        setback = { revision: found.revision, error, until: now, untilAhead: now + restAhead }
        return usable ? Effect.void : Effect.fail(error)
      })
      if (claim === undefined) return found
      if (Claim.$is("Claimed")(claim)) {
        const renewed = yield* renewClaimed(found, refresh, claim.claim, now)
        if (Option.isSome(renewed)) return adopt(renewed.value)
        continue
      }
      // another process is at it
      if (usable && Claim.$is("Busy")(claim)) return found
      if (now - began > Duration.toMillis(lease)) {
        const reason = "other processes have been renewing the access for minutes"
        return yield* new Unreachable({ endpoint: "oauth.token", origin: key, reason, sent: false })
      }
      const most = Claim.$is("Busy")(claim) ? Duration.toMillis(claim.wait) : pause
      // whole milliseconds: what is left of a claim may be too little to move a clock at all, and would be slept for ever
      yield* Effect.sleep(Math.ceil(Math.max(1, Math.min(most, yield* Random.nextRange(pause / 2, pause)))))
      pause = Math.min(1000, pause * 2)
    }
  })

  /** One reading, and one renewal if it is called for, for everybody who asks meanwhile. */
  const shared = (joined = false): Effect.Effect<Stored, AuthorizationError> =>
    Effect.flatMap(Clock.currentTimeMillis, (now) =>
      Effect.uninterruptibleMask((restore) =>
        Effect.suspend(() => {
          if (underWay !== undefined) {
            return Effect.flatMap(restore(Deferred.await(underWay.done)), (stored) =>
              // it may have been past the point where a refusal could still change its mind
              header(stored) === refused && !joined ? restore(shared(true)) : Effect.succeed(stored)
            )
          }
          const done = Deferred.unsafeMake<Stored, AuthorizationError>(FiberId.none)
          underWay = { done, since: now }
          const work = Effect.ensuring(
            obtain,
            Effect.sync(() => {
              underWay = undefined
            })
          )
          return Effect.zipRight(start(work, done), restore(Deferred.await(done)))
        })
      )
    )

  const current: Effect.Effect<Stored, AuthorizationError> = Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis
    const mine = held
    if (mine === undefined || !isUsable(mine, now)) return yield* shared()
    if (!isDue(mine, now) && now - lookedAt < lookAgainAfter) return mine
    const patience = underWay === undefined ? politeness : underWay.since + politeness - now
    if (patience <= 0) return mine
    const sooner = yield* Effect.either(Effect.timeoutOption(shared(), patience))
    if (Either.isRight(sooner)) return Option.getOrElse(sooner.right, () => mine)
    // `held` is gone where the store no longer has it
    if (held !== undefined && isUsable(held, yield* Clock.currentTimeMillis)) return held
    return yield* Effect.fail(sooner.left)
  })

  const authorization: Effect.Effect<Authorization, AuthorizationError> = Effect.map(current, (stored) => ({
    header: Redacted.make(header(stored)),
    revision: stored.revision,
    issuedAt: stored.tokens.issuedAt.epochMillis
  }))

  const renew = Effect.fnUntraced(function* (authorization: Authorization) {
    const text = Redacted.value(authorization.header)
    if (held !== undefined && header(held) !== text) return true
    const now = yield* Clock.currentTimeMillis
    if (fresh?.header === text && now - fresh.at < trustFresh) return false
    refused = text
    return header(yield* shared()) !== text
  })

  /** Waits for what is under way, as long as a request that was sent may take, and stores what is not stored yet. */
  const close: Effect.Effect<void> = Effect.gen(function* () {
    // finalizers cannot be interrupted, and what times out has to be
    const atMost = <A, E>(limit: Duration.DurationInput, work: Effect.Effect<A, E>) =>
      Effect.ignore(Effect.timeout(Effect.interruptible(work), limit))
    if (underWay !== undefined) yield* atMost("35 seconds", Deferred.await(underWay.done))
    if (saving !== undefined) yield* Fiber.interrupt(saving)
    yield* atMost("5 seconds", saveUnsaved)
  })

  return { authorization, renew, close }
}
