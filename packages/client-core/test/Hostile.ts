/** An API that answers with anything at all: bytes of a test's making over real sockets, and what to make them of. */
import { createServer, type Socket } from "node:net"
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib"
import * as Effect from "effect/Effect"
import * as FastCheck from "effect/FastCheck"

/** What one request is answered with. */
export interface Wire {
  readonly bytes: Buffer
  /** What becomes of the socket afterwards. */
  readonly after: "keep" | "close" | "reset"
}

/** One request that came in whole. */
export interface Asked {
  readonly method: string
  readonly path: string
}

const heads = /^(\S+) (\S+) HTTP\/1\.1\r\n([\s\S]*?)\r\n\r\n/

/** Listens on raw sockets for the scope of a test; what is written is exactly what it is given. */
export const listen = (answer: (asked: Asked, socket: Socket) => Wire | undefined) =>
  Effect.acquireRelease(
    Effect.async<{ readonly url: string; readonly asked: Array<Asked>; readonly close: Effect.Effect<void> }>(
      (resume) => {
        const asked: Array<Asked> = []
        const sockets = new Set<Socket>()
        const server = createServer({ noDelay: true }, (socket) => {
          let pending = ""
          sockets.add(socket)
          socket.on("close", () => sockets.delete(socket))
          // a client that has had enough
          socket.on("error", () => undefined)
          socket.on("data", (part) => {
            pending += part.toString("latin1")
            for (let head = heads.exec(pending); head !== null; head = heads.exec(pending)) {
              const length = Number(/^content-length: *(\d+)/im.exec(head[3] ?? "")?.[1] ?? 0)
              if (pending.length < head[0].length + length) return
              pending = pending.slice(head[0].length + length)
              const one = { method: head[1] ?? "", path: head[2] ?? "" }
              asked.push(one)
              const wire = answer(one, socket)
              if (wire === undefined) continue
              socket.write(wire.bytes)
              if (wire.after === "close") socket.end()
              if (wire.after === "reset") socket.destroy()
            }
          })
        })
        server.listen(0, "127.0.0.1", () => {
          const address = server.address()
          const port = typeof address === "object" && address !== null ? address.port : 0
          const close = Effect.promise(async () => {
            const closed = new Promise((done) => server.close(done))
            for (const socket of sockets) socket.destroy()
            await closed
          })
          resume(Effect.succeed({ url: `http://127.0.0.1:${port}`, asked, close }))
        })
      }
    ),
    ({ close }) => close
  )

/** JSON as it is spelled, so that names may come twice, and texts be none. */
export type Node =
  | { readonly kind: "raw"; readonly text: string }
  | { readonly kind: "list"; readonly items: ReadonlyArray<Node> }
  | { readonly kind: "object"; readonly entries: ReadonlyArray<readonly [string, Node]> }

const raw = (text: string): Node => ({ kind: "raw", text })

export const node = (value: unknown): Node => {
  if (Array.isArray(value)) return { kind: "list", items: value.map(node) }
  if (typeof value !== "object" || value === null) return raw(JSON.stringify(value))
  return { kind: "object", entries: Object.entries(value).map(([name, part]) => [name, node(part)] as const) }
}

export const print = (value: Node): string => {
  if (value.kind === "raw") return value.text
  if (value.kind === "list") return `[${value.items.map(print).join(",")}]`
  return `{${value.entries.map(([name, part]) => `${JSON.stringify(name)}:${print(part)}`).join(",")}}`
}

const parts = (value: Node): ReadonlyArray<Node> => {
  if (value.kind === "raw") return []
  return value.kind === "list" ? value.items : value.entries.map(([, part]) => part)
}

const size = (value: Node): number => parts(value).reduce((sum, part) => sum + size(part), 1)

/** Another node in the place of one, counted from the top. */
const change = (value: Node, at: number, to: (value: Node) => Node): Node => {
  if (at === 0) return to(value)
  let left = at - 1
  const within = (part: Node): Node => {
    const here = left
    left -= size(part)
    return here >= 0 && left < 0 ? change(part, here, to) : part
  }
  if (value.kind === "list") return { kind: "list", items: value.items.map(within) }
  if (value.kind === "object") {
    return { kind: "object", entries: value.entries.map(([name, part]) => [name, within(part)] as const) }
  }
  return value
}

