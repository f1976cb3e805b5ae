/**
 * A quick fingerprint of a text, for tags and names. It keeps nothing secret and is the same on every machine.
 */

const encoder = new TextEncoder()

/** 32 hexadecimal digits; equal texts have equal ones, and others all but never do. */
export const of = (text: string): string => ofBytes(encode(text))

/** The bytes of a text in UTF-8; they must not be changed. */
export const encode = (text: string): Uint8Array => {
  // an answer is encoded twice, once for its tag and once to be sent
  if (last.text !== text) last = { text, bytes: encoder.encode(text) }
  return last.bytes
}

let last: { readonly text: string; readonly bytes: Uint8Array } = { text: "", bytes: new Uint8Array() }

/** The same of bytes that begin at the start of their buffer, as an encoder gives them. */
export const ofBytes = (bytes: Uint8Array): string => {
  // two lanes take four bytes each in turn: a page has a hundred thousand, and this is done for each
  const words = new Uint32Array(bytes.buffer, 0, bytes.length >> 2)
  let [a, b] = [0xdeadbeef ^ bytes.length, 0x41c6ce57]
  const even = words.length & ~1
  for (let at = 0; at < even; at += 2) {
    a = Math.imul(turned(a) ^ (words[at] ?? 0), 2654435761)
    b = Math.imul(turned(b) ^ (words[at + 1] ?? 0), 1597334677)
  }
  for (let at = even * 4; at < bytes.length; at++) a = Math.imul(turned(a) ^ (bytes[at] ?? 0), 2654435761)
  // spread at the end, so that each digit depends on both lanes
  const c = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  const d = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return [c, d, Math.imul(c ^ (c >>> 15), 668265263) ^ d, Math.imul(d ^ (d >>> 14), 374761393) ^ c]
    .map((part) => (part >>> 0).toString(16).padStart(8, "0"))
    .join("")
}

const turned = (lane: number): number => (lane << 7) | (lane >>> 25)
