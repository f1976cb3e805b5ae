/** How our keys are called on the server. */

/** What every key of ours begins with unless the host chooses another. */
export const defaultPrefix = "openfaith"

/** Braces of its own would end the tag, or begin another; halves of characters would all become the same sign in UTF-8. */
const plain = (name: string) =>
  name.replace(/[%{}\ud800-\udfff]/gu, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

/** The one part of a name by which a cluster finds its slot: keys that share it are on one server, and one script sees all. */
export const tagged = (prefix: string, kind: string, name: string): string =>
  `${plain(prefix)}:{${kind}/${plain(name)}}`