/** Names that objects have of themselves, and others that mean something. */
const names = [
  ...["__proto__", "constructor", "prototype", "toString", "valueOf", "hasOwnProperty", "toJSON", "then", "length"],
  ...["data", "id", "type", "attributes", "relationships", "links", "next", "meta", "errors", "_tag", "", "0"]
]

const nested = (open: string, close: string, depth: number) => `${open.repeat(depth)}1${close.repeat(depth)}`

/** Values, most of them valid JSON, that do not belong where they are put. */
const values: ReadonlyArray<string> = [
  ...["null", "true", "false", "0", "-0", "-1", "1.5", "1e308", "1e999", "9007199254740993", "[]", "{}", "[[]]"],
  ...['""', '"x"', '"0"', '"\\u0000"', '"\\ud800"', '"2020-99-99T99:99:99Z"', '"+275760-09-13T00:00:00.001Z"'],
  ...['{"__proto__":{"polluted":true}}', '{"constructor":{"prototype":{"polluted":true}}}', '{"length":1e9}'],
  ...['{"toString":1,"valueOf":null,"constructor":null,"hasOwnProperty":1,"toJSON":{"then":1}}', '{"href":{}}'],
  ...["NaN", "Infinity", "undefined", "01", "'x'", "// x", "[1,]", '{"a"}', '"\n"', "\u0000", "\ufeff1"],
  ...['{"type":"Thing","id":1}', '{"type":"Thing","id":"1","attributes":[]}', '{"data":{"data":[{}]}}'],
  nested("[", "]", 70),
  nested('{"a":', "}", 70),
  nested("[", "]", 5_000),
  nested('[{"a":', "}]", 1_000),
  JSON.stringify("ä".repeat(12_000)),
  `[${"{},".repeat(300)}{}]`,
  `{${Array.from({ length: 200 }, (_, index) => `"${index}":null`).join(",")}}`
]

const links: ReadonlyArray<string> = [
  ...[
    "",
    " ",
    "?",
    "#",
    "?offset=2",
    "?offset=1e9",
    "?offset=-1",
    "/",
    "//",
    "///",
    "..",
    "http://",
    "https://[",
    "a:"
  ],
  ...[
    "javascript:alert(1)",
    "file:///etc/passwd",
    "data:,x",
    "blob:null/1",
    "//elsewhere.invalid/",
    "\\\\elsewhere\\x"
  ],
  ...["http://user:password@127.0.0.1/", "http://127.0.0.1:1/", "http://127.0.0.1:99999/", "/\u0000", "/ä", "/%zz"],
  `/${"x".repeat(20_000)}`,
  `?offset=${"9".repeat(400)}`
]

type Mutation = (body: Node) => Node

const value = FastCheck.constantFrom(...values, ...links.map((link) => JSON.stringify(link))).map(raw)

const mutation: FastCheck.Arbitrary<Mutation> = FastCheck.record({
  at: FastCheck.nat({ max: 10_000 }),
  which: FastCheck.nat({ max: 100 }),
  name: FastCheck.constantFrom(...names),
  how: FastCheck.constantFrom("replace", "replace", "replace", "drop", "double", "rename", "add", "wrap", "repeat"),
  value
}).map(({ at, how, name, value, which }) => {
  const to = (found: Node): Node => {
    if (how === "wrap") return { kind: "list", items: [found] }
    if (how === "repeat") return { kind: "list", items: Array.from({ length: 40 }, () => found) }
    if (found.kind !== "object" || how === "replace") return value
    const chosen = which % Math.max(1, found.entries.length)
    const entries = found.entries.flatMap((entry, index): Array<readonly [string, Node]> => {
      if (index !== chosen) return [entry]
      if (how === "drop") return []
      return how === "rename" ? [[name, entry[1]]] : [entry, [how === "double" ? entry[0] : name, value]]
    })
    return { kind: "object", entries }
  }
  return (body) => change(body, at % size(body), to)
})

