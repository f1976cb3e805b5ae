/**
 * Who is asking, and whether they are let in.
 */
import * as Answer from "./internal/requests/answer.ts"
import * as Digest from "./internal/requests/digest.ts"
import * as Rights from "./Rights.ts"

/**
 * Someone who is let in: by a personal token (`appId` and `secret`), or by a bearer token.
 *
 * @since 0.1.0
 * @category models
 */
export type Credential = Standing & ({ readonly appId: string; readonly secret: string } | { readonly token: string })

/**
 * How things stand with a credential.
 *
 * @since 0.1.0
 * @category models
 */
export interface Standing extends Rights.Rights {
  /** The id of the person it acts as. Requests of one user share one budget. Default: the application id, or a name of the token's own. */
  readonly user?: string
  /** What the log and the control interface call it. Default: the application id, or the end of the token. */
  readonly name?: string
  /** It was taken back: a bearer token is answered 401 with a hint, a personal token as if it were unknown. Default false. */
  readonly revoked?: boolean
  /** From when on it is refused; milliseconds since the epoch. Default: never. */
  readonly expiresAt?: number
}

/**
 * Someone who was let in.
 *
 * @since 0.1.0
 * @category models
 */
export interface Caller extends Rights.Holder {
  readonly name: string
  readonly user: string
}

/**
 * What a person may see by any credential of theirs.
 *
 * @since 0.1.0
 * @category models
 */
export interface User extends Rights.Rights {
  /** They are no longer there: their bearer tokens are answered 401 with a hint. Default false. */
  readonly gone?: boolean
}

/**
 * People by id, as far as anything is said of them.
 *
 * @since 0.1.0
 * @category models
 */
export type Users = { readonly [user: string]: User }

/**
 * Who asks, or the answer that refuses them.
 *
 * @since 0.1.0
 * @category models
 */
export type Admission = { readonly caller: Caller } | { readonly refused: Answer.Answer }

/**
 * Bearer tokens that are issued while the mock runs.
 *
 * @since 0.1.0
 * @category models
 */
export interface Issuer {
  /** Undefined when the token is not one of its own. */
  readonly admit: (token: string, now: number) => Admission | undefined
}

/**
 * Everyone who is let in.
 *
 * @since 0.1.0
 * @category models
 */
export interface Credentials {
  /** Reads an `Authorization` header at an instant in milliseconds. */
  readonly admit: (header: string | undefined, now: number) => Admission
  /** Undefined when everyone who names themselves is let in. */
  readonly list: () => ReadonlyArray<Credential> | undefined
  /** Puts these in the place of all others; undefined lets everyone in who names themselves. */
  readonly replace: (credentials: ReadonlyArray<Credential> | undefined) => void
  /** Changes how things stand with the credential of a public name; false when there is none. */
  readonly change: (name: string, standing: Partial<Standing>) => boolean
  readonly users: () => Users
  /** Says what a person may see, in the place of what was said of them before. */
  readonly allow: (user: string, rights: User) => void
  /** Back to the credentials and users it was made with. */
  readonly reset: () => void
}

/**
 * Starts with a list; without one everyone who names themselves is let in.
 *
 * @since 0.1.0
 * @category constructors
 */
