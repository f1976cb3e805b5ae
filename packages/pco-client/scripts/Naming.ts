/** From the documentation's names to ours. */

/** `PhoneNumber` as `phone_number`. */
export const snake = (type: string): string => type.replaceAll(/(?<!^)(?=[A-Z])/g, "_").toLowerCase()

/** `phone_number` as `PhoneNumber`. */
export const pascal = (name: string): string =>
  name
    .split(/[_-]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("")

/** `phone_number` and `PhoneNumber` as `phoneNumber`. */
export const camel = (name: string): string => {
  const type = pascal(name)
  return type.charAt(0).toLowerCase() + type.slice(1)
}

/** `PhoneNumber` as `phone number`. */
export const noun = (type: string): string => snake(type).replaceAll("_", " ")

const irregular: ReadonlyArray<readonly [RegExp, string]> = [
  [/([Pp])erson$/, "$1eople"],
  [/([Dd])atum$/, "$1ata"],
  [/([Mm]edia|[Ss]eries|[Pp]eople|[Ss]tatistics|[Mm]etadata)$/, "$1"],
  [/([Cc])hild$/, "$1hildren"],
  [/([sx]|ch|sh)$/, "$1es"],
  [/([^aeiou])y$/, "$1ies"]
]

/** More than one of a type or of a noun. */
export const plural = (word: string): string => {
  const rule = irregular.find(([pattern]) => pattern.test(word))
  return rule === undefined ? `${word}s` : word.replace(rule[0], rule[1])
}

/** A noun with its article. */
export const one = (word: string): string => `${/^[aeio]/.test(word) ? "an" : "a"} ${word}`

/** `PhoneNumber` as `a phone number`. */
export const indefinite = (type: string): string => one(noun(type))

/** The order of names as people sort them: capitals do not matter. */
export const natural = (left: string, right: string): number => {
  const [one, other] = [left.toLowerCase(), right.toLowerCase()]
  return one < other ? -1 : one > other ? 1 : 0
}