/** A thing with something in every place there is. */
const thing = (id: number) => ({
  type: "Thing",
  id: String(id),
  attributes: { name: `Thing ${id}`, size: id, bought: "2020-01-02", changed: "2020-01-02T03:04:05Z", live: true },
  relationships: {
    owner: { data: { type: "Person", id: "7" } },
    tags: { data: [{ type: "Tag", id: "1" }] },
    none: { data: null }
  },
  links: { self: `/things/${id}` }
})

const documents = {
  list: node({
    links: { self: "/", next: { href: "?offset=2" } },
    data: [thing(1), thing(2)],
    included: [{ type: "Tag", id: "1", attributes: { label: "red" } }],
    meta: { total_count: 4, count: 2, next: { offset: 2 } }
  }),
  one: node({ data: thing(1), included: [], meta: {} }),
  errors: node({
    errors: [
      { status: "422", code: "bad", title: "Bad", detail: "is bad", source: { parameter: "name", pointer: "/" } }
    ]
  })
}

/** The same with something else for whatever is called `next`. */
const leading = (value: Node, next: Node): Node => {
  if (value.kind === "raw") return value
  if (value.kind === "list") return { kind: "list", items: value.items.map((item) => leading(item, next)) }
  const entries = value.entries.map(([name, part]) => [name, name === "next" ? next : leading(part, next)] as const)
  return { kind: "object", entries }
}

/** A document of one of those kinds, changed in up to three places; often it leads somewhere. */
const text = (kind: keyof typeof documents) =>
  FastCheck.tuple(
    FastCheck.array(mutation, { maxLength: 3 }),
    FastCheck.option(FastCheck.constantFrom(...links), { freq: 2 })
  ).map(([mutations, link]) => () => {
    const start = link === null ? documents[kind] : leading(documents[kind], node(link))
    return print(mutations.reduce((body, mutate) => mutate(body), start))
  })

const bytes: FastCheck.Arbitrary<(whole: Buffer) => Buffer> = FastCheck.record({
  at: FastCheck.nat({ max: 2_000 }),
  how: FastCheck.oneof(
    { weight: 80, arbitrary: FastCheck.constant("same" as const) },
    { weight: 20, arbitrary: FastCheck.constantFrom("cut", "cut", "bom", "bom", "invalid", "utf16", "noise") }
  ),
  noise: FastCheck.uint8Array({ maxLength: 40 })
}).map(({ at, how, noise }) => (whole) => {
  const middle = at % (whole.length + 1)
  const between = (piece: Uint8Array) => Buffer.concat([whole.subarray(0, middle), piece, whole.subarray(middle)])
  if (how === "cut") return whole.subarray(0, middle)
  if (how === "bom") return Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), whole])
  if (how === "invalid") return between(Buffer.from([0xff, 0xc3, 0x28]))
  if (how === "utf16") return Buffer.from(`\ufeff${whole.toString("utf8")}`, "utf16le")
  return how === "noise" ? between(noise) : whole
})

const bombs = { gzip: gzipSync(Buffer.alloc(1_000_000)), br: brotliCompressSync(Buffer.alloc(1_000_000, " ")) }

type Packing = (whole: Buffer) => { readonly body: Buffer; readonly encoding: string | undefined }

const packed: FastCheck.Arbitrary<Packing> = FastCheck.constantFrom<Packing>(
  ...Array.from({ length: 80 }, () => (body: Buffer) => ({ body, encoding: undefined })),
  (whole) => ({ body: gzipSync(whole), encoding: "gzip" }),
  (whole) => ({ body: deflateSync(whole), encoding: "deflate" }),
  (whole) => ({ body: gzipSync(whole).subarray(0, 30), encoding: "gzip" }),
  (body) => ({ body, encoding: "gzip" }),
  (body) => ({ body, encoding: "br" }),
  (body) => ({ body, encoding: "gzip, gzip, x-nothing" }),
  () => ({ body: bombs.gzip, encoding: "gzip" }),
  () => ({ body: bombs.br, encoding: "br" }),
  () => ({ body: gzipSync(bombs.gzip), encoding: "gzip, gzip" })
)

const numbers = ["NaN", "-1", "0", "1e308", "1e999", "0x10", "", "9".repeat(400), "Infinity", "1.5", "a", "\t1"]

/** What a server may say in numbers, and should not. */
export const hostileNumbers: ReadonlyArray<string> = numbers

