/** Files for Planning Center: sent to a host of their own first, and named in an attribute then. */
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import { ClientError, Credentials, Instant, Retry } from "@openfaith/client-core"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Random from "effect/Random"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { userAgent } from "./internal/userAgent.ts"

/**
 * A file that was taken in. Its `id` is the value of the attribute it is for, such as a person's `avatar`, until it
 * expires.
 *
 * @since 0.1.0
 * @category schemas
 */
export const Uploaded = Schema.Struct({
  id: Schema.NonEmptyString,
  attributes: Schema.Struct({
    name: Schema.String,
    content_type: Schema.String,
    file_size: Schema.Number,
    md5: Schema.String,
    expires_at: Instant.Instant
  }).pipe(Schema.partialWith({ exact: true }))
})

/**
 * @since 0.1.0
 * @category models
 */
export type Uploaded = typeof Uploaded.Type

const Body = Schema.parseJson(Schema.Struct({ data: Schema.NonEmptyArray(Uploaded) }))

/**
 * A file, and how to send it.
 *
 * @since 0.1.0
 * @category models
 */
export interface Options {
  /** The credentials of the account that is to have the file. */
  readonly credentials: Credentials.Credentials
  readonly file: Uint8Array
  /** The name it has on the disk, without folders. */
  readonly name: string
  /** Its media type, such as `image/jpeg`; default `application/octet-stream`. */
  readonly contentType?: string
  /** Another origin than Planning Center's own, for a simulator. */
  readonly origin?: string
  /** From sending to the last byte of the answer; default 2 minutes. */
  readonly timeout?: Duration.DurationInput
  /** The largest file, in bytes; default 100 MiB. A larger one is an `InvalidRequest`. */
  readonly maxBytes?: number
  readonly retry?: Retry.Policy
}

const endpoint = "upload.File.create"

/** An answer is some hundred bytes; nobody has to read more than this. */
const most = 64 * 1024

const read = (response: { readonly stream: Stream.Stream<Uint8Array, unknown> }) =>
  response.stream.pipe(
    Stream.runFoldWhile(
      { text: "", decoder: new TextDecoder() },
      ({ text }) => text.length <= most,
      ({ decoder, text }, chunk) => ({ text: text + decoder.decode(chunk, { stream: true }), decoder })
    ),
    Effect.map(({ text }) => text),
    // an answer without a body has no stream either
    Effect.orElseSucceed(() => "")
  )

const refusal = (status: number, body: string) => {
  const answer = { endpoint, status, requestId: undefined, problems: [], body: body.slice(0, 2_000) }
  if (status === 401) return new ClientError.Unauthorized(answer)
  if (status === 403) return new ClientError.Forbidden(answer)
  if (status === 400 || status === 422) return new ClientError.ValidationFailed(answer)
  if (status === 429) return new ClientError.RateLimited({ ...answer, retryAfter: Duration.seconds(20) })
  if (status >= 400 && status < 500) return new ClientError.Rejected(answer)
  if (status >= 500) return new ClientError.Unavailable({ ...answer, retryAfter: undefined })
  return new ClientError.UnexpectedBody({ ...answer, problem: "an answer of a kind that uploads do not have" })
}

/** The form that holds the file. Written out, since not every client takes the platform's own forms. */
const formOf = (file: Uint8Array, name: string, contentType: string) =>
  Effect.map(Effect.replicateEffect(Random.nextIntBetween(0, 2 ** 32), 4), (parts) => {
    const boundary = `openfaith-${parts.map((part) => part.toString(16)).join("")}`
    // as browsers write a name (https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data)
    const head = [
      `--${boundary}`,
      `Content-Disposition: form-data; name="file"; filename="${name.replaceAll('"', "%22")}"`,
      `Content-Type: ${contentType}`,
      "\r\n"
    ].join("\r\n")
    const pieces = [new TextEncoder().encode(head), file, new TextEncoder().encode(`\r\n--${boundary}--\r\n`)]
    const body = new Uint8Array(pieces.reduce((size, piece) => size + piece.length, 0))
    let at = 0
    for (const piece of pieces) {
      body.set(piece, at)
      at += piece.length
    }
    return { body, type: `multipart/form-data; boundary=${boundary}` }
  })

