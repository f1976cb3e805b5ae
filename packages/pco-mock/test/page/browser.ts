/**
 * What a page does to have Planning Center in it: a worker of msw over a handler. Bundled for the test of browsers.
 */
import { setupWorker } from "msw/browser"
import * as MswHandlers from "../../src/MswHandlers.ts"
import * as Requests from "./requests.ts"

const pageOfRequests = async (origin: string) => {
  const mock = Requests.mock()
  const worker = setupWorker(...MswHandlers.handlers({ handle: mock.handle, origin }))
  await worker.start({ onUnhandledFrame: "error", quiet: true })
  return Requests.askAll(mock, origin)
}

Object.assign(globalThis, { pageOfRequests })
