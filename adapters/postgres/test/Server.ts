/** A Postgres server of a test's own, which it may restart. */
import { execFileSync } from "node:child_process"
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { freePort } from "../../../packages/adapter-testkit/test/freePort.ts"

/** Where Debian, Red Hat and others put the programs; the newest version. */
const programs = ["/usr/lib/postgresql", "/usr/pgsql"]
  .filter((root) => existsSync(root))
  .flatMap((root) => readdirSync(root).map((version) => path.join(root, version, "bin")))
  .filter((bin) => existsSync(path.join(bin, "initdb")))
  .sort((one, other) => other.localeCompare(one, undefined, { numeric: true }))[0]

/** Whether there are the programs to make one with. */
export const isPossible = programs !== undefined

// the server refuses to run as root
const isRoot = process.getuid?.() === 0

const run = (program: string, ...parameters: ReadonlyArray<string>) => {
  const command = [path.join(programs ?? "", program), ...parameters]
  const [first = "", ...rest] = isRoot ? ["runuser", "-u", "postgres", "--", ...command] : command
  // runuser is not on every PATH
  const env = { ...process.env, PATH: `${process.env.PATH ?? ""}:/usr/sbin:/sbin` }
  execFileSync(first, rest, { stdio: "ignore", cwd: tmpdir(), env })
}

export { freePort }

/** A server of this data, on a port of its own, that is running. */
const serve = async (root: string, data: string) => {
  const port = await freePort()
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off`
  const up = () => run("pg_ctl", "-D", data, "-w", "-l", path.join(root, "log"), "-o", options, "start")
  const down = () => run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
  up()
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    up,
    down,
    /** Ends a standby's following: from now on it is a server of its own. */
    promote: () => run("pg_ctl", "-D", data, "-w", "promote"),
    remove: () => {
      down()
      rmSync(root, { recursive: true, force: true })
    }
  }
}

const folderOf = () => {
  const root = mkdtempSync(path.join(tmpdir(), "postgres-"))
  chmodSync(root, 0o777)
  return { root, data: path.join(root, "data") }
}

/** A folder of a test's own. */
export const folder = () => {
  const { root } = folderOf()
  return { path: root, remove: () => rmSync(root, { recursive: true, force: true }) }
}

export const start = () => {
  const { data, root } = folderOf()
  run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-N")
  return serve(root, data)
}

/** A standby of the server there, which follows whatever is done to it. */
export const follow = (url: string) => {
  const { data, root } = folderOf()
  run("pg_basebackup", "-d", url, "-D", data, "-R", "-c", "fast")
  return serve(root, data)
}

/** What is in one database, into another that is empty, as a dump and its restoring have it. */
export const copy = (from: string, to: string) => {
  const { root } = folderOf()
  const file = path.join(root, "dump")
  run("pg_dump", "-Fc", "-f", file, from)
  run("pg_restore", "-d", to, file)
  rmSync(root, { recursive: true, force: true })
}
