/**
 * The command line of the mock.
 */

/** What the command line decides. */
export interface Flags {
  readonly people: number
  readonly seed: number
  readonly port: number
  readonly host: string
  readonly limit: number
  /** Seconds. */
  readonly period: number
  readonly window: "sliding" | "fixed"
  readonly appId: string
  readonly secret: string
  readonly json: boolean
  readonly exitWithStdin: boolean
  readonly help: boolean
}

/** What is taken for a flag that is not given. */
export const defaults: Flags = {
  people: 1000,
  seed: 1,
  port: 4000,
  host: "127.0.0.1",
  limit: 100,
  period: 20,
  window: "sliding",
  appId: "mock-app",
  secret: "mock-secret",
  json: false,
  exitWithStdin: false,
  help: false
}

/** One line a flag. */
export const usage = `pco-mock: a pretend Planning Center on this machine

  --people <n>         how many people the church has (default ${defaults.people})
  --seed <n>           which church; the same seed is the same church (default ${defaults.seed})
  --port <n>           where to listen, 0 for any free port (default ${defaults.port})
  --host <name>        which address to listen on (default ${defaults.host})
  --limit <n>          requests allowed in a window (default ${defaults.limit})
  --period <seconds>   length of the window; may be a fraction (default ${defaults.period})
  --window <kind>      sliding or fixed (default ${defaults.window})
  --app-id <text>      the application id that is let in (default ${defaults.appId})
  --secret <text>      its secret (default ${defaults.secret})
  --json               print one line of JSON when ready
  --exit-with-stdin    stop when standard input closes
  --help               print this`

type Part = (value: string) => Partial<Flags> | undefined

const whole =
  (least: number, make: (value: number) => Partial<Flags>): Part =>
  (text) =>
    /^\d+$/.test(text) && Number(text) >= least && Number.isSafeInteger(Number(text)) ? make(Number(text)) : undefined

const text =
  (make: (value: string) => Partial<Flags>): Part =>
  (value) =>
    value === "" ? undefined : make(value)

const valued: Readonly<Record<string, Part>> = {
  "--people": whole(0, (people) => ({ people })),
  "--seed": whole(0, (seed) => ({ seed })),
  "--port": (value) => (Number(value) <= 65_535 ? whole(0, (port) => ({ port }))(value) : undefined),
  "--host": text((host) => ({ host })),
  "--limit": whole(1, (limit) => ({ limit })),
  "--period": (value) => (/^\d*\.?\d+$/.test(value) && Number(value) > 0 ? { period: Number(value) } : undefined),
  "--window": (value) => (value === "sliding" || value === "fixed" ? { window: value } : undefined),
  "--app-id": text((appId) => ({ appId })),
  "--secret": text((secret) => ({ secret }))
}

const switches: Readonly<Record<string, Partial<Flags>>> = {
  "--json": { json: true },
  "--exit-with-stdin": { exitWithStdin: true },
  "--help": { help: true }
}

/** Reads arguments, `--flag value` or `--flag=value`; a text instead of flags is what is wrong, in one line. */
export const parse = (args: ReadonlyArray<string>): Flags | string => {
  let flags = defaults
  const left = args.flatMap((arg) => (arg.startsWith("--") && arg.includes("=") ? splitOnce(arg) : [arg]))
  for (let name = left.shift(); name !== undefined; name = left.shift()) {
    const known = Object.hasOwn(switches, name) ? switches[name] : undefined
    const read = Object.hasOwn(valued, name) ? valued[name] : undefined
    if (known === undefined && read === undefined) return `${name} is not a flag; --help lists them`
    if (read === undefined) {
      flags = { ...flags, ...known }
      continue
    }
    const value = left.shift()
    if (value === undefined) return `${name} needs a value; --help lists the flags`
    const part = read(value)
    if (part === undefined) return `${name} cannot be "${value}"; --help lists the flags`
    flags = { ...flags, ...part }
  }
  return flags
}

const splitOnce = (arg: string): ReadonlyArray<string> => {
  const at = arg.indexOf("=")
  return [arg.slice(0, at), arg.slice(at + 1)]
}
