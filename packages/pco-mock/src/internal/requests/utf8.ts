/**
 * Writes JSON as UTF-8 into memory that is used again: a page of a hundred records is put together a thousand times a second, and
 * texts of that size would be copied over and over on their way to a socket.
 */
import { date, type Json } from "../../Row.ts"

/** A text that is encoded already. */
export interface Encoded {
  /** They begin at the start of their buffer, and must not be changed. */
  readonly bytes: Uint8Array
  /** How many characters it has, as a string counts them. */
  readonly length: number
}

/** What was written so far. */
export interface Writer {
  /** Those from `at` on mean nothing. Others are put in their place when they are too few. */
  bytes: Uint8Array
  at: number
  /** How many bytes more there are than characters. */
  surplus: number
}

/** Nothing written. */
export const make = (room: number): Writer => ({ bytes: new Uint8Array(room), at: 0, surplus: 0 })

/** So much is worth keeping for the next text. */
const usual = 4_000_000

/** Forgets what was written; the memory is used again unless it has grown beyond what texts usually need. */
export const clear = (writer: Writer): void => {
  if (writer.bytes.length > usual) writer.bytes = new Uint8Array(usual)
  writer.at = 0
  writer.surplus = 0
}

/** What was written, as a text of its own. */
export const encoded = ({ at, bytes, surplus }: Writer): Encoded => ({
  bytes: bytes.slice(0, at),
  length: at - surplus
})

const encoder = new TextEncoder()
const decoder = new TextDecoder("utf-8", { ignoreBOM: true })

/** A text as bytes that are written often. */
export const bytes = (text: string): Uint8Array => encoder.encode(text)

/** The text that was encoded. */
export const decode = ({ bytes }: Encoded): string => decoder.decode(bytes)

const reserve = (writer: Writer, more: number): void => {
  const { at, bytes } = writer
  if (at + more <= bytes.length) return
  writer.bytes = new Uint8Array(Math.max(at + more, bytes.length * 2))
  writer.bytes.set(bytes.subarray(0, at))
}

/** Below this a loop is quicker than what the engine has for copying. */
const few = 64

/** Writes bytes that stand for as many characters. */
export const copy = (writer: Writer, from: Uint8Array, start = 0, end = from.length): void => {
  const length = end - start
  reserve(writer, length)
  const { at, bytes } = writer
  if (length > few) bytes.set(from.subarray(start, end), at)
  else for (let n = 0; n < length; n++) bytes[at + n] = from[start + n] ?? 0
  writer.at = at + length
}

/** Writes what another has written. */
export const append = (writer: Writer, { at, bytes, surplus }: Writer): void => {
  copy(writer, bytes, 0, at)
  writer.surplus += surplus
}

/** Writes a text as it is. */
export const text = (writer: Writer, content: string): void => {
  const { length } = content
  if (length <= few && short(writer, content)) return
  reserve(writer, length * 3)
  const { written } = encoder.encodeInto(content, writer.bytes.subarray(writer.at))
  writer.at += written
  writer.surplus += written - length
}

/** Writes a text without a character beyond ASCII; false, and nothing written, when it has one. */
const short = (writer: Writer, content: string): boolean => {
  const { length } = content
  reserve(writer, length)
  const { at, bytes } = writer
  for (let n = 0; n < length; n++) {
    const code = content.charCodeAt(n)
    if (code > 0x7e) return false
    bytes[at + n] = code
  }
  writer.at = at + length
  return true
}

const word = { null: bytes("null"), true: bytes("true"), false: bytes("false") }

/** Writes a value as `JSON.stringify` would. */
export const json = (writer: Writer, value: Json): void => {
  if (value === null) copy(writer, word.null)
  else if (typeof value === "string") {
    if (value.length > 200 || !quoted(writer, value)) text(writer, JSON.stringify(value))
  } else if (typeof value === "boolean") copy(writer, value ? word.true : word.false)
  else if (typeof value === "number" && Number.isFinite(value)) text(writer, `${value}`)
  else text(writer, JSON.stringify(value))
}

/** Writes an instant in whole seconds, in quotes. */
export const moment = (writer: Writer, seconds: number): void => {
  const day = Math.floor(seconds / 86_400)
  const rest = seconds - day * 86_400
  const minutes = Math.floor(rest / 60)
  text(writer, '"')
  text(writer, date(day))
  reserve(writer, 11)
  const { at, bytes } = writer
  bytes[at] = 0x54
  digits(bytes, at + 1, Math.floor(minutes / 60))
  bytes[at + 3] = colon
  digits(bytes, at + 4, minutes % 60)
  bytes[at + 6] = colon
  digits(bytes, at + 7, rest % 60)
  bytes[at + 9] = 0x5a
  bytes[at + 10] = quote
  writer.at = at + 11
}

const colon = 0x3a

/** Two of them. */
const digits = (bytes: Uint8Array, at: number, number: number): void => {
  bytes[at] = 0x30 + Math.floor(number / 10)
  bytes[at + 1] = 0x30 + (number % 10)
}

const quote = 0x22
const backslash = 0x5c

/** Writes a string that needs nothing but quotes around it; false, and nothing written, when it needs more. */
const quoted = (writer: Writer, content: string): boolean => {
  const { length } = content
  reserve(writer, length + 2)
  const { at, bytes } = writer
  bytes[at] = quote
  for (let n = 0; n < length; n++) {
    const code = content.charCodeAt(n)
    if (code < 0x20 || code > 0x7e || code === quote || code === backslash) return false
    bytes[at + 1 + n] = code
  }
  bytes[at + 1 + length] = quote
  writer.at = at + length + 2
  return true
}
