import { assert, describe, it } from "@effect/vitest"
import * as Either from "effect/Either"
import * as FastCheck from "effect/FastCheck"
import type { Document } from "../src/Document.ts"
import * as JsonApi from "../src/JsonApi.ts"
import * as Pagination from "../src/Pagination.ts"

const at = "https://api.example.com/v1/things?where%5Ba%5D=b"

const document = (size: number, total?: number, next?: string): Document => ({
  items: Array.from({ length: size }, (_, id) => ({
    type: "T",
    id: String(id),
    attributes: {},
    relationships: {},
    raw: {}
  })),
  included: [],
  next,
  total
})

const answer = (parts: Partial<Pagination.Answer> & { readonly address?: string }): Pagination.Answer => ({
  url: new URL(parts.address ?? at),
  headers: {},
  body: {},
  document: document(1),
  ...parts
})

const next = (pagination: Pagination.Pagination, parts: Parameters<typeof answer>[0]) =>
  Either.getOrThrowWith(pagination.next(answer(parts)), (problem) => new Error(problem))

const complaint = (pagination: Pagination.Pagination, parts: Parameters<typeof answer>[0]) =>
  Either.match(pagination.next(answer(parts)), { onLeft: (words) => words, onRight: (to) => assert.fail(`to ${to}`) })

describe("links in the body", () => {
  const pagination = Pagination.links()
  const following = (link: string | undefined, address = at) =>
    next(pagination, { address, document: document(1, undefined, link) })

  it("are followed as they were given", () => {
    for (const link of [
      "https://api.example.com/v1/things?offset=25",
      "/v1/things?offset=25",
      "//elsewhere.example/things",
      "https://elsewhere.example/things",
      "javascript:alert(1)"
    ]) {
      assert.strictEqual(following(link), link)
    }
  })

  it("that are relative to the page lead from the page", () => {
    assert.strictEqual(following("?offset=25"), "https://api.example.com/v1/things?offset=25")
    assert.strictEqual(following("others?offset=25"), "https://api.example.com/v1/others?offset=25")
  })

  it("end with the one that is absent or empty", () => {
    assert.isUndefined(following(undefined))
    assert.isUndefined(following(""))
  })

  it("that cannot be read are complained of, for they are no end", () => {
    const link = `http://${"[".repeat(1_000)}`
    assert.strictEqual(
      complaint(pagination, { document: document(1, undefined, link) }),
      `the link to the next page cannot be read: "${link.slice(0, 200)}"`
    )
  })

  it("stand where their offset says, or the parameter that the API has for it", () => {
    const url = new URL("https://api.example.com/?offset=50&page%5Bnumber%5D=3")
    assert.strictEqual(pagination.position(url), 50)
    assert.strictEqual(Pagination.links({ parameter: "page[number]", first: 1 }).position(url), 3)
    for (const odd of ["", "?offset=", "?offset=-1", "?offset=1e3", "?offset=x", `?offset=${"9".repeat(30)}`]) {
      assert.isUndefined(pagination.position(new URL(`https://api.example.com/${odd}`)))
    }
  })
})

