/** Who we are to an API. */
import * as Data from "effect/Data"
import * as Encoding from "effect/Encoding"
import * as Redacted from "effect/Redacted"

/**
 * What signs a request.
 *
 * @since 0.1.0
 * @category models
 */
export type Credentials = Data.TaggedEnum<{
  /** An application id and its secret, sent as HTTP Basic (RFC 7617). */
  PersonalToken: { readonly id: string; readonly secret: Redacted.Redacted }
  /** A bearer token (RFC 6750), used as it is. */
  Bearer: { readonly token: Redacted.Redacted }
}>

const { $match, Bearer, PersonalToken } = Data.taggedEnum<Credentials>()

/** An application id and its secret. */
export const personalToken = (options: { readonly id: string; readonly secret: Redacted.Redacted }): Credentials =>
  PersonalToken(options)

/** A bearer token that somebody else keeps fresh. */
export const bearer = (token: Redacted.Redacted): Credentials => Bearer({ token })

/** What names the credentials without being secret; a bearer token has nothing of the kind. */
export const publicId: (credentials: Credentials) => string | undefined = $match({
  PersonalToken: ({ id }) => id,
  Bearer: () => undefined
})

/** The texts that nobody else may see. */
export const secrets: (credentials: Credentials) => ReadonlyArray<string> = $match({
  PersonalToken: ({ id, secret }) => [Redacted.value(secret), Encoding.encodeBase64(`${id}:${Redacted.value(secret)}`)],
  Bearer: ({ token }) => [Redacted.value(token)]
})

/** The value of the `Authorization` header. */
export const authorization: (credentials: Credentials) => Redacted.Redacted = $match({
  PersonalToken: ({ id, secret }) => Redacted.make(`Basic ${Encoding.encodeBase64(`${id}:${Redacted.value(secret)}`)}`),
  Bearer: ({ token }) => Redacted.make(`Bearer ${Redacted.value(token)}`)
})
