/**
 * Fails a file of the project `unit` that opens a socket or starts a process: what does is named `*.integration.test.ts`.
 */
import { ChildProcess } from "node:child_process"
import { Server, Socket } from "node:net"
import { afterAll, assert } from "vitest"

const used: Array<string> = []

/** Notes each call of a method, and does what it did. */
const watch = (prototype: object, method: string, what: string) => {
  const original = Reflect.get(prototype, method)
  Object.defineProperty(prototype, method, {
    configurable: true,
    writable: true,
    value(this: unknown, ...parameters: ReadonlyArray<unknown>) {
      used.push(what)
      return Reflect.apply(original, this, parameters)
    }
  })
  return () => Object.defineProperty(prototype, method, { configurable: true, writable: true, value: original })
}

const restore = [
  watch(Server.prototype, "listen", "it listens on a socket"),
  watch(Socket.prototype, "connect", "it connects to a server"),
  watch(ChildProcess.prototype, "spawn", "it starts a process")
]

afterAll(() => {
  for (const each of restore) each()
  assert.deepStrictEqual(
    Array.from(new Set(used)),
    [],
    "a unit test works alone: rename this file to *.integration.test.ts"
  )
})
