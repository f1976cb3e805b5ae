import { expect, it } from "@effect/vitest"
import * as Digest from "../src/internal/requests/digest.ts"

it("equal texts have equal digests, and texts that differ in one character, or in order, do not", () => {
  const seen = new Set<string>()
  const texts = Array.from({ length: 20_000 }, (_, n) => `{"id":"${n}","first_name":"Zoë","n":${n % 7}}`)
  for (const text of texts) seen.add(Digest.of(text))
  expect(seen.size).toBe(texts.length)
  expect(Digest.of("abcd")).not.toBe(Digest.of("cdab"))
  expect(Digest.of("")).toMatch(/^[0-9a-f]{32}$/)
  expect(Digest.of(`${texts[0]}`)).toBe(Digest.of(texts[0] ?? ""))
})
