/**
 * What a caller may see. Planning Center runs every request with the rights of one user: who lacks a product is refused there,
 * and who lacks a permission does not see some attributes.
 */

import * as Untrusted from "./internal/control/untrusted.ts"
import * as Answer from "./internal/requests/answer.ts"
import type { Json } from "./Row.ts"

/**
 * What a caller may see; what is not given is allowed.
 *
 * @since 0.1.0
 * @category models
 */
export interface Rights {
  /** The products, as paths spell them: `people`, `check-ins`. Default: all. `current` is open to everyone. */
  readonly products?: ReadonlyArray<string>
  /** Attributes that are not sent, by the type the wire names: `{ Person: ["medical_notes"] }`. Default: none. */
  readonly hidden?: { readonly [type: string]: ReadonlyArray<string> }
}

/**
 * The documented hints for programmers in the detail of a 401 or 403.
 *
 * @since 0.1.0
 * @category combinators
 */
export const hints = {
  expired: "BABOON",
  revoked: "CAPUCHIN",
  scopeMissing: "PELICAN",
  productMissing: "TRASH_PANDA",
  userGone: "FLAMINGO"
} as const

/**
 * The answer to a token that is no longer good.
 *
 * @since 0.1.0
 * @category combinators
 */
export const unauthorized = (hint?: string): Answer.Answer =>
  Answer.challenging(
    Answer.errors(401, {
      code: "unauthorized",
      title: "Unauthorized",
      status: "401",
      detail: `This request could not be authenticated.${hint === undefined ? "" : ` Error Code Hint: (${hint})`}`
    })
  )

/**
 * The answer to someone who lacks a right. That a hint stands in the detail is documented; the words around it were seen on a 401.
 *
 * @since 0.1.0
 * @category combinators
 */
export const forbidden = (hint?: string): Answer.Answer =>
  Answer.errors(403, {
    status: "403",
    title: "Forbidden",
    detail: `You do not have access to this resource${hint === undefined ? "" : `. Error Code Hint: (${hint})`}`
  })

/**
 * The product a path is about: `/people/v2/me` is about `people`.
 *
 * @since 0.1.0
 * @category combinators
 */
export const productOf = (path: string): string => path.split("/")[1] ?? ""

/**
 * Someone who asks: what they may see themselves, and what the application they asked through was granted.
 *
 * @since 0.1.0
 * @category models
 */
export interface Holder extends Rights {
  /** The products of an OAuth token's scope; absent for other credentials. */
  readonly scope?: ReadonlyArray<string>
}

/**
 * The refusal of a path the holder may not ask at all; undefined when they may.
 *
 * @since 0.1.0
 * @category combinators
 */
export const refusal = ({ products, scope }: Holder, path: string): Answer.Answer | undefined => {
  const product = productOf(path)
  if (product === "current") return undefined
  if (scope !== undefined && !scope.includes(product)) return forbidden(hints.scopeMissing)
  return products === undefined || products.includes(product) ? undefined : forbidden(hints.productMissing)
}

/**
 * The same document without the hidden attributes. They are left out, as with sparse fields; that the API does not send them as
 * null is assumed.
 *
 * @since 0.1.0
 * @category combinators
 */
export const hide = (body: string, { hidden }: Rights): string => {
  if (hidden === undefined || body === "") return body
  const document = Untrusted.parse(body)
  return document === undefined ? body : JSON.stringify(without(document, hidden))
}

const without = (json: Json, hidden: NonNullable<Rights["hidden"]>): Json => {
  if (Array.isArray(json)) return json.map((part) => without(part, hidden))
  if (!Untrusted.isObject(json)) return json
  const { data, included, type } = json
  const names = typeof type === "string" && Object.hasOwn(hidden, type) ? (hidden[type] ?? []) : []
  const attributes = Untrusted.isObject(json.attributes)
    ? Object.fromEntries(Object.entries(json.attributes).filter(([name]) => !names.includes(name)))
    : undefined
  return {
    ...json,
    ...(data === undefined ? {} : { data: without(data, hidden) }),
    ...(included === undefined ? {} : { included: without(included, hidden) }),
    ...(attributes === undefined ? {} : { attributes })
  }
}
