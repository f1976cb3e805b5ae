/** PgBouncer in transaction mode before the tests' Postgres server; where there is no PgBouncer, its tests are skipped, loudly. */
import { type ChildProcess, spawn } from "node:child_process"
import { chmodSync, chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { connect } from "node:net"
import { tmpdir } from "node:os"
import path from "node:path"
import * as Effect from "effect/Effect"
import { url } from "./Database.ts"
import { freePort } from "./Server.ts"

const program = [...(process.env.PATH ?? "").split(path.delimiter), "/usr/sbin"]
  .map((folder) => path.join(folder, "pgbouncer"))
  .find((file) => existsSync(file))

/** Whether there is one to start. */
export const isPossible = program !== undefined

if (!isPossible) console.warn("SKIPPED: no PgBouncer on this machine: apt-get install pgbouncer")

const answers = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect({ host: "127.0.0.1", port })
    socket.once("connect", () => resolve(true))
    socket.once("error", () => resolve(false))
    socket.once("connect", () => socket.destroy())
  })

const start = async (connections: number) => {
  const folder = mkdtempSync(path.join(tmpdir(), "pgbouncer-"))
  const port = await freePort()
  const server = new URL(url)
  const [user, password] = [decodeURIComponent(server.username), decodeURIComponent(server.password)]
  writeFileSync(path.join(folder, "users.txt"), `"${user}" "${password}"\n`)
  writeFileSync(
    path.join(folder, "pgbouncer.ini"),
    `[databases]
* = host=${server.hostname} port=${server.port === "" ? 5432 : server.port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = trust
auth_file = ${path.join(folder, "users.txt")}
pool_mode = transaction
default_pool_size = ${connections}
ignore_startup_parameters = extra_float_digits, options
`
  )
  chmodSync(folder, 0o755)
  // it refuses to run as root, and needs no rights at all
  const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}
  for (const file of ["users.txt", "pgbouncer.ini"]) {
    if (nobody.uid !== undefined) chownSync(path.join(folder, file), nobody.uid, nobody.gid)
  }
  const child: ChildProcess = spawn(program ?? "", ["-q", path.join(folder, "pgbouncer.ini")], {
    stdio: "ignore",
    ...nobody
  })
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error(`PgBouncer ended with ${child.exitCode}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const through = new URL(url)
  through.hostname = "127.0.0.1"
  through.port = String(port)
  return {
    url: through.href,
    stop: () => {
      child.kill("SIGKILL")
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

/** One for the scope, with so many connections to the server: its address. */
export const pooler = (connections: number) =>
  Effect.map(
    Effect.acquireRelease(
      Effect.promise(() => start(connections)),
      ({ stop }) => Effect.sync(stop)
    ),
    (started) => started.url
  )
