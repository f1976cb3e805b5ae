/** Keeps the secrets of an authorization out of every text that comes from outside: servers repeat what they were sent. */
import * as Secrets from "./secrets.ts"

/** The codes of RFC 6749 §4.1.2.1 and §5.2, and of RFC 7009 §2.2.1: words that everybody knows are no secrets. */
const codes: ReadonlySet<string> = new Set([
  "access_denied",
  "invalid_client",
  "invalid_grant",
  "invalid_request",
  "invalid_scope",
  "server_error",
  "temporarily_unavailable",
  "unauthorized_client",
  "unsupported_grant_type",
  "unsupported_response_type",
  "unsupported_token_type"
])

/** Takes secrets out of texts, as `Secrets.make` does, and out of codes that are none of OAuth's own. */
export const make = (secrets: ReadonlyArray<string>) => {
  const clean = Secrets.make(secrets)
  return { ...clean, code: (text: string) => (codes.has(text) ? text : clean.text(text)) }
}

export type Clean = ReturnType<typeof make>

/** The last `most` texts it was told of. */
export const memory = (most: number) => {
  let texts: ReadonlyArray<string> = []
  return {
    remember: (...more: ReadonlyArray<string>): void => {
      texts = [...texts.filter((text) => !more.includes(text)), ...more].slice(-most)
    },
    texts: (): ReadonlyArray<string> => texts
  }
}
