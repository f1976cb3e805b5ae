/**
 * Scripted misbehaviour, as plain data: which requests it strikes, and what happens to them.
 */
import type { Json } from "./Row.ts"
import type { Mutation } from "./World.ts"

/** When a rule strikes, and what it does. */
export interface Rule {
  readonly match?: Match
  /** How many matching requests it lets pass first. Default 0. */
  readonly after?: number
  /** How many it strikes. Default: all from then on. */
  readonly times?: number
  readonly do: Deed
}

/** Which requests a rule is about; what is not given matches every request. */
export interface Match {
  readonly method?: string
  /** Begins with `/`: what path and query (decoded) begin with. Otherwise the source of a regular expression they must match. */
  readonly path?: string
}

/** What happens to a struck request; several may happen together. */
export interface Deed {
  /** Answers this status instead; the request still counts in the quota. */
  readonly status?: number
  /** The body for `status`: text as it is, anything else as JSON. Default: what the API says with that status. */
  readonly body?: Json
  /** Headers added to the answer, whatever it is. */
  readonly headers?: { readonly [name: string]: string }
  /** Waits before the answer is worked out. */
  readonly latencyMs?: number
  /** Sends so many bytes of the body and then breaks the connection. */
  readonly cutAfterBytes?: number
  /** Never answers. */
  readonly hang?: boolean
  /** The firewall answers: HTML, no rate headers, not counted in the quota. */
  readonly html403?: boolean
  /** Parameters whose names begin so have no effect, though links repeat them: `where[updated_at]`. */
  readonly ignoreParameter?: string | ReadonlyArray<string>
  /** Leaves the last so many records out of `included`; `relationships` still name them. */
  readonly dropIncluded?: number
  /** Changes the world before the request is answered, so that records move between two pages. */
  readonly mutate?: ReadonlyArray<Mutation>
}

/** Everything that happens to one request. */
export interface Effects extends Omit<Deed, "ignoreParameter" | "mutate" | "dropIncluded" | "latencyMs"> {
  readonly ignoreParameter: ReadonlyArray<string>
  readonly mutate: ReadonlyArray<Mutation>
  readonly dropIncluded: number
  readonly latencyMs: number
}

/** The rules in force and how often each was met. */
export interface Faults {
  /** Counts a request and says what happens to it. When rules disagree, the later one wins. */
  readonly next: (method: string, target: string) => Effects
  /** Puts these rules in the place of all others; counting starts anew. */
  readonly replace: (rules: ReadonlyArray<Rule>) => void
  readonly rules: () => ReadonlyArray<Rule>
}

const none: Effects = { ignoreParameter: [], mutate: [], dropIncluded: 0, latencyMs: 0 }

/** Starts with the given rules. */
export const make = (initial: ReadonlyArray<Rule> = []): Faults => {
  let active = initial.map(arm)
  return {
    replace: (rules) => {
      active = rules.map(arm)
    },
    rules: () => active.map(({ rule }) => rule),
    next: (method, target) =>
      active.reduce<Effects>(
        (effects, armed) => (armed.strikes(method, target) ? merge(effects, armed.rule.do) : effects),
        none
      )
  }
}

interface Armed {
  readonly rule: Rule
  readonly strikes: (method: string, target: string) => boolean
}

const arm = (rule: Rule): Armed => {
  const matches = matcher(rule.match ?? {})
  let seen = 0
  return {
    rule,
    strikes: (method, target) => {
      if (!matches(method, target)) return false
      seen++
      const position = seen - (rule.after ?? 0)
      return position > 0 && position <= (rule.times ?? Number.POSITIVE_INFINITY)
    }
  }
}

const matcher = ({ method, path }: Match) => {
  const pattern = path === undefined || path.startsWith("/") ? undefined : new RegExp(path)
  const begins = pattern === undefined ? (path ?? "") : ""
  return (asked: string, target: string) =>
    (method === undefined || method.toUpperCase() === asked) &&
    (pattern === undefined ? target.startsWith(begins) : pattern.test(target))
}

const merge = (effects: Effects, deed: Deed): Effects => {
  const { dropIncluded = 0, ignoreParameter = [], latencyMs = 0, mutate = [], ...rest } = deed
  return {
    ...effects,
    ...rest,
    headers: { ...effects.headers, ...rest.headers },
    ignoreParameter: effects.ignoreParameter.concat(ignoreParameter),
    mutate: effects.mutate.concat(mutate),
    dropIncluded: effects.dropIncluded + dropIncluded,
    latencyMs: effects.latencyMs + latencyMs
  }
}