describe("links in a header", () => {
  const pagination = Pagination.linkHeader()
  const following = (link: string | undefined) => next(pagination, { headers: { link } })

  it.each([
    ['<https://api.example.com/things?page=2>; rel="next"', "https://api.example.com/things?page=2"],
    ["</things?page=2>;rel=next", "/things?page=2"],
    ['</a>; rel="prev", </b>; rel="next", </c>; rel="last"', "/b"],
    ['</a>; rel="last"; title="a, b; rel=\\"next\\"", </b>; rel="next"', "/b"],
    ['</things?ids=1,2;3>; rel="next"', "/things?ids=1,2;3"],
    ["</a>; REL=Next", "/a"],
    ['</a>; rel="last next"', "/a"],
    ['</a>; rel="prev"; rel="next", </b>; rel="next"', "/b"],
    ['</a>; rel="next"; anchor="/elsewhere", </b>; rel="next"', "/b"],
    ['</a>; title; rel="next"', "/a"],
    [', ,</a> ; rel = "next" ;, ', "/a"],
    ["<?page=2>; rel=next", "https://api.example.com/v1/things?page=2"]
  ])("are read as RFC 8288 has them: %s", (header, to) => {
    assert.strictEqual(following(header), to)
  })

  it.each([undefined, "", '</a>; rel="prev"', '</a>; rel="nextish"', "</a>", '<>; rel="next"'])(
    "end where none leads to the next page: %s",
    (header) => {
      assert.isUndefined(following(header))
    }
  )

  it.each(["/a; rel=next", '</a; rel="next"', '</a> rel="next"', '</a>; rel="next" x', "nonsense", '</a>; rel="next'])(
    "that cannot be read are complained of, for they are no end: %s",
    (header) => {
      assert.include(complaint(pagination, { headers: { link: header } }), "cannot be read")
    }
  )

  const target = FastCheck.webUrl({ withQueryParameters: true })
  const quoted = FastCheck.string().map((text) => `"${text.replaceAll(/["\\]/g, "\\$&")}"`)

  it.prop(
    "are found among any others",
    [FastCheck.array(FastCheck.tuple(target, quoted)), target, FastCheck.array(FastCheck.tuple(target, quoted))],
    ([before, to, after]) => {
      const other = ([link, title]: readonly [string, string]) => `<${link}>; title=${title}; rel="other"`
      const header = [...before.map(other), `<${to}>; title="x"; rel="next"`, ...after.map(other)].join(", ")
      assert.strictEqual(following(header), to)
    }
  )

  it.prop(
    "of any kind are read or complained of, and never a throw",
    [FastCheck.string({ unit: "grapheme" })],
    ([noise]) => {
      for (const header of [noise, `<${noise}>; rel="next"`, `</a>; rel="${noise}"`, `</a>; ${noise}; rel=next`]) {
        Pagination.linkHeader().next(answer({ headers: { link: header } }))
      }
    }
  )
})

describe("a cursor", () => {
  const pagination = Pagination.cursor({ parameter: "after", read: "meta.next" })

  it("goes into the page's own address, in the place of the last one", () => {
    for (const address of [at, `${at}&after=older`]) {
      const url = new URL(next(pagination, { address, body: { meta: { next: "a/b c&d" } } }) ?? "")
      assert.deepStrictEqual(url.searchParams.getAll("after"), ["a/b c&d"])
      assert.strictEqual(url.searchParams.get("where[a]"), "b")
      assert.strictEqual(url.pathname, "/v1/things")
    }
    assert.include(next(pagination, { body: { meta: { next: 17 } } }), "after=17")
  })

  it.each([{}, null, "text", [], { meta: null }, { meta: [] }, { meta: { next: null } }, { meta: { next: "" } }])(
    "that is not there ends the listing: %j",
    (body) => {
      assert.isUndefined(next(pagination, { body }))
    }
  )

  it("of another kind is complained of, for it is no end", () => {
    for (const odd of [{}, [], true, 1.5])
      assert.include(complaint(pagination, { body: { meta: { next: odd } } }), "cursor")
  })

  it("is read from what the body has itself, never from a prototype", () => {
    assert.isUndefined(next(Pagination.cursor({ parameter: "after", read: "constructor.name" }), { body: {} }))
  })

  it("may be read by a function", () => {
    const last = Pagination.cursor({
      parameter: "after",
      read: (body) => (Array.isArray(body) && body.length > 0 ? `after-${body.length}` : undefined)
    })
    assert.include(next(last, { body: [1, 2] }), "after=after-2")
    assert.isUndefined(next(last, { body: [] }))
  })
})

