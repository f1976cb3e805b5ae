/** Keeps secrets out of what may be printed: a server may repeat what it was asked with, and so may a transport. */
import * as Schema from "effect/Schema"
import { ClientError } from "../ClientError.ts"

const encode = Schema.encodeSync(ClientError)
const decode = Schema.decodeSync(ClientError)

type Plain = string | number | boolean | null | undefined | ReadonlyArray<Plain> | { readonly [name: string]: Plain }

const within = (value: Plain, change: (text: string) => string): Plain => {
  if (typeof value === "string") return change(value)
  if (typeof value !== "object" || value === null) return value
  if (Array.isArray(value)) return value.map((one: Plain) => within(one, change))
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, name === "_tag" ? part : within(part, change)])
  )
}

/** The same error, without any of these texts in it. */
export const hide = (secrets: ReadonlyArray<string>) => {
  const texts = secrets.filter((secret) => secret !== "").flatMap((secret) => [secret, encodeURIComponent(secret)])
  return (error: ClientError): ClientError => {
    let found = false
    const clean = within(encode(error), (text) =>
      texts.reduce((rest, secret) => {
        found ||= rest.includes(secret)
        return rest.replaceAll(secret, "<redacted>")
      }, text)
    )
    // nothing but texts was changed, and into texts
    return found ? decode(clean as ReturnType<typeof encode>) : error
  }
}
