/**
 * The bytes of an answer, and how a `Response` carries the damage a fault wants. A socket does the same in its own way.
 */
import type * as Answer from "./answer.ts"
import * as Digest from "./digest.ts"

/** The body as it goes out. */
export const bytes = ({ body, wire }: Answer.Answer): Uint8Array => {
  const encoded = typeof body === "string" ? Digest.encode(body) : body.bytes
  if (wire?.invalidUtf8 !== true || encoded.length === 0) return encoded
  const spoilt = encoded.slice()
  spoilt[spoilt.length >> 1] = 0xff
  return spoilt
}

/**
 * The answer as the web's own `Response`. Without a socket, a connection that is reset becomes `Response.error()`, and a
 * `content-length` that is wrong becomes what a reader makes of it: a body that breaks off, or one that is cut short.
 */
export const response = (answer: Answer.Answer, method = "GET"): Response => {
  const { headers, status, wire = {} } = answer
  if (wire.reset === true) return Response.error()
  const whole = bytes(answer)
  const length = whole.length + (wire.lengthOff ?? 0)
  const stated = wire.lengthOff === undefined ? headers : { ...headers, "content-length": `${length}` }
  return new Response(method === "HEAD" ? null : content(whole, length, wire), { status, headers: stated })
}

const content = (
  whole: Uint8Array,
  length: number,
  wire: Answer.Wire
): Uint8Array | ReadableStream<Uint8Array> | null => {
  if (wire.cutAfterBytes !== undefined) return breakingOff(whole.subarray(0, wire.cutAfterBytes))
  if (wire.hangAfterBytes !== undefined) return hanging(whole.subarray(0, wire.hangAfterBytes))
  if (length > whole.length) return breakingOff(whole)
  // a `Response` with a status such as 204 takes no body at all, not even an empty one
  return whole.length === 0 ? null : whole.slice(0, length)
}

/** A body that fails after its bytes, as a broken connection looks to its reader. */
const breakingOff = (sent: Uint8Array): ReadableStream<Uint8Array> => {
  const parts = [sent]
  return new ReadableStream({
    pull: (controller) => {
      const part = parts.pop()
      if (part === undefined) controller.error(new TypeError("terminated"))
      else controller.enqueue(part)
    }
  })
}

const hanging = (sent: Uint8Array): ReadableStream<Uint8Array> =>
  new ReadableStream({ start: (controller) => controller.enqueue(sent) })