describe("a listing that counts", () => {
  /** A server of so many things, that serves no more than `cap` a page, and tells the total or not. */
  interface Server {
    readonly total: number
    readonly cap: number
    readonly tells: boolean
  }
  const servers = FastCheck.record({
    total: FastCheck.nat(60),
    cap: FastCheck.integer({ min: 1, max: 20 }),
    tells: FastCheck.boolean()
  })
  const sizes = FastCheck.integer({ min: 1, max: 30 })

  /** The things that following a strategy reads, and in how many requests. */
  const readAll = (
    pagination: Pagination.Pagination,
    { cap, tells, total }: Server,
    first: string,
    start: (url: URL, size: number) => number
  ) => {
    const read: Array<number> = []
    let requests = 0
    for (let address: string | undefined = first; address !== undefined; ) {
      assert.isBelow(requests++, 100, "it does not end")
      const url: URL = new URL(address)
      const size = Math.min(cap, Number(url.searchParams.get("per_page")))
      const from = start(url, size)
      const things = Array.from({ length: Math.max(0, Math.min(size, total - from)) }, (_, index) => from + index)
      read.push(...things)
      const page: string | undefined = next(pagination, {
        url,
        document: document(things.length, tells ? total : undefined)
      })
      if (page !== undefined) {
        assert.isAbove(pagination.position(new URL(page)) ?? -1, pagination.position(url) ?? pagination.first)
      }
      address = page
    }
    return { read, requests }
  }

  const everything = (total: number) => Array.from({ length: total }, (_, index) => index)
  const param = (url: URL, name: string, otherwise: number) => Number(url.searchParams.get(name) ?? otherwise)

  it.prop(
    "in pages is read to its end, each thing once, whatever the API caps a page at",
    [servers, sizes, FastCheck.nat(2)],
    ([server, size, first]) => {
      const pagination = Pagination.pageNumber({ first })
      const { read } = readAll(pagination, server, `${at}&per_page=${size}`, (url, real) => {
        return (param(url, "page", first) - first) * real
      })
      assert.deepStrictEqual(read, everything(server.total))
    }
  )

  it.prop(
    "by offset is read to its end, each thing once, whatever the API caps a page at",
    [servers, sizes],
    ([server, size]) => {
      const { read } = readAll(Pagination.offset({ parameter: "skip" }), server, `${at}&per_page=${size}`, (url) =>
        param(url, "skip", 0)
      )
      assert.deepStrictEqual(read, everything(server.total))
    }
  )

  it.prop(
    "of an API that never caps ends with the first short page, without a request for an empty one",
    [FastCheck.nat(60), sizes],
    ([total, size]) => {
      const server = { total, cap: 1_000, tells: false }
      const strategies = [Pagination.pageNumber({ perPage: "per_page" }), Pagination.offset({ perPage: "per_page" })]
      for (const pagination of strategies) {
        const { read, requests } = readAll(pagination, server, `${at}&per_page=${size}`, (url) =>
          pagination.first === 1 ? (param(url, "page", 1) - 1) * size : param(url, "offset", 0)
        )
        assert.deepStrictEqual(read, everything(total))
        assert.strictEqual(requests, Math.floor(total / size) + 1)
      }
    }
  )

  it("whose own address does not count is complained of", () => {
    for (const odd of ["x", "-1", "1.5", ""]) {
      const words = "in the page's own address is no whole number"
      assert.strictEqual(complaint(Pagination.pageNumber(), { address: `${at}&page=${odd}` }), `\`page\` ${words}`)
      assert.strictEqual(complaint(Pagination.offset(), { address: `${at}&offset=${odd}` }), `\`offset\` ${words}`)
    }
  })
})

describe("a listing of one page", () => {
  it("goes on nowhere", () => {
    assert.isUndefined(
      next(Pagination.none, { document: document(1, 10, "/more"), headers: { link: "</a>;rel=next" } })
    )
  })
})

describe("a JSON:API page", () => {
  it("goes on where its link says", () => {
    const body = { data: [], links: { next: { href: "?page[offset]=2" } } }
    assert.strictEqual(
      next(Pagination.links(), { body, document: Either.getOrThrow(JsonApi.envelope.document(body)) }),
      "https://api.example.com/v1/things?page[offset]=2"
    )
  })
})

describe("several ways to go on", () => {
  const pagination = Pagination.firstOf(
    Pagination.linkHeader(),
    Pagination.cursor({ parameter: "after", read: "next" })
  )

  it("are taken in their order, and end where none goes on", () => {
    assert.strictEqual(next(pagination, { headers: { link: '</b>; rel="next"' }, body: { next: "c" } }), "/b")
    assert.strictEqual(next(pagination, { body: { next: "c" } }), `${at}&after=c`)
    assert.isUndefined(next(pagination, { headers: { link: '</b>; rel="last"' }, body: { next: null } }))
  })

  it("complain of what one of them cannot read", () => {
    assert.include(complaint(pagination, { headers: { link: "b" }, body: { next: "c" } }), "cannot be read")
    assert.include(complaint(pagination, { body: { next: {} } }), "neither text nor a whole number")
  })

  it("stand where the first says that can", () => {
    const both = Pagination.firstOf(Pagination.offset(), Pagination.pageNumber())
    assert.strictEqual(both.position(new URL("https://api.example.com/?page=3")), 3)
    assert.strictEqual(both.position(new URL("https://api.example.com/?page=3&offset=50")), 50)
    assert.isUndefined(both.position(new URL("https://api.example.com/")))
  })
})