export const make = (initial?: ReadonlyArray<Credential>, issuer?: Issuer, initialUsers: Users = {}): Credentials => {
  let current = index(initial)
  let users = initialUsers

  const recognise = (header: string | undefined, now: number): Admission => {
    const claim = read(header ?? "")
    if (claim === undefined) return { refused: Answer.accessDenied }
    const issued = claim.secret === undefined ? issuer?.admit(claim.name, now) : undefined
    if (issued !== undefined) return issued
    if (current === undefined) return { caller: stranger(claim) }
    const found = current.get(key(claim.name, claim.secret))
    return found === undefined ? { refused: Answer.accessDenied } : admitted(found, now)
  }

  return {
    list: () => (current === undefined ? undefined : [...current.values()]),
    replace: (credentials) => {
      current = index(credentials)
    },
    change: (name, standing) => {
      const [key, found] = [...(current ?? [])].find(([, each]) => nameOf(each) === name) ?? []
      if (key === undefined || found === undefined) return false
      current?.set(key, { ...found, ...standing })
      return true
    },
    users: () => users,
    allow: (user, rights) => {
      users = { ...users, [user]: rights }
    },
    reset: () => {
      current = index(initial)
      users = initialUsers
    },
    admit: (header, now) => {
      const admission = recognise(header, now)
      const user = "caller" in admission ? admission.caller.user : ""
      const known = Object.hasOwn(users, user) ? users[user] : undefined
      if (known === undefined || "refused" in admission) return admission
      // seen with bearer tokens; how a personal token is answered whose owner is gone is not documented
      if (known.gone === true) return { refused: Rights.unauthorized(Rights.hints.userGone) }
      return { caller: { ...known, ...admission.caller } }
    }
  }
}

/**
 * What the log calls a credential: nothing that could be used to ask.
 *
 * @since 0.1.0
 * @category combinators
 */
export const nameOf = (credential: Credential): string =>
  credential.name ?? ("token" in credential ? masked(credential.token) : credential.appId)

/**
 * A bearer token's public name: its last characters.
 *
 * @since 0.1.0
 * @category combinators
 */
export const masked = (token: string): string => (token.length <= 4 ? token : `bearer …${token.slice(-4)}`)

/** Whose budget a token uses that says nothing of a user: a name of its own, for tokens stay out of the log. */
const ownerOf = (token: string): string => `bearer ${Digest.of(token).slice(0, 12)}`

/**
 * An `Authorization` header without its secret.
 *
 * @since 0.1.0
 * @category combinators
 */
export const publicHeader = (header: string): string => {
  const claim = read(header)
  if (claim === undefined) return header === "" ? "" : "(unreadable)"
  return claim.secret === undefined ? `Bearer (${masked(claim.name)})` : `Basic (${claim.name})`
}

const key = (name: string, secret: string | undefined) => JSON.stringify([name, secret ?? null])

const index = (credentials: ReadonlyArray<Credential> | undefined): Map<string, Credential> | undefined =>
  credentials &&
  new Map(
    credentials.map((each) => ["token" in each ? key(each.token, undefined) : key(each.appId, each.secret), each])
  )

const stranger = ({ name, secret }: Claim): Caller => ({
  name: secret === undefined ? masked(name) : name,
  user: secret === undefined ? ownerOf(name) : name
})

/** A personal token is not known to expire; one that does is answered as if it were unknown. */
const admitted = (credential: Credential, now: number): Admission => {
  const bearer = "token" in credential
  const expired = credential.expiresAt !== undefined && credential.expiresAt <= now
  if (credential.revoked === true) {
    return { refused: bearer ? Rights.unauthorized(Rights.hints.revoked) : Answer.accessDenied }
  }
  if (expired) return { refused: bearer ? Rights.unauthorized(Rights.hints.expired) : Answer.accessDenied }
  const { hidden, products, user } = credential
  return {
    caller: {
      name: nameOf(credential),
      user: user ?? (bearer ? ownerOf(credential.token) : credential.appId),
      ...(products === undefined ? {} : { products }),
      ...(hidden === undefined ? {} : { hidden })
    }
  }
}

interface Claim {
  readonly name: string
  readonly secret?: string
}

const read = (header: string): Claim | undefined => {
  const [, scheme = "", value = ""] = /^(\w+) +(\S+)$/.exec(header) ?? []
  if (scheme.toLowerCase() === "bearer") return { name: value }
  if (scheme.toLowerCase() !== "basic") return undefined
  const [name = "", ...secret] = (decoded(value) ?? "").split(":")
  return name === "" ? undefined : { name, secret: secret.join(":") }
}

const decoder = new TextDecoder()

const decoded = (base64: string): string | undefined => {
  try {
    return decoder.decode(Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)))
  } catch {
    return undefined
  }
}
