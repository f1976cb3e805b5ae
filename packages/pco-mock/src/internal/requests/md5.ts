/**
 * The MD5 of bytes, which the upload host states of each file. Browsers have none of their own.
 */

const shifts = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21]
const constants = Array.from({ length: 64 }, (_, n) => Math.floor(Math.abs(Math.sin(n + 1)) * 2 ** 32))

/** 32 hexadecimal digits. Not for secrets. */
export const of = (bytes: Uint8Array): string => {
  const length = (((bytes.length + 8) >> 6) + 1) << 6
  const padded = new Uint8Array(length)
  padded.set(bytes)
  padded[bytes.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(length - 8, bytes.length << 3, true)
  view.setUint32(length - 4, Math.floor(bytes.length / 2 ** 29), true)
  const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]
  for (let block = 0; block < length; block += 64) digest(state, view, block)
  const out = new DataView(new ArrayBuffer(16))
  for (const [n, word] of state.entries()) out.setUint32(n * 4, word, true)
  return [...new Uint8Array(out.buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("")
}

const digest = (state: Array<number>, view: DataView, block: number): void => {
  let [a = 0, b = 0, c = 0, d = 0] = state
  for (let n = 0; n < 64; n++) {
    const round = n >> 4
    const [mixed, word] = mix(round, n, b, c, d)
    const sum = (a + mixed + (constants[n] ?? 0) + view.getUint32(block + word * 4, true)) | 0
    const shift = shifts[round * 4 + (n & 3)] ?? 0
    a = d
    d = c
    c = b
    b = (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0
  }
  for (const [n, part] of [a, b, c, d].entries()) state[n] = ((state[n] ?? 0) + part) | 0
}

const mix = (round: number, n: number, b: number, c: number, d: number): readonly [number, number] => {
  if (round === 0) return [(b & c) | (~b & d), n]
  if (round === 1) return [(d & b) | (~d & c), (5 * n + 1) & 15]
  return round === 2 ? [b ^ c ^ d, (3 * n + 5) & 15] : [c ^ (b | ~d), (7 * n) & 15]
}
