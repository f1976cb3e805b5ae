/** What a real server answered once, as the fixtures keep it. */
import { readdirSync, readFileSync } from "node:fs"

export interface Recording {
  readonly request: { readonly method: string; readonly url: string; readonly rawBody?: string }
  readonly response: {
    readonly status: number
    readonly headers: Readonly<Record<string, string>>
    readonly body: unknown
  }
}

/** A delivery that came to us, and the secret it was signed with. */
export interface Delivered {
  readonly request: { readonly headers: Readonly<Record<string, string>>; readonly rawBody: string }
  readonly secret: string
}

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), "utf8"))

// fixtures are written by us in these shapes

export const recording = (name: string): Recording => read(name) as Recording

export const delivered = (name: string): Delivered => read(name) as Delivered

/** Every recorded answer, deliveries left out. */
export const names: ReadonlyArray<string> = readdirSync(new URL("./fixtures", import.meta.url))
  .filter((file) => file.endsWith(".json") && !file.includes("webhook"))
  .map((file) => file.slice(0, -".json".length))

/** The headers as a client hands them on: names in lower case. */
export const headers = ({ response }: Recording): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), value]))
