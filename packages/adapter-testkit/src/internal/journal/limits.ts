/** Much at once, several at once, and texts that databases trip over. */
import { assert } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import {
  append,
  Entry,
  finished,
  historyOf,
  inOrder,
  newId,
  parked,
  signalled,
  standingOf,
  started,
  stepped,
  type Tests,
  timed,
  write
} from "./scene.ts"

/** Text that does not compress, so that no index shortens it. */
const noise = (length: number) =>
  Effect.map(
    Effect.forEach(Array.from({ length: Math.ceil(length / 5) }), () => Random.nextIntBetween(0, 36 ** 5)),
    (numbers) =>
      numbers
        .map((number) => number.toString(36).padStart(5, "0"))
        .join("")
        .slice(0, length)
  )

const hostile: Record<string, string> = {
  quotes: `it's "quoted", \`ticked\` and \\escaped\\`,
  injection: "'); DROP TABLE openfaith_workflow_execution; --",
  placeholders: "$1 ? ?1 :name @name %s {0}",
  "NUL, escaped": JSON.stringify("before\u0000after"),
  "a lone surrogate, escaped": JSON.stringify("\ud800"),
  scripts: "Žluťoučký кот 猫 קָטָן \u200f\u202e 👩‍👩‍👧‍👦 \u{10ffff}",
  "line ends": "a\r\nb\rc\u2028d\ttab \v\f\u0001\u001f\u007f",
  "blanks around": "  \n x \n  ",
  "empty JSON": '""',
  numbers: "[1e400, 0.1, -0, 12345678901234567890]",
  arrays: '{a,b,NULL,"c"}'
}