const header: FastCheck.Arbitrary<readonly [string, string]> = FastCheck.oneof(
  FastCheck.tuple(
    FastCheck.constantFrom("content-type", "Content-Type"),
    FastCheck.constantFrom(
      ...["application/json", "application/vnd.api+json; charset=utf-8", "text/html", "text/plain; charset=utf-16le"],
      ...[
        "application/json; charset=klingon",
        'application/json; charset=""',
        "",
        ";;;=",
        "application/json;charset=\xff"
      ],
      ...["text/plain; charset=iso-8859-1", "application/json; charset=utf-7", `x/${"y".repeat(5_000)}`]
    )
  ),
  FastCheck.tuple(
    FastCheck.constant("retry-after"),
    FastCheck.constantFrom(...numbers, "Fri, 31 Dec 1999 23:59:59 GMT", "Fri, 31 Dec 99999 23:59:59 GMT", "soon", "May")
  ),
  FastCheck.tuple(
    FastCheck.constant("link"),
    FastCheck.constantFrom(
      ...links.map((link) => `<${link.replaceAll(/[^\x20-\x7e]/g, "")}>; rel=next`),
      ...["<", "<>", ">;rel=next", '<?offset=2>; rel="next', "<?offset=2>; rel", '<?offset=2>; rel="\\"', ",;,;,", "x"],
      `<?offset=2>;${" rel=next;".repeat(500)}`,
      "<".repeat(8_000)
    )
  ),
  FastCheck.tuple(
    FastCheck.constantFrom(
      ...["x-pco-api-request-rate-limit", "x-pco-api-request-rate-period", "x-pco-api-request-rate-count"]
    ),
    FastCheck.constantFrom(...numbers)
  ),
  FastCheck.tuple(
    FastCheck.constant("x-request-id"),
    FastCheck.constantFrom("1", "", "y".repeat(9_000), "\xe4\x1b[31m")
  ),
  FastCheck.tuple(
    FastCheck.constant("location"),
    FastCheck.constantFrom(...links.map((link) => link.replaceAll(/[^\x20-\x7e]/g, "")), "http://elsewhere.invalid/")
  ),
  FastCheck.tuple(
    FastCheck.constantFrom(
      "set-cookie",
      "date",
      "connection",
      "trailer",
      "upgrade",
      "valueof",
      "vary",
      "server",
      "via"
    ),
    FastCheck.constantFrom("1", "close", "websocket", "polluted=1; domain=.invalid", "{}")
  ),
  // some clients make an error of these, and some nothing
  FastCheck.constantFrom<readonly [string, string]>(
    ["__proto__", "1"],
    ["constructor", "1"],
    ["toString", "1"],
    ["x y", "1"],
    ["x", "\x00"],
    ["", "1"]
  )
)

const framings = [
  ...["length", "length", "length", "length", "length", "chunked", "chunked", "chunked", "to the end", "short", "long"],
  ...["long and cut", "bad chunk", "cut chunk", "two lengths", "both", "bad length", "no head", "interim", "no status"],
  ...["endless head", "huge head", "head alone", "twice"]
] as const

