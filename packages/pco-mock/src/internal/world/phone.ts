/**
 * The several spellings of one North American telephone number.
 */
import type { Attributes } from "../../Row.ts"

/** What the wire derives from a number as it was typed: `e164`, `international`, `national`, `formatted_number`, `country_code`. */
export const spellings = (number: string): Attributes => {
  // asked once for each spelling of one number after the other
  if (last[0] !== number) last = [number, spelled(number)]
  return last[1]
}

let last: readonly [number: string, spellings: Attributes] = ["", {}]

const spelled = (number: string): Attributes => {
  const digits = number.replace(/\D/g, "").slice(-10)
  // how a number that is not North American is spelled is not documented: it is repeated as typed
  if (digits.length < 10) {
    return { country_code: "US", e164: number, formatted_number: number, international: number, national: number }
  }
  const area = digits.slice(0, 3)
  const line = `${digits.slice(3, 6)}-${digits.slice(6)}`
  return {
    country_code: "US",
    e164: `+1${digits}`,
    formatted_number: `(${area}) ${line}`,
    international: `+1 ${area}-${line}`,
    national: `(${area}) ${line}`
  }
}
