import { execFile } from "node:child_process"
import { constants } from "node:fs"
import { access, mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { createServer } from "node:http"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { delimiter, dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { expect, it } from "@effect/vitest"
import { build } from "esbuild"
import { setupServer } from "msw/node"
import { chromium } from "playwright-core"
import { freePort } from "../../adapter-testkit/test/freePort.ts"
import * as HttpServer from "../src/HttpServer.ts"
import * as MswHandlers from "../src/MswHandlers.ts"
import * as Requests from "./page/requests.ts"

const installed = async (): Promise<string | undefined> => {
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
  const folders = (process.env.PATH ?? "").split(delimiter)
  const places = [
    ...folders.flatMap((folder) => names.map((name) => join(folder, name))),
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium"
  ]
  for (const place of places) {
    const found = await access(place, constants.X_OK).then(
      () => true,
      () => false
    )
    if (found) return place
  }
  return undefined
}

const browser = await installed()
const howToInstall = "no Chromium on this machine; on Debian: apt-get install -y chromium"
if (browser === undefined) process.stderr.write(`\nSKIPPED: msw in a browser: ${howToInstall}\n\n`)

/** What the server answers. Without a port it takes a free one. */
const overHttp = async (port = 0) => {
  const mock = Requests.mock()
  const { close, handler, url } = await HttpServer.listen({
    world: mock.world,
    clock: mock.clock,
    port,
    quota: { limit: 1_000_000 },
    credentials: [{ appId: "app", secret: "secret" }]
  })
  try {
    return { origin: url, answered: await Requests.askAll(handler, url) }
  } finally {
    await close()
  }
}

const throughMswInNode = async (origin: string) => {
  const mock = Requests.mock()
  const server = setupServer(...MswHandlers.handlers({ handle: mock.handle, origin }))
  server.listen({ onUnhandledFrame: "error" })
  try {
    return await Requests.askAll(mock, origin)
  } finally {
    server.close()
  }
}

/** The worker, as `npx msw init public` puts it into the folder of static files. */
const initialised = async (): Promise<string> => {
  const manifest = createRequire(import.meta.url).resolve("msw/package.json")
  const { bin } = JSON.parse(await readFile(manifest, "utf8"))
  const project = await mkdtemp(join(tmpdir(), "pco-mock-page-"))
  try {
    // msw reads the manifest of the project it is run in
    await writeFile(join(project, "package.json"), "{}")
    const command = join(dirname(manifest), typeof bin === "string" ? bin : bin.msw)
    await promisify(execFile)(process.execPath, [command, "init", "public", "--no-save"], { cwd: project })
    return await readFile(join(project, "public", "mockServiceWorker.js"), "utf8")
  } finally {
    await rm(project, { recursive: true, force: true })
  }
}

/** What a server of pages has to give: the page, its script, and the worker. */
const served = async (worker: string | undefined): Promise<Map<string, readonly [type: string, text: string]>> => {
  const entry = fileURLToPath(new URL("./page/browser.ts", import.meta.url))
  // for the browser, so that a module of Node on the way in fails the build
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    format: "esm",
    platform: "browser",
    write: false,
    logLevel: "silent"
  })
  const files: Map<string, readonly [type: string, text: string]> = new Map([
    ["/", ["text/html", '<!doctype html><script type="module" src="/page.js"></script>']],
    ["/page.js", ["text/javascript", outputFiles.map(({ text }) => text).join("")]]
  ])
  return worker === undefined ? files : files.set("/mockServiceWorker.js", ["text/javascript", worker])
}

const throughMswInBrowser = async (executablePath: string, origin: string, worker: string | undefined) => {
  const files = await served(worker)
  const server = createServer(({ url = "" }, response) => {
    const [type, text] = files.get(url) ?? []
    response.writeHead(text === undefined ? 404 : 200, { "content-type": type ?? "text/plain" })
    response.end(text)
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  const port = typeof address === "object" ? address?.port : undefined
  const opened = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-background-networking"] })
  try {
    const page = await opened.newPage()
    await page.goto(`http://127.0.0.1:${port}/`)
    await page.waitForFunction("typeof pageOfRequests === 'function'")
    // an expression, so that nothing of the test's own code has to exist in the page
    const answered: unknown = await page.evaluate(`pageOfRequests(${JSON.stringify(origin)})`)
    return { answered, version: opened.version() }
  } finally {
    await opened.close()
    server.closeAllConnections()
    server.close()
  }
}

it("a page of requests is answered through msw in Node as over HTTP, headers and bodies", async () => {
  const port = await freePort()
  // Through msw first: after the server, `fetch` would take one of its closed connections, which msw 3 leaves as they are.
  const mocked = await throughMswInNode(`http://127.0.0.1:${port}`)
  const { answered } = await overHttp(port)
  expect(answered.length).toBeGreaterThanOrEqual(18)
  expect(new Set(answered.map(({ status }) => status))).toEqual(new Set([200, 201, 204, 400, 401, 404, 422]))
  expect(mocked).toEqual(answered)
})

// named for what is missing, so that a run without a browser says so
const inBrowser = browser === undefined ? it.skip : it
const missing = browser === undefined ? ` (${howToInstall})` : ""

inBrowser(`with the worker of npx msw init, a browser is answered as over HTTP${missing}`, async () => {
  const { answered, origin } = await overHttp()
  const page = await throughMswInBrowser(browser ?? "", origin, await initialised())
  expect(page.version).toMatch(/^\d+\./)
  expect(page.answered).toEqual(answered)
})

inBrowser(`without that worker, starting fails with the words that the README explains${missing}`, async () => {
  const started = throughMswInBrowser(browser ?? "", "http://unused.example", undefined)
  await expect(started).rejects.toThrow(/Failed to register/)
})
