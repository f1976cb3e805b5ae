import { expect, it } from "@effect/vitest"
import * as FastCheck from "effect/FastCheck"
import * as Utf8 from "../src/internal/requests/utf8.ts"
import type { Json } from "../src/Row.ts"

const written = (write: (writer: Utf8.Writer) => void): Utf8.Encoded => {
  const writer = Utf8.make(1)
  write(writer)
  return Utf8.encoded(writer)
}

const anyText = FastCheck.oneof(
  FastCheck.string(),
  FastCheck.string({ unit: "binary", maxLength: 300 }),
  FastCheck.constantFrom("\ud800", 'quoted "here"', "back\\slash", "Zoë", "日本 😀", "x".repeat(201), "\u007f\u0000")
)

it.prop("a value is written as JSON.stringify writes it, and as long", [anyText, FastCheck.jsonValue()], (values) => {
  for (const value of values) {
    const text = JSON.stringify(value)
    const encoded = written((writer) => Utf8.json(writer, value as Json)) // what JSON can carry is what a row can
    expect(Utf8.decode(encoded)).toBe(text)
    expect(encoded.length).toBe(text.length)
    expect(encoded.bytes).toEqual(new TextEncoder().encode(text))
  }
})

it.prop("texts follow each other as they are, whatever they are made of", [FastCheck.array(anyText)], ([texts]) => {
  // half a character cannot be encoded
  const whole = texts.map((text) => new TextDecoder().decode(new TextEncoder().encode(text)))
  const encoded = written((writer) => {
    for (const text of whole) Utf8.text(writer, text)
  })
  const appended = written((writer) => {
    const other = Utf8.make(1)
    for (const text of whole) Utf8.text(other, text)
    Utf8.append(writer, other)
  })
  expect(Utf8.decode(encoded)).toBe(whole.join(""))
  expect(encoded.length).toBe(whole.join("").length)
  expect(appended).toEqual(encoded)
})

it("what is taken from a writer stays as it is when the writer is used again", () => {
  const writer = Utf8.make(8)
  Utf8.text(writer, "first")
  const first = Utf8.encoded(writer)
  Utf8.clear(writer)
  Utf8.text(writer, "again")
  expect(Utf8.decode(first)).toBe("first")
})