/** The bytes of one answer. */
const frame = (
  framing: (typeof framings)[number] | "silent",
  status: number,
  headers: ReadonlyArray<readonly [string, string]>,
  body: Buffer
): Wire => {
  const head = (...more: ReadonlyArray<string>) => {
    const lines = [...headers.map(([name, text]) => `${name}: ${text}`), ...more]
    return Buffer.from(`HTTP/1.1 ${status} Whatever\r\n${lines.map((line) => `${line}\r\n`).join("")}\r\n`, "latin1")
  }
  const join = (...pieces: ReadonlyArray<Buffer | string>) =>
    Buffer.concat(pieces.map((piece) => (typeof piece === "string" ? Buffer.from(piece, "latin1") : piece)))
  const chunk = (piece: Buffer) => join(`${piece.length.toString(16)}\r\n`, piece, "\r\n")
  const half = body.subarray(0, Math.ceil(body.length / 2))
  const pieces = [half, body.subarray(half.length)].filter((piece) => piece.length > 0).map(chunk)
  const length = `content-length: ${body.length}`
  const chunked = "transfer-encoding: chunked"
  const keep = (bytes: Buffer): Wire => ({ bytes, after: "keep" })
  const close = (bytes: Buffer): Wire => ({ bytes, after: "close" })
  switch (framing) {
    case "length":
      return keep(join(head(length), body))
    case "chunked":
      return keep(join(head(chunked), ...pieces, "0\r\n\r\n"))
    case "to the end":
      return close(join(head(), body))
    case "short":
      return close(join(head(`content-length: ${half.length}`), body))
    case "long":
      return close(join(head(`content-length: ${body.length + 10}`), body))
    case "long and cut":
      return { bytes: join(head(`content-length: ${body.length + 10}`), half), after: "reset" }
    case "bad chunk":
      return close(join(head(chunked), ...pieces, "zzz\r\nwhat\r\n"))
    case "cut chunk":
      return close(join(head(chunked), ...pieces, "ffff\r\nno more"))
    case "two lengths":
      return close(join(head(length, `content-length: ${half.length}`), body))
    case "both":
      return close(join(head(length, chunked), ...pieces, "0\r\n\r\n"))
    case "bad length":
      return close(join(head("content-length: -1"), body))
    case "no head":
      return close(body)
    case "interim":
      return keep(join("HTTP/1.1 103 Early Hints\r\nlink: <x>\r\n\r\n".repeat(3), head(length), body))
    case "no status":
      return close(join("HTTP/1.1 000\r\n\r\n", body))
    case "endless head":
      return close(join("HTTP/1.1 200 OK\r\nx-more: ", "x".repeat(1_000)))
    case "huge head":
      return close(join(head(length, `x-more: ${"x".repeat(20_000)}`), body))
    case "head alone":
      return close(head(length))
    case "twice":
      return close(join(head(length), body, head(length), body))
    case "silent":
      return keep(Buffer.alloc(0))
  }
}

const statuses = [200, 201, 202, 204, 206, 226, 299, 300, 301, 302, 303, 304, 305, 307, 308, 399, 400, 401, 403, 404]
const failures = [405, 408, 409, 410, 412, 413, 418, 422, 425, 428, 429, 431, 451, 499, 500, 501, 502, 503, 504, 599]
const odd = [100, 101, 102, 199, 600, 700, 999]

const bodies = ["", " ", "<html>no</html>", "null", "[]", "\0", ...values]

/** An answer that is made when it is asked for; `shown` is how a test tells of it. */
export type Answer = () => Wire & { readonly shown: string }

/** Any answer to a request that expects a list or one thing. */
export const answer = (kind: "list" | "one"): FastCheck.Arbitrary<Answer> =>
  FastCheck.record({
    status: FastCheck.oneof(
      { weight: 60, arbitrary: FastCheck.constant(200) },
      { weight: 15, arbitrary: FastCheck.constantFrom(...statuses) },
      { weight: 15, arbitrary: FastCheck.constantFrom(...failures) },
      { weight: 1, arbitrary: FastCheck.constantFrom(...odd) }
    ),
    content: FastCheck.oneof(
      { weight: 80, arbitrary: text(kind) },
      { weight: 10, arbitrary: text("errors") },
      { weight: 10, arbitrary: FastCheck.constantFrom(...bodies).map((body) => () => body) }
    ),
    bytes,
    packed,
    headers: FastCheck.oneof(
      { weight: 50, arbitrary: FastCheck.constant<ReadonlyArray<readonly [string, string]>>([]) },
      { weight: 50, arbitrary: FastCheck.array(header, { maxLength: 3 }) }
    ),
    framing: FastCheck.oneof(
      { weight: 300, arbitrary: FastCheck.constant("length" as const) },
      { weight: 100, arbitrary: FastCheck.constantFrom(...framings) },
      { weight: 3, arbitrary: FastCheck.constant("silent" as const) }
    )
  }).map(({ bytes, content, framing, headers, packed, status }) => () => {
    const { body, encoding } = packed(bytes(Buffer.from(content(), "utf8")))
    const all = encoding === undefined ? headers : [...headers, ["content-encoding", encoding] as const]
    const wire = frame(framing, status, all, body)
    return {
      ...wire,
      get shown() {
        return `${framing}, ${wire.after}: ${JSON.stringify(wire.bytes.subarray(0, 3_000).toString("latin1"))}`
      }
    }
  })
