/** What a real server answered once, as the fixtures keep it. */
import { readFileSync } from "node:fs"

export interface Recording {
  readonly request: { readonly method: string; readonly url: string }
  readonly response: {
    readonly status: number
    readonly headers: Readonly<Record<string, string>>
    readonly body: unknown
  }
}

export const recording = (name: string): Recording =>
  // fixtures are written by us in this shape
  JSON.parse(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), "utf8")) as Recording

/** The headers as a client hands them on: names in lower case. */
export const headers = ({ response }: Recording): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), value]))
