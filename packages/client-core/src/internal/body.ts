/** From the bytes of an answer to text, and from text to JSON: both bounded, for what comes over a wire is hostile. */
import type { ResponseError } from "@effect/platform/HttpClientError"
import type { HttpClientResponse } from "@effect/platform/HttpClientResponse"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"

/** Why a body is no text: it holds more than was allowed, or its bytes mean nothing in the charset it claims. */
export class BodyProblem extends Data.TaggedError("BodyProblem")<{
  readonly kind: "TooLarge" | "BadEncoding"
  readonly problem: string
  /** The start of the body, as far as it can be shown. */
  readonly start: string
}> {}

/**
 * Up to this length an answer that tells its length is read in one go: parsers hold it to its word, and it costs a
 * millisecond less than a stream. Above, some clients copy all they have for every piece that comes.
 */
const smallAnswer = 1_048_576

const excerptLength = 2_000

const charset = /;\s*charset\s*=\s*(?:"([^"]*)"|([^\s;"]*))/i

const quoted = (text: string) => JSON.stringify(text.slice(0, 100))

/** Enough of the bytes to see what they are, whatever they are. */
const excerpt = (bytes: Uint8Array, label = "utf-8"): string =>
  new TextDecoder(label).decode(bytes.subarray(0, 4 * excerptLength)).slice(0, excerptLength)

const join = (parts: ReadonlyArray<Uint8Array>, size: number): Uint8Array => {
  const [only] = parts
  if (only !== undefined && parts.length === 1) return only
  const all = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/**
 * Reads until the end or the first byte too many; either way the connection is free afterwards. Pulled by hand, since to run
 * the stream costs as much again as all the rest of reading.
 */
const gather = (
  response: HttpClientResponse,
  maxBytes: number
): Effect.Effect<Uint8Array, BodyProblem | ResponseError> =>
  Effect.flatMap(Stream.toPull(response.stream), (pull) => {
    const parts: Array<Uint8Array> = []
    let size = 0
    const rest: Effect.Effect<Uint8Array, BodyProblem | ResponseError> = Effect.matchEffect(pull, {
      onSuccess: (chunk) => {
        for (const part of chunk) {
          parts.push(part)
          size += part.length
        }
        return size > maxBytes ? Effect.fail(tooLarge(maxBytes, join(parts, size))) : rest
      },
      onFailure: Option.match({
        onNone: () => Effect.succeed(join(parts, size)),
        // `fetch` has no stream for an answer without a body
        onSome: (error) => (error.reason === "EmptyBody" ? Effect.succeed(new Uint8Array()) : Effect.fail(error))
      })
    })
    return rest
  }).pipe(Effect.scoped)

const tooLarge = (maxBytes: number, bytes: Uint8Array) =>
  new BodyProblem({ kind: "TooLarge", problem: `the body is larger than ${maxBytes} bytes`, start: excerpt(bytes) })

/** The told length, where the bytes that come out are the bytes that were counted. */
const toldLength = (headers: HttpClientResponse["headers"]): number | undefined => {
  const told = headers["content-length"]
  const plain = headers["content-encoding"] === undefined && headers["transfer-encoding"] === undefined
  return plain && told !== undefined && /^\d+$/.test(told) ? Number(told) : undefined
}

/** Complains of bytes that mean nothing, where others put a replacement character. */
const strict = (label: string) => {
  try {
    return new TextDecoder(label, { fatal: true })
  } catch {
    return undefined
  }
}

const decode = (headers: HttpClientResponse["headers"], bytes: Uint8Array): Either.Either<string, BodyProblem> => {
  const named = charset.exec(headers["content-type"] ?? "")
  const label = named?.[1] ?? named?.[2] ?? "utf-8"
  const fail = (problem: string, shownAs?: string) =>
    Either.left(new BodyProblem({ kind: "BadEncoding", problem, start: excerpt(bytes, shownAs) }))
  const decoder = strict(label)
  if (decoder === undefined) return fail(`the charset ${quoted(label)} is not known`)
  try {
    return Either.right(decoder.decode(bytes))
  } catch {
    const packed = headers["content-encoding"]
    const hint = packed === undefined ? "" : `, and it was sent with content-encoding ${quoted(packed)}`
    return fail(`the body is not valid ${decoder.encoding}${hint}`, label)
  }
}

/**
 * The body as text, and how many bytes it was: if it is no more than so many once unpacked, and if every byte of it is
 * valid in the charset of its content type (UTF-8 where none is named; a byte order mark is dropped). Nothing is replaced
 * in silence.
 */
export const read = (
  response: HttpClientResponse,
  { maxBytes }: { readonly maxBytes: number }
): Effect.Effect<{ readonly text: string; readonly size: number }, BodyProblem | ResponseError> =>
  Effect.suspend(() => {
    const { headers } = response
    const length = toldLength(headers)
    const bytes =
      length === undefined || length > Math.min(smallAnswer, maxBytes)
        ? gather(response, maxBytes)
        : Effect.flatMap(response.arrayBuffer, (buffer) => {
            const whole = new Uint8Array(buffer)
            return whole.length > maxBytes ? Effect.fail(tooLarge(maxBytes, whole)) : Effect.succeed(whole)
          })
    return Effect.flatMap(bytes, (whole) =>
      Either.map(decode(headers, whole), (text) => ({ text, size: whole.length }))
    )
  })

/** The JSON value in a text, or what is wrong with it in words. */
export const parse = (text: string): Either.Either<unknown, string> => {
  if (text === "") return Either.left("the body is empty")
  try {
    return Either.right(JSON.parse(text))
  } catch {
    return Either.left("the body is not JSON")
  }
}
