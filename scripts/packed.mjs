// The public packages as npm would have them: packed, and served by a registry on this machine, so that a host installs them by
// the very line that our pages print. Everything else comes from wherever npm is told to find it.
import { execFile } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { createServer } from "node:http"
import { tmpdir } from "node:os"
import path from "node:path"
import { withoutCompilers } from "./compilers.mjs"

export const root = path.dirname(import.meta.dirname)
export const bin = (name) => path.join(root, "node_modules", ".bin", name)
const readJson = (file) => JSON.parse(readFileSync(file, "utf8"))

/** Every public package: its folder from the root, and its manifest as it is in the workspace. */
export const packages = ["packages", "adapters"]
  .flatMap((kind) => readdirSync(path.join(root, kind)).map((name) => `${kind}/${name}`))
  .filter((folder) => existsSync(path.join(root, folder, "package.json")))
  .map((folder) => ({ folder, manifest: readJson(path.join(root, folder, "package.json")) }))
  .filter(({ manifest }) => manifest.private !== true)

// what a package manager that runs us tells its scripts is not for those that we run
const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^p?npm_/i.test(name) || /^npm_config_(registry|cache)$/i.test(name))
)
delete environment.NODE_PATH

/** Runs a command to its end: whether it ended well, and all that it wrote. What hangs is ended after ten minutes. */
export const run = (command, args, { cwd = root, env = {} } = {}) =>
  new Promise((resolve) => {
    const options = { cwd, env: { ...environment, ...env }, timeout: 600_000, maxBuffer: 64 << 20 }
    const child = execFile(command, args, options, (error, stdout, stderr) =>
      resolve({ ok: error === null, stdout, output: `${stdout}${stderr}`.trim() || String(error ?? "") })
    )
    child.stdin.end()
  })

/** As `run`, for what must end well. */
export const must = async (command, args, options) => {
  const { ok, output, stdout } = await run(command, args, options)
  if (!ok) throw new Error(`${command} ${args.join(" ")}\n${output}`)
  return stdout
}

/** The manifest of a host that takes the SQLite driver which compiles nothing, as the guide tells npm and pnpm. */
export const driver = JSON.stringify({
  private: true,
  type: "module",
  overrides: { "better-sqlite3": "13" },
  pnpm: { overrides: { "better-sqlite3": "13" } }
})

/** Packs all public packages into a folder of its own. */
const pack = async (folder) => {
  const packed = new Map()
  for (const { folder: source, manifest } of packages) {
    const { name, version } = manifest
    if (!existsSync(path.join(root, source, "dist/index.js"))) throw new Error(`${name} is not built: pnpm build`)
    const tarball = path.join(folder, `${source.replace("/", "-")}.tgz`)
    await must(bin("pnpm"), ["pack", "--out", tarball], { cwd: path.join(root, source) })
    const inside = JSON.parse(await must("tar", ["-xOzf", tarball, "package/package.json"]))
    packed.set(name, { folder: source, manifest: inside, tarball, version })
  }
  return packed
}

/** Serves packed packages as a registry does: of each the one version. */
const serve = async (packed) => {
  const server = createServer((request, response) => {
    const [name, file] = decodeURIComponent(request.url.slice(1)).split("/-/")
    const found = packed.get(name)
    if (found === undefined) return response.writeHead(404).end("{}")
    const { manifest, tarball, version } = found
    const bytes = readFileSync(tarball)
    if (file !== undefined) return response.end(bytes)
    const integrity = `sha512-${createHash("sha512").update(bytes).digest("base64")}`
    const dist = { tarball: `${url}/${name}/-/${version}.tgz`, integrity }
    const versions = { [version]: { ...manifest, dist } }
    response.setHeader("content-type", "application/json")
    response.end(JSON.stringify({ name, "dist-tags": { latest: version }, versions }))
  })
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve))
  const url = `http://127.0.0.1:${server.address().port}`
  return { server, url }
}

/**
 * All public packages, packed and served until `close`, which removes whatever was made. `host` makes an empty project beside
 * them; what it installs can compile nothing, and `compiled` tells what tried to.
 */
export const publish = async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "openfaith-packed-"))
  const close = () => {
    server?.close()
    server?.closeAllConnections()
    rmSync(folder, { recursive: true, force: true })
  }
  let server
  try {
    const packed = await pack(folder)
    const served = await serve(packed)
    server = served.server
    const compilers = withoutCompilers(path.join(folder, "compilers"))
    const host = (name, files = {}) => {
      const cwd = path.join(folder, name)
      const write = (more) => {
        for (const [file, text] of Object.entries(more)) {
          mkdirSync(path.dirname(path.join(cwd, file)), { recursive: true })
          writeFileSync(path.join(cwd, file), text)
        }
      }
      write({
        "package.json": '{ "private": true, "type": "module" }\n',
        ".npmrc": `@openfaith:registry=${served.url}/\n`,
        ...files
      })
      const env = { PATH: compilers.path }
      const npm = (...args) => run("npm", [...args, "--no-audit", "--no-fund", "--prefer-offline"], { cwd, env })
      const pnpm = (...args) => run(bin("pnpm"), [...args, "--prefer-offline"], { cwd, env })
      return { cwd, write, npm, pnpm, node: (...args) => run(process.execPath, args, { cwd }) }
    }
    return { packed, host, compiled: compilers.called, close }
  } catch (error) {
    close()
    throw error
  }
}

const page = path.join(root, "docs-site/reference/compatibility.md")

/**
 * A table of results on the page on compatibility, between two comments with its name. With `--write` it is put there; without,
 * this gives a sentence if the page says something else.
 */
export const table = (name, head, rows) => {
  const lines = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`)
  const block = `<!-- ${name} -->\n${lines.join("\n")}\n<!-- /${name} -->`
  console.log(lines.join("\n"))
  const text = readFileSync(page, "utf8")
  const written = text.replace(new RegExp(`<!-- ${name} -->[^]*<!-- /${name} -->`), () => block)
  if (process.argv.includes("--write")) writeFileSync(page, written)
  else if (written !== text)
    return `docs-site/reference/compatibility.md says something else of ${name}; run this again with --write`
}
