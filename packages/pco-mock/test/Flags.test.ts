import { describe, expect, it } from "@effect/vitest"
import * as Flags from "../src/internal/control/flags.ts"

describe("flags", () => {
  it("are read with a space or an equals sign, and the rest is as documented", () => {
    const flags = Flags.parse([
      "--people",
      "10000",
      "--seed=7",
      "--period",
      "0.5",
      "--window=fixed",
      "--secret=a=b",
      "--json"
    ])
    expect(flags).toEqual({
      ...Flags.defaults,
      people: 10_000,
      seed: 7,
      period: 0.5,
      window: "fixed",
      secret: "a=b",
      json: true
    })
  })

  it("that are wrong are named in one line", () => {
    const wrong = [
      ["--poeple", "3"],
      ["--people"],
      ["--people", "many"],
      ["--people", "-3"],
      ["--limit", "0"],
      ["--period", "0"],
      ["--window", "open"],
      ["--port", "70000"],
      ["people"]
    ]
    for (const args of wrong) {
      const complaint = Flags.parse(args)
      expect(complaint).toContain(args[0])
      expect(String(complaint).split("\n")).toHaveLength(1)
    }
  })

  it("are all in the usage", () => {
    for (const name of Object.keys(Flags.defaults)) {
      expect(Flags.usage).toContain(`--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`)
    }
  })
})
