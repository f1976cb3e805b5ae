import { spawn } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import process from "node:process"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import { expect, it } from "@effect/vitest"
import { authorization } from "./Asking.ts"

const bin =
  process.env.OPENFAITH_PROGRAMS === undefined
    ? fileURLToPath(new URL("../src/bin.ts", import.meta.url))
    : join(process.env.OPENFAITH_PROGRAMS, "packages/pco-mock/src/bin.mjs")

const run = (...args: ReadonlyArray<string>) =>
  spawn(process.execPath, [bin, ...args], { stdio: ["pipe", "pipe", "pipe"] })

it("the command says where it listens, lets its credentials in, and stops when its input closes", async () => {
  const mock = run("--people", "50", "--port", "0", "--json", "--exit-with-stdin", "--app-id", "me", "--secret", "hush")
  const exited = once(mock, "exit")
  const [line] = await once(createInterface({ input: mock.stdout }), "line")
  const ready = JSON.parse(String(line))
  expect(ready).toEqual({
    url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    appId: "me",
    secret: "hush",
    people: 50
  })
  const headers = { authorization: authorization("me", "hush"), "user-agent": "test" }
  expect((await fetch(`${ready.url}/people/v2/people`, { headers })).status).toBe(200)
  expect((await fetch(`${ready.url}/people/v2/people`, { headers: { "user-agent": "test" } })).status).toBe(401)
  mock.stdin.end()
  expect(await exited).toEqual([0, null])
})

it("the command refuses a bad flag by name, with exit code 2", async () => {
  const mock = run("--people", "lots")
  let complaint = ""
  mock.stderr.on("data", (part) => (complaint += String(part)))
  expect(await once(mock, "exit")).toEqual([2, null])
  expect(complaint).toBe('pco-mock: --people cannot be "lots"; --help lists the flags\n')
})
