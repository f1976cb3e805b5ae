/** Where requests may go: to the origin that was named, and nowhere else. */
import * as Either from "effect/Either"
import { LeftOrigin } from "../ClientError.ts"

/** More of an address does not help anybody who reads an error. */
const longestShown = 2_000

/** The address on the origin, or an error where it leads away from it. */
export const resolve = (endpoint: string, origin: URL, address: string): Either.Either<URL, LeftOrigin> => {
  const url = URL.canParse(address, origin.href) ? new URL(address, origin) : undefined
  return url !== undefined && url.origin === origin.origin
    ? Either.right(url)
    : Either.left(new LeftOrigin({ endpoint, origin: origin.origin, link: address.slice(0, longestShown) }))
}

const isWeb = (url: URL) => url.protocol === "https:" || url.protocol === "http:"

/** The origin to talk to; what is none is the fault of the request that needs it. */
export const parse = (text: string): Either.Either<URL, string> => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return url !== undefined && isWeb(url) && url.username === "" && url.password === ""
    ? Either.right(new URL(url.origin))
    : Either.left("expected an origin, such as https://api.example.com")
}
