/** How what belongs to one schema is called within the database. */
import { createHash } from "node:crypto"

/** A name as SQL writes it. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** A text as SQL writes it. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** As Postgres is compiled everywhere: of a longer name it keeps the first 63 bytes, and says so only in a notice. */
const longestName = 63

/** Why a schema cannot have this name; nothing, where it can. */
export const nameProblem = (name: string): string | undefined => {
  const bytes = Buffer.byteLength(name)
  if (name === "") return "expected the name of a schema, but it is empty; leave `schema` out for the default"
  if (name.includes("\0") || !name.isWellFormed()) {
    return `${JSON.stringify(name)} is no well-formed text that Postgres can hold; choose another \`schema\``
  }
  return bytes > longestName
    ? `its name has ${bytes} bytes, and Postgres keeps the first ${longestName}, which another name may share; choose a shorter \`schema\``
    : undefined
}

const digest = (schema: string) => createHash("sha256").update(`openfaith/${schema}`).digest()

/** Two keys of advisory locks, each in its two halves; positive, so that they look alike wherever Postgres shows them. */
export const lockKeys = (schema: string) => {
  const bytes = digest(schema)
  const half = (at: number) => bytes.readUInt32BE(at) >>> 1
  return {
    /** Held, shared, by the session of whoever executes. */
    owner: [half(0), half(4)] as const,
    /** Orders migrations, and new executions against signals that come before them. */
    arrival: [half(0), half(8)] as const,
    /** Orders those who take task queues. */
    claim: [half(0), half(12)] as const
  }
}

/** Where processes tell each other that there is something to do. */
export const channel = (schema: string): string => `openfaith_${digest(schema).toString("hex").slice(0, 16)}`
