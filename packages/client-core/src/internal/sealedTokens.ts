/** How encrypted tokens look where they are stored: tokens whose access is a ciphertext. */
import * as Encoding from "effect/Encoding"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import type { Tokens } from "../TokenStore.ts"

/** What a text begins with that no API gives as access. */
const mark = "openfaith-sealed.1."

export interface Sealed {
  readonly keyId: string
  readonly iv: Uint8Array
  readonly cipher: Uint8Array
}

/**
 * None of the secrets; of the rest, what an operator may want to see in a table. What is read back comes from the cipher
 * alone.
 */
export const toTokens = ({ cipher, iv, keyId }: Sealed, { expiresAt, issuedAt }: Tokens): Tokens => ({
  access: Redacted.make(
    `${mark}${Encoding.encodeBase64Url(keyId)}.${Encoding.encodeBase64Url(iv)}.${Encoding.encodeBase64Url(cipher)}`
  ),
  issuedAt,
  ...(expiresAt === undefined ? {} : { expiresAt }),
  scopes: []
})

/** None where the tokens are in clear. */
export const fromTokens = ({ access }: Tokens): Option.Option<Sealed> => {
  const text = Redacted.value(access)
  if (!text.startsWith(mark)) return Option.none()
  const [keyId = "", iv = "", cipher = ""] = text.slice(mark.length).split(".")
  return Option.some({
    // of a damaged text what can be read of it: it will not decrypt, and says so
    keyId: Option.getOrElse(Option.getRight(Encoding.decodeBase64UrlString(keyId)), () => ""),
    iv: Option.getOrElse(Option.getRight(Encoding.decodeBase64Url(iv)), () => new Uint8Array()),
    cipher: Option.getOrElse(Option.getRight(Encoding.decodeBase64Url(cipher)), () => new Uint8Array())
  })
}
