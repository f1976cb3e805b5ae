/**
 * The upload host: a file goes in, an id comes out, and the id is good for a while as the value of an attribute.
 *
 * The real one is another host; here any host of the mock takes files. Not documented: how long an id lives, how large a file may
 * be, and what is said to one that is larger.
 */

import * as Prng from "../../Prng.ts"
import { instant, type Json } from "../../Row.ts"
import * as Untrusted from "../control/untrusted.ts"
import * as Answer from "./answer.ts"
import * as Md5 from "./md5.ts"

/** What is taken, and for how long. */
export interface Options {
  /** Default 20 MB. */
  readonly maxBytes?: number
  /** How many files are kept; the oldest go first. Default 100. */
  readonly keep?: number
  /** How long an id can be assigned, in seconds. Default one day. */
  readonly seconds?: number
}

/** A file that was taken. */
export interface Upload {
  readonly id: string
  readonly name: string
  readonly contentType: string
  readonly bytes: Uint8Array
  /** Milliseconds since the epoch. */
  readonly expiresAt: number
}

/** A body with ids in it replaced by where the files are, or the answer that refuses them. */
export type Assigned = { readonly body: string } | { readonly refused: Answer.Answer }

/** The files that were taken. */
export interface Uploads {
  /** Takes the file of a request; undefined when the path is not the upload host's. */
  readonly answer: (asked: Answer.Asked) => Promise<Answer.Answer> | undefined
  /** The file behind an id; undefined when it never was, or is over. */
  readonly take: (id: string) => Upload | undefined
  /** The file behind an id whether its id can still be assigned or not, as a URL leads to it. */
  readonly find: (id: string) => Upload | undefined
  /** Looks for ids in the attributes of what is written. An unknown or expired one is refused. */
  readonly assign: (asked: Answer.Asked) => Assigned
  readonly list: () => ReadonlyArray<Upload>
  readonly reset: () => void
}

/** Where files are taken. */
export const path = "/v2/files"

/** Where files are shown, below the control interface: the real ones lie on hosts of their own. */
export const shown = "/__mock/uploads/"

/** The attributes that take the id of an upload, and whether they then show the URL of the file. */
const attributes: { readonly [name: string]: { readonly becomesUrl: boolean } } = {
  avatar: { becomesUrl: true },
  file_upload_identifier: { becomesUrl: false }
}

/** Starts with no file. The same seed gives the same ids. */
export const make = (now: () => number, options: Options = {}, seed = 1): Uploads => {
  const { keep = 100, maxBytes = 20_000_000, seconds = 86_400 } = options
  const files = new Map<string, Upload>()
  let prng = Prng.make(seed + 3)

  const receive = async (asked: Answer.Asked): Promise<Answer.Answer> => {
    const file = await fileIn(asked)
    // a request without a file: what is said to it was not recorded
    if (file === undefined) {
      const detail = "param is missing or the value is empty: file"
      return Answer.errors(400, {
        status: "400",
        title: "Bad Request",
        code: "missing_parameter",
        detail,
        meta: { param: "file" }
      })
    }
    const bytes = new Uint8Array(await file.arrayBuffer())
    if (bytes.length > maxBytes) {
      return Answer.errors(413, { status: "413", title: "Payload Too Large", detail: `more than ${maxBytes} bytes` })
    }
    const id = `us1-${"xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx".replace(/x/g, () => prng.int(0, 15).toString(16))}`
    const contentType = file.type === "" ? "application/octet-stream" : file.type
    const upload = { id, name: file.name, contentType, bytes, expiresAt: now() + seconds * 1000 }
    files.set(id, upload)
    const [oldest] = files.keys()
    if (files.size > keep && oldest !== undefined) files.delete(oldest)
    return described(upload)
  }

  const take: Uploads["take"] = (id) => {
    const found = files.get(id)
    return found === undefined || found.expiresAt <= now() ? undefined : found
  }

  return {
    answer: (asked) => (asked.method === "POST" && asked.url.pathname === path ? receive(asked) : undefined),
    take,
    find: (id) => files.get(id),
    assign: (asked) => assign(asked, take),
    list: () => [...files.values()],
    reset: () => {
      files.clear()
      prng = Prng.make(seed + 3)
    }
  }
}

const described = ({ bytes, contentType, expiresAt, id, name }: Upload): Answer.Answer => ({
  status: 201,
  // recorded so: not the content type of the API, and without its rate headers
  headers: { "content-type": "application/json", "Cache-Control": "no-store" },
  body: JSON.stringify({
    data: [
      {
        id,
        type: "File",
        attributes: {
          md5: Md5.of(bytes),
          expires_at: instant(expiresAt),
          source_ip: "192.0.2.1",
          name,
          content_type: contentType,
          file_size: bytes.length
        }
      }
    ]
  }),
  rows: 1
})

const fileIn = async ({ bytes, headers }: Answer.Asked): Promise<File | undefined> => {
  const type = headers["content-type"] ?? ""
  if (bytes === undefined || !type.startsWith("multipart/form-data")) return undefined
  try {
    const form = await new Response(bytes.slice(), { headers: { "content-type": type } }).formData()
    const file = form.get("file")
    return file instanceof File ? file : undefined
  } catch {
    return undefined
  }
}

const assign = ({ body, method, url }: Answer.Asked, take: Uploads["take"]): Assigned => {
  if ((method !== "POST" && method !== "PATCH") || !Object.keys(attributes).some((name) => body.includes(name))) {
    return { body }
  }
  const document = Untrusted.parse(body)
  const data = Untrusted.isObject(document) ? document.data : undefined
  const sent = Untrusted.isObject(data) ? data.attributes : undefined
  if (!Untrusted.isObject(document) || !Untrusted.isObject(data) || !Untrusted.isObject(sent)) return { body }
  const replaced: Record<string, Json> = { ...sent }
  for (const [name, { becomesUrl }] of Object.entries(attributes)) {
    const value = sent[name]
    // a URL is passed on as it is; whether the real one takes it is not documented
    if (!Object.hasOwn(sent, name) || value === null || URL.canParse(String(value))) continue
    const file = take(String(value))
    if (file === undefined) return { refused: unknown(name) }
    if (becomesUrl) replaced[name] = `${url.origin}${shown}${file.id}/${encodeURIComponent(file.name)}`
  }
  return { body: JSON.stringify({ ...document, data: { ...data, attributes: replaced } }) }
}

const unknown = (parameter: string): Answer.Answer =>
  Answer.errors(422, {
    status: "422",
    title: "Attribute Resource Not Found",
    code: "attribute_resource_not_found",
    detail: `Error setting ${parameter}. The underlying resource couldn't be found.`,
    source: { parameter }
  })
