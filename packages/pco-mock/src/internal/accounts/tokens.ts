/**
 * The tokens of OAuth: issued, rotated, expired and revoked by the mock's clock.
 */
import type * as Credentials from "../../Credentials.ts"
import * as Prng from "../../Prng.ts"
import * as Rights from "../../Rights.ts"

/** How long things live, and how a refresh goes. */
export interface Options {
  /** Life of an access token in seconds. Default 7200. */
  readonly accessSeconds: number
  /** Life of a refresh token in seconds, from its issue. Default 90 days. */
  readonly refreshSeconds: number
  /** For how many seconds a refresh token that was used still works. What Planning Center does is not documented. Default 0: used once, then gone. */
  readonly graceSeconds: number
  /** Whether a refresh ends the access token before it, too. Not documented. Default false: it lives until it expires. */
  readonly endsAccess: boolean
  /** Whether a used refresh token that comes again ends every token of its grant; users report whole sets being lost. Default false: only that call fails. */
  readonly reuseEndsAll: boolean
  /**
   * For how many seconds after its issue an access token is refused with 401, as users report of the real one. Default 0: it works
   * at once.
   */
  readonly refusedSeconds: number
}

/** Access for two hours, refresh for ninety days, each refresh token good for one use. */
export const defaults: Options = {
  accessSeconds: 7200,
  refreshSeconds: 90 * 24 * 3600,
  graceSeconds: 0,
  endsAccess: false,
  reuseEndsAll: false,
  refusedSeconds: 0
}

/** Who was granted what, through which application. */
export interface Permission {
  readonly user: string
  readonly clientId: string
  /** Products separated by spaces, as scopes spell them. */
  readonly scope: string
}

/** What the token endpoint hands out. */
export interface Pair extends Permission {
  readonly accessToken: string
  readonly refreshToken: string
  /** Seconds since the epoch. */
  readonly createdAt: number
  readonly expiresIn: number
}

/** One permission and all that came of it, for those who look behind. */
export interface Grant extends Permission {
  readonly grant: number
  readonly refreshes: number
  /** Access tokens that work now. */
  readonly access: ReadonlyArray<string>
  /** Refresh tokens that work now. */
  readonly refresh: ReadonlyArray<string>
}

/** Every token issued. */
export interface Tokens extends Credentials.Issuer {
  readonly issue: (permission: Permission) => Pair
  /** A new pair for a refresh token of that application; undefined when it is not good any more, or never was. */
  readonly refresh: (refreshToken: string, clientId: string) => Pair | undefined
  /** Ends an access or a refresh token and what was issued with it; false when there is none of that application. */
  readonly revoke: (token: string, clientId?: string) => boolean
  /** Ends every token of a user, as when they take an application's access away. */
  readonly revokeUser: (user: string) => void
  readonly grants: () => ReadonlyArray<Grant>
  readonly options: () => Options
  readonly configure: (options: Partial<Options>) => void
  readonly reset: () => void
}

interface Issued extends Pair {
  readonly grant: Origin
  readonly accessFrom: number
  readonly accessUntil: number
  refreshUntil: number
  accessRevoked: boolean
  used: boolean
}

interface Origin {
  readonly number: number
  readonly permission: Permission
  readonly pairs: Array<Issued>
  refreshes: number
}

/** Which products the words of a scope open, where they are not spelt the same. */
const productsOf = (word: string): ReadonlyArray<string> => {
  // Calendar's scope is also named `resources` in one document
  if (word === "resources") return ["calendar"]
  return word === "check_ins" ? ["check-ins"] : [word]
}

/** Starts with no token. The same seed gives the same tokens. */
export const make = (now: () => number, initial: Partial<Options> = {}, seed = 1): Tokens => {
  let options: Options = { ...defaults, ...initial }
  let prng = Prng.make(seed)
  let origins: Array<Origin> = []
  const access = new Map<string, Issued>()
  const refresh = new Map<string, Issued>()

  const pair = (grant: Origin): Pair => {
    const at = now()
    const issued: Issued = {
      ...grant.permission,
      grant,
      accessToken: secret(prng),
      refreshToken: secret(prng),
      createdAt: Math.floor(at / 1000),
      expiresIn: options.accessSeconds,
      accessFrom: at + options.refusedSeconds * 1000,
      accessUntil: at + options.accessSeconds * 1000,
      refreshUntil: at + options.refreshSeconds * 1000,
      accessRevoked: false,
      used: false
    }
    grant.pairs.push(issued)
    access.set(issued.accessToken, issued)
    refresh.set(issued.refreshToken, issued)
    return issued
  }

  const end = (issued: Issued) => {
    issued.accessRevoked = true
    issued.refreshUntil = Number.NEGATIVE_INFINITY
  }

  return {
    issue: (permission) => {
      const grant: Origin = { number: origins.length + 1, permission, pairs: [], refreshes: 0 }
      origins.push(grant)
      return pair(grant)
    },
    refresh: (refreshToken, clientId) => {
      const old = refresh.get(refreshToken)
      if (old === undefined || old.clientId !== clientId) return undefined
      if (old.refreshUntil <= now()) {
        if (old.used && options.reuseEndsAll) old.grant.pairs.forEach(end)
        return undefined
      }
      old.refreshUntil = Math.min(old.refreshUntil, now() + options.graceSeconds * 1000)
      old.used = true
      if (options.endsAccess) old.accessRevoked = true
      old.grant.refreshes++
      return pair(old.grant)
    },
    revoke: (token, clientId) => {
      const found = access.get(token) ?? refresh.get(token)
      if (found === undefined || (clientId !== undefined && found.clientId !== clientId)) return false
      end(found)
      return true
    },
    revokeUser: (user) => {
      for (const { pairs, permission } of origins) if (permission.user === user) pairs.forEach(end)
    },
    grants: () => origins.map((origin) => seen(origin, now())),
    options: () => options,
    configure: (changes) => {
      options = { ...options, ...changes }
    },
    reset: () => {
      options = { ...defaults, ...initial }
      prng = Prng.make(seed)
      origins = []
      access.clear()
      refresh.clear()
    },
    admit: (token, at) => {
      const found = access.get(token)
      if (found === undefined) return undefined
      if (found.accessRevoked) return { refused: Rights.unauthorized(Rights.hints.revoked) }
      if (found.accessUntil <= at) return { refused: Rights.unauthorized(Rights.hints.expired) }
      // the words were not recorded: those of a token that nobody knows
      if (found.accessFrom > at) return { refused: Rights.unauthorized() }
      const { clientId, scope, user } = found
      return { caller: { name: `${clientId} for ${user}`, user, scope: words(scope).flatMap(productsOf) } }
    }
  }
}

/** The words of a scope. */
export const words = (scope: string): ReadonlyArray<string> => scope.split(" ").filter((word) => word !== "")

/** 64 hexadecimal digits that nobody guesses in a test. */
export const secret = (prng: Prng.Prng): string =>
  Array.from({ length: 8 }, () => prng.int(0, 0xffffffff).toString(16).padStart(8, "0")).join("")

const seen = ({ number, pairs, permission, refreshes }: Origin, now: number): Grant => ({
  grant: number,
  ...permission,
  refreshes,
  access: pairs.filter((each) => !each.accessRevoked && each.accessUntil > now).map((each) => each.accessToken),
  refresh: pairs.filter((each) => each.refreshUntil > now).map((each) => each.refreshToken)
})