export const limits = (it: Tests) => {
  for (const [what, text] of Object.entries(hostile)) {
    it.effect(`gives back every text as it came: ${what}`, () =>
      Effect.gen(function* () {
        const [id, child] = [yield* newId(text), yield* newId(text)]
        yield* inOrder(
          started(id, { workflow: text, payload: text }),
          started(child, { parent: id, awaited: true }),
          stepped(id, text, text),
          signalled(id, text, text),
          Entry.Finish({ execution: child, status: "failed", exit: text, error: text })
        )
        const { children, execution, signals, steps } = yield* historyOf(id)
        assert.deepInclude(execution, { id, workflow: text, payload: text })
        assert.deepStrictEqual(steps, new Map([[`${text}/1`, text]]))
        assert.deepStrictEqual(signals, new Map([[text, text]]))
        assert.deepStrictEqual(children, new Map([[child, { status: "failed", exit: text, awaited: true }]]))
        assert.deepInclude(yield* standingOf(child), { parent: id, exit: text, error: text })
        yield* write(Entry.Park({ execution: id, wakes: 2, parkedFor: "step", error: text }))
        assert.deepInclude(yield* standingOf(id), { status: "parked", error: text })
      })
    )
  }

  it.effect("tells names apart that differ in case, blanks, accents and length", () =>
    Effect.gen(function* () {
      const id = yield* newId()
      const names = ["a", "A", "a ", " a", "á", "a\u0301", "ａ", "", "a/1", "null", "0"]
      yield* write(started(id))
      yield* append(names.flatMap((name) => [stepped(id, name, `"${name}"`), signalled(id, name, `"${name}"`)]))
      const { signals, steps } = yield* historyOf(id)
      assert.deepStrictEqual(
        Object.fromEntries(steps),
        Object.fromEntries(names.map((name) => [`${name}/1`, `"${name}"`]))
      )
      assert.deepStrictEqual(Object.fromEntries(signals), Object.fromEntries(names.map((name) => [name, `"${name}"`])))
    })
  )

  it.effect("holds payloads and exits of a megabyte", () =>
    Effect.gen(function* () {
      const [parent, id] = [yield* newId("parent"), yield* newId()]
      const large = JSON.stringify((yield* noise(1000)).repeat(1050))
      yield* inOrder(
        started(parent),
        started(id, { payload: large, parent, awaited: true }),
        stepped(id, "large", large),
        signalled(id, "large", large)
      )
      const { execution, signals, steps } = yield* historyOf(id)
      assert.isTrue(execution.payload === large)
      assert.isTrue(steps.get("large/1") === large)
      assert.isTrue(signals.get("large") === large)
      yield* write(Entry.Finish({ execution: id, status: "succeeded", exit: large, error: null }))
      assert.isTrue((yield* historyOf(parent)).children.get(id)?.exit === large)
    })
  )

  it.effect("holds names of thousands of characters, and tells them apart by the last", () =>
    Effect.gen(function* () {
      const id = yield* newId()
      const long = yield* noise(4000)
      yield* inOrder(
        started(id, { workflow: long }),
        stepped(id, `${long}1`, '"one"'),
        stepped(id, `${long}2`, '"two"'),
        signalled(id, `${long}1`, '"one"'),
        signalled(id, `${long}2`, '"two"'),
        timed(id, `${long}3`, "1 hour")
      )
      const { execution, signals, steps } = yield* historyOf(id)
      assert.strictEqual(execution.workflow, long)
      assert.deepStrictEqual([steps.get(`${long}1/1`), steps.get(`${long}2/1`)], ['"one"', '"two"'])
      assert.deepStrictEqual([signals.get(`${long}1`), signals.get(`${long}2`)], ['"one"', '"two"'])
    })
  )

  it.effect("takes nothing at all, and says so", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* append([]), [])
    })
  )

  it.effect("takes a thousand entries at once, and answers in their order", () =>
    Effect.gen(function* () {
      const parent = yield* newId("parent")
      const ids = yield* Effect.forEach(Array.from({ length: 1000 }), () => newId())
      yield* write(started(parent))
      const starts = yield* append(ids.map((id) => started(id, { parent, awaited: true })))
      assert.deepStrictEqual(
        starts.map(({ woken }) => woken[0]?.execution),
        ids
      )
      const steps = yield* append(ids.map((id) => stepped(id, "only", `"${id}"`)))
      assert.isTrue(steps.every(({ applied }) => applied))
      yield* append(Array.from({ length: 1000 }, (_, index) => stepped(parent, `step ${index}`, String(index))))
      const ends = yield* append(ids.map((id) => finished(id)))
      assert.isTrue(ends.every(({ woken }) => woken[0]?.execution === parent))
      assert.isTrue(ends.some(({ woken }) => woken[0]?.more === false))
      const history = yield* historyOf(parent)
      assert.deepStrictEqual([history.steps.size, history.children.size, history.execution.wakes], [1000, 1000, 1000])
      assert.strictEqual((yield* historyOf(ids[500] ?? "")).steps.get("only/1"), `"${ids[500]}"`)
    })
  )

  it.effect("loses nothing when entries of one append touch the same execution", () =>
    Effect.gen(function* () {
      const [id, one, two] = [yield* newId("parent"), yield* newId(), yield* newId()]
      yield* inOrder(
        started(id),
        started(one, { parent: id, awaited: true }),
        started(two, { parent: id, awaited: true }),
        Entry.Suspend({ execution: id, wakes: 0 })
      )
      const receipts = yield* append([
        signalled(id, "paid", '"first"'),
        finished(one),
        stepped(id, "step", '"first"'),
        Entry.Interrupt({ execution: id }),
        signalled(id, "paid", '"second"'),
        finished(two),
        Entry.Wake({ execution: id }),
        stepped(id, "step", '"second"'),
        finished(two)
      ])
      const { execution, signals, steps } = yield* historyOf(id)
      assert.deepInclude(execution, { status: "running", interrupted: true, wakes: 5 })
      const winner = (table: ReadonlyMap<string, string>, name: string, first: number, second: number) => {
        assert.notStrictEqual(receipts[first]?.applied, receipts[second]?.applied)
        assert.strictEqual(table.get(name), receipts[first]?.applied === true ? '"first"' : '"second"')
      }
      winner(signals, "paid", 0, 4)
      winner(steps, "step/1", 2, 7)
      assert.notStrictEqual(receipts[5]?.applied, receipts[8]?.applied)
    })
  )

  it.effect("lets nobody rest who is woken in the same append", () =>
    Effect.gen(function* () {
      for (const rest of [
        Entry.Suspend,
        (of: { execution: string; wakes: number }) => parked(of.execution, of.wakes)
      ]) {
        const [id, child] = [yield* newId("parent"), yield* newId("child")]
        yield* inOrder(started(id), started(child, { parent: id, awaited: true }))
        yield* append([finished(child), rest({ execution: id, wakes: 0 })])
        assert.deepInclude(yield* standingOf(id), { status: "running", wakes: 1 })
        yield* append([rest({ execution: id, wakes: 1 }), signalled(id, "paid")])
        assert.deepInclude(yield* standingOf(id), { status: "running", wakes: 2 })
      }
    })
  )

  it.effect("leaves no parent without news of a child that ends as it begins to wait", () =>
    Effect.gen(function* () {
      const [first, parent, child] = [yield* newId("first"), yield* newId("parent"), yield* newId("child")]
      yield* inOrder(started(first), started(parent), started(child, { parent: first, awaited: true }))
      const [begun, ended] = yield* append([started(child, { parent, awaited: true }), finished(child)])
      const told = begun?.standing?.status === "succeeded"
      const woken = ended?.woken.some(({ execution }) => execution === parent) === true
      assert.isTrue(told || woken, "neither told nor woken")
      assert.strictEqual((yield* standingOf(parent)).wakes, woken ? 1 : 0)
    })
  )

  it.effect("starts, signals and steps the same execution in one append", () =>
    Effect.gen(function* () {
      const id = yield* newId()
      yield* append([signalled(id, "early"), started(id), signalled(id, "late"), stepped(id, "first"), started(id)])
      const { execution, signals, steps } = yield* historyOf(id)
      assert.deepStrictEqual([execution.status, execution.wakes, signals.size, steps.size], ["running", 2, 2, 1])
    })
  )

  it.effect("loses nothing when many write to the same execution at once", () =>
    Effect.gen(function* () {
      const id = yield* newId()
      yield* write(started(id))
      const receipts = yield* Effect.forEach(
        Array.from({ length: 24 }, (_, index) => index),
        (index) =>
          append([
            stepped(id, "contended", String(index)),
            signalled(id, `own ${index}`),
            Entry.Wake({ execution: id }),
            stepped(id, `own ${index}`)
          ]),
        { concurrency: "unbounded" }
      )
      const winners = receipts.flatMap(([contended], index) => (contended?.applied === true ? [index] : []))
      assert.lengthOf(winners, 1)
      const { execution, signals, steps } = yield* historyOf(id)
      assert.strictEqual(steps.get("contended/1"), String(winners[0]))
      assert.deepStrictEqual([execution.wakes, signals.size, steps.size], [48, 24, 25])
    })
  )

  it.effect("neither locks up nor loses anything when many write to the same executions in different orders", () =>
    Effect.gen(function* () {
      const ids = yield* Effect.forEach(Array.from({ length: 8 }), () => newId())
      yield* append(ids.map((id) => started(id)))
      yield* Effect.forEach(
        Array.from({ length: 24 }, (_, index) => index),
        (index) => {
          const from = index % ids.length
          const order = [...ids.slice(from), ...ids.slice(0, from)]
          return append((index % 2 === 0 ? order : order.reverse()).map((execution) => Entry.Wake({ execution })))
        },
        { concurrency: "unbounded", discard: true }
      )
      for (const id of ids) assert.strictEqual((yield* standingOf(id)).wakes, 24)
    })
  )
}
