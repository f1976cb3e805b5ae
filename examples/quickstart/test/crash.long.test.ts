import { assert, describe, it } from "vitest"
import { church, copy, lastLine, untilKept } from "./Church.ts"

const people = "/people/v2/people"

/** The pages of the listing of people in this church, and the small request before them that asks how many there are. */
const pages = 7
const probes = 1

/** The `n`th page is never answered, so that a process is certain to stand exactly there. */
const hangAt = (page: number) => [
  { match: { path: people, method: "GET" }, after: probes + page - 1, times: 1, do: { hang: true } }
]

describe("a process that is killed", () => {
  const { file, mock, sync } = church(620)

  const unbroken = async () => {
    const run = sync(file("unbroken.sqlite"), ["--json"])
    assert.strictEqual(await run.ended, 0, run.output())
    return copy(file("unbroken.sqlite"))
  }
  let expected: ReturnType<typeof unbroken> | undefined

  const dieAt = async (name: string, page: number) => {
    const before = await mock().asked(people)
    await mock().faults(hangAt(page))
    const first = sync(file(name))
    await mock().untilAsked(people, before + probes + page)
    await untilKept(file(name), page - 1)
    first.kill()
    assert.isNull(await first.ended)
    await mock().faults([])
    return before
  }

  for (const page of [1, 2, 4, pages]) {
    it(`after page ${page - 1} goes on with page ${page}, and leaves what an unbroken run leaves`, async () => {
      expected ??= unbroken()
      const name = `killed-at-${page}.sqlite`
      await expected
      const before = await dieAt(name, page)

      const second = sync(file(name), ["--json"])
      assert.strictEqual(await second.ended, 0, second.output())
      assert.include(second.output(), `people.Person from page ${page}`)
      assert.include(lastLine(second.output()), { inSync: true, resumed: true })

      assert.deepStrictEqual(await copy(file(name)), await expected)
      // every page once, the one that was never answered once more, the probe, and the count at the end
      const asked = (await mock().asked(people)) - before
      assert.strictEqual(asked, probes + pages + 1 + 1)
    })
  }

  it("or stopped with Ctrl-C goes on from where it stood", async () => {
    expected ??= unbroken()
    const name = "stopped.sqlite"
    await expected
    const before = await mock().asked(people)
    await mock().faults(hangAt(3))
    const first = sync(file(name))
    await mock().untilAsked(people, before + probes + 3)
    await untilKept(file(name), 2)
    first.interrupt()
    assert.strictEqual(await first.ended, 130, first.output())
    await mock().faults([])
    const second = sync(file(name), ["--json"])
    assert.strictEqual(await second.ended, 0, second.output())
    assert.include(second.output(), "people.Person from page 3")
    assert.deepStrictEqual(await copy(file(name)), await expected)
  })

  it("again and again comes to the same end", async () => {
    expected ??= unbroken()
    const name = "killed-often.sqlite"
    await expected
    for (let round = 0; round < 4; round++) {
      const before = await mock().asked(people)
      const run = sync(file(name))
      // somewhere between two pages, within a transaction or within a request: wherever it happens to be
      await Promise.race([mock().untilAsked(people, before + 2), run.ended])
      run.kill()
      await run.ended
    }
    const last = sync(file(name), ["--json"])
    assert.strictEqual(await last.ended, 0, last.output())
    assert.deepStrictEqual(await copy(file(name)), await expected)
  })
})
