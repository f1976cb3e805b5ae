/**
 * Who is asking.
 */

/** Someone who is let in. Requests of one `user` share one budget; default is the application id, or the token. */
export type Credential =
  | { readonly appId: string; readonly secret: string; readonly user?: string }
  | { readonly token: string; readonly user?: string }

/** The user behind an `Authorization` header; undefined when they are not let in. Without a list everyone named is. */
export const user = (header: string | undefined, allowed?: ReadonlyArray<Credential>): string | undefined => {
  const claim = read(header ?? "")
  if (claim === undefined || allowed === undefined) return claim?.name
  const found = allowed.find((each) =>
    "token" in each
      ? claim.secret === undefined && each.token === claim.name
      : each.appId === claim.name && each.secret === claim.secret
  )
  return found === undefined ? undefined : (found.user ?? claim.name)
}

interface Claim {
  readonly name: string
  readonly secret?: string
}

const read = (header: string): Claim | undefined => {
  const [, scheme = "", value = ""] = /^(\w+) +(\S+)$/.exec(header) ?? []
  if (scheme.toLowerCase() === "bearer") return { name: value }
  if (scheme.toLowerCase() !== "basic") return undefined
  const [name = "", ...secret] = Buffer.from(value, "base64").toString("utf8").split(":")
  return name === "" ? undefined : { name, secret: secret.join(":") }
}