/**
 * Sends a file. What may pass is tried again: a file that was taken in twice is there twice, and expires.
 *
 * @example
 * const photo = yield* Uploads.upload({ credentials, file, name: "portrait.jpg", contentType: "image/jpeg" })
 * yield* client.people.update({ path: { id }, attributes: { avatar: photo.id } })
 *
 * @since 0.1.0
 * @category constructors
 */
export const upload = (options: Options): Effect.Effect<Uploaded, ClientError.ClientError, HttpClient.HttpClient> =>
  Effect.gen(function* () {
    const { credentials, file, name, origin = "https://upload.planningcenteronline.com" } = options
    const { contentType = "application/octet-stream", maxBytes = 100 * 1024 * 1024, timeout = "2 minutes" } = options
    const invalid = (field: string, problem: string) => new ClientError.InvalidRequest({ endpoint, field, problem })
    if (file.length > maxBytes) return yield* invalid("file", `expected at most ${maxBytes} bytes, got ${file.length}`)
    if (name === "" || /[/\\\p{Cc}]/u.test(name)) return yield* invalid("name", "expected a name without folders")
    if (!URL.canParse(origin)) return yield* invalid("origin", "expected an origin, such as https://upload.example.com")
    if (!/^[\w.+-]+\/[\w.+-]+$/.test(contentType)) {
      return yield* invalid("contentType", "expected a media type, such as image/jpeg")
    }
    const client = yield* HttpClient.HttpClient
    const form = yield* formOf(file, name, contentType)
    const url = new URL("/v2/files", origin)

    const send = (authorization: Credentials.Authorization) =>
      Effect.gen(function* () {
        const request = HttpClientRequest.post(url.href).pipe(
          HttpClientRequest.setHeader("authorization", Redacted.value(authorization.header)),
          HttpClientRequest.setHeader("user-agent", userAgent),
          HttpClientRequest.bodyUint8Array(form.body, form.type)
        )
        const unreachable = (reason: string) => new ClientError.Unreachable({ endpoint, origin: url.origin, reason })
        const { body, status } = yield* client.execute(request).pipe(
          Effect.mapError(({ message }) => unreachable(message)),
          Effect.flatMap((response) => Effect.map(read(response), (body) => ({ body, status: response.status }))),
          Effect.scoped,
          Effect.timeoutFail({
            duration: timeout,
            onTimeout: () => unreachable(`no answer in ${Duration.format(Duration.decode(timeout))}`)
          })
        )
        if (status < 200 || status > 299) return yield* Effect.fail(refusal(status, body))
        const decoded = yield* Either.mapLeft(
          Schema.decodeUnknownEither(Body)(body),
          ({ message }) =>
            new ClientError.UnexpectedBody({
              endpoint,
              status,
              requestId: undefined,
              problem: `no file in the answer: ${message}`,
              body: body.slice(0, 2_000)
            })
        )
        return decoded.data[0]
      })

    /** A new authorization may not be known everywhere yet. */
    const sendSettled = (authorization: Credentials.Authorization, tries = 0): ReturnType<typeof send> =>
      Effect.catchTag(send(authorization), "Unauthorized", (error) =>
        Effect.flatMap(Credentials.settling(authorization, { tries }), (pause) =>
          pause === undefined
            ? Effect.fail(error)
            : Effect.delay(
                Effect.suspend(() => sendSettled(authorization, tries + 1)),
                pause
              )
        )
      )

    const authorization = yield* credentials.authorization
    return yield* sendSettled(authorization).pipe(
      Effect.catchTag("Unauthorized", (error) =>
        Effect.flatMap(credentials.renew(authorization), (renewed) =>
          renewed ? Effect.flatMap(credentials.authorization, (next) => sendSettled(next)) : Effect.fail(error)
        )
      ),
      Retry.transient(options.retry, { repeatable: true })
    )
  }).pipe(
    Effect.mapError(Credentials.hide(options.credentials)),
    Effect.withSpan("Uploads.upload", { attributes: { name: options.name, bytes: options.file.length } })
  )
