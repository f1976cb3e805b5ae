/** Answers of real servers, and a few that documentation or issues quote. Each file of `recordings` names its source. */
import { readdirSync, readFileSync } from "node:fs"

const folder = new URL("../recordings/", import.meta.url)

/** A request, and how it was answered. */
export interface Recording {
  readonly request: {
    readonly method: string
    readonly url: string
    readonly body?: unknown
    readonly rawBody?: string
  }
  readonly response: {
    readonly status: number
    readonly headers: Readonly<Record<string, string>>
    readonly body: unknown
  }
}

/** A webhook delivery, and the secret that it is signed with. */
export interface Delivered {
  readonly request: { readonly headers: Readonly<Record<string, string>>; readonly rawBody: string }
  readonly secret: string
}

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8"))

/** The names of all recordings. */
export const names: ReadonlyArray<string> = readdirSync(folder).map((file) => file.slice(0, -".json".length))

// the files are ours, and in these shapes

export const recording = (name: string): Recording => read(name) as Recording

export const delivered = (name: string): Delivered => read(name) as Delivered

/** The headers as a client hands them on: names in lower case. */
export const headers = ({ response }: Recording): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), value]))
