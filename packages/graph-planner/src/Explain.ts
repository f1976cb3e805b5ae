/** A plan for people and their tools: a table for a terminal, pictures, JSON. The same plan is always written the same. */
import * as Duration from "effect/Duration"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import { Plan, total } from "./Plan.ts"
import { InvalidOption } from "./PlanError.ts"
import * as Strategy from "./Strategy.ts"
import type { Alternative, Route, SideLoad, Task } from "./Task.ts"

/** The name of an endpoint, without that of its resource. */
const short = (endpoint: string) => endpoint.split(".").slice(-1)[0] ?? endpoint

/** How an endpoint is asked, in words. */
const routeWords = ({ below, endpoint, strategy }: Route): string =>
  `${below === null ? "" : `for each ${below}, `}${short(endpoint)} ${Strategy.words(strategy)}`

/**
 * How a resource is read, in words.
 *
 * @since 0.1.0
 * @category combinators
 */
export const words = (one: Task | SideLoad): string =>
  "routes" in one ? one.routes.map(routeWords).join("; ") : `comes along by ${one.include}`

const count = (value: number | null): string => (value === null ? "?" : String(value))

const plural = (value: number, word: string) => `${value} ${word}${value === 1 ? "" : "s"}`

/** What a plan takes in all, in words. */
const totalWords = (plan: Plan): string => {
  const { requests, time, uncounted } = total(plan)
  const { quota } = plan
  const needs =
    time === undefined || Duration.equals(time, Duration.zero)
      ? "nothing to wait for"
      : `at least ${Duration.format(time)}`
  const under =
    quota === null ? "" : `, ${needs} under ${quota.limit} in ${Duration.format(Duration.millis(quota.windowMillis))}`
  const more =
    uncounted.length === 0 ? "" : `, and what takes ${plural(uncounted.length, "resource")} nobody has counted`
  return `${plural(requests, "request")}${under}${more}`
}

/** Rows in columns as wide as their widest cell; a column of numbers stands to the right. */
const columns = (rows: ReadonlyArray<ReadonlyArray<string>>, right: ReadonlySet<number>): ReadonlyArray<string> => {
  const widths = (rows[0] ?? []).map((_, index) => Math.max(...rows.map((row) => (row[index] ?? "").length)))
  return rows.map((row) =>
    row
      .map((cell, index) => {
        const width = widths[index] ?? 0
        return right.has(index) ? cell.padStart(width) : cell.padEnd(width)
      })
      .join("  ")
      .trimEnd()
  )
}

const each = (plan: Plan): ReadonlyArray<Task | SideLoad> =>
  plan.stages.flat().flatMap((task) => [task, ...task.sideLoads])

const sees = (plan: Plan, what: Strategy.Sees): ReadonlyArray<string> =>
  plan.stages
    .flat()
    .flatMap(({ requests, resource, routes }) =>
      routes.some((route) => route.sees === what) ? [`${resource} (${count(requests)})`] : []
    )

/** What a reader of the table should know of besides. */
const remarks = (plan: Plan): ReadonlyArray<string> => {
  const partly = new Set(each(plan).flatMap(({ covers, resource }) => (covers === "some" ? [resource] : [])))
  const whole = plan.mode === "delta" ? sees(plan, "everything") : []
  const created = sees(plan, "created")
  const remark = (label: string, all: ReadonlyArray<string>) =>
    all.length === 0 ? [] : [`${label}: ${all.join(", ")}`]
  return [
    ...plan.added.map(({ neededBy, resource }) => `${resource} comes in too: ${neededBy} needs it`),
    ...remark("read whole, since their changes cannot be asked for", whole),
    ...remark("edits are seen by an audit only", created),
    ...remark("more of them may be there than can be reached", [...partly]),
    ...remark("cannot be read", plan.unreadable)
  ]
}

/**
 * A table for a terminal: every resource in order, how it is read, how many records and requests that is.
 *
 * @since 0.1.0
 * @category constructors
 */
export const table = (plan: Plan): string => {
  const rows = plan.stages.flatMap((stage, index) =>
    stage.flatMap((task) => [
      ...task.routes.map((route, nth) =>
        nth === 0
          ? [String(index + 1), task.resource, routeWords(route), count(task.records), count(task.requests)]
          : ["", "", routeWords(route), "", ""]
      ),
      ...task.sideLoads.map((load) => [
        "",
        `+ ${load.resource}`,
        words(load),
        count(load.records),
        count(load.requests)
      ])
    ])
  )
  const head = ["stage", "resource", "read by", "records", "requests"]
  const lines = columns([head, ...rows], new Set([0, 3, 4]))
  const notes = remarks(plan)
  return [`${plan.mode}: ${totalWords(plan)}`, "", ...lines, ...(notes.length === 0 ? [] : ["", ...notes])].join("\n")
}

const alternativeWords = ({ routes, sideLoads }: Alternative): string =>
  [...routes.map(routeWords), ...sideLoads.map(({ include, on }) => `comes along with ${on} by ${include}`)].join("; ")

/**
 * How one resource is read, and everything it could be read by as well, with what that takes and why it is not.
 *
 * @since 0.1.0
 * @category constructors
 */
export const resource = (plan: Plan, key: string): Either.Either<string, InvalidOption> => {
  const tasks = plan.stages.flat()
  const own = tasks.filter((task) => task.resource === key)
  const along = tasks.flatMap((task) =>
    task.sideLoads.filter((load) => load.resource === key).map((load) => ({ load, task }))
  )
  const [first] = [...own, ...along.map(({ load }) => load)]
  if (first === undefined) {
    const problem = `the plan does not read it; it reads ${each(plan)
      .map((one) => one.resource)
      .join(", ")}`
    return Either.left(new InvalidOption({ field: key, problem }))
  }
  const rows = [
    ...own.map((task) => [words(task), count(task.requests), task.why]),
    ...along.map(({ load, task }) => [
      `comes along with ${task.resource} by ${load.include}`,
      count(load.requests),
      load.why
    ]),
    ...first.alternatives.map((one) => [`not: ${alternativeWords(one)}`, count(one.requests), one.lost])
  ]
  return Either.right([key, "", ...columns([["read by", "requests", "why"], ...rows], new Set([1]))].join("\n"))
}

/** A name for each resource that every notation takes. */
const identifiers = (plan: Plan): ((key: string) => string) => {
  const taken = new Map<string, string>()
  const used = new Set<string>()
  for (const { resource } of each(plan)) {
    if (taken.has(resource)) continue
    const plain = resource.replaceAll(/[^A-Za-z0-9]/g, "_")
    let name = plain
    for (let number = 2; used.has(name); number++) name = `${plain}_${number}`
    used.add(name)
    taken.set(resource, name)
  }
  return (key) => taken.get(key) ?? key
}

interface Node {
  readonly key: string
  readonly label: ReadonlyArray<string>
}

interface Arrow {
  readonly from: string
  readonly to: string
  /** The include by which it comes along; none where it is read after. */
  readonly include: string | undefined
}

interface Picture {
  readonly stages: ReadonlyArray<ReadonlyArray<Node>>
  readonly arrows: ReadonlyArray<Arrow>
}

const picture = (plan: Plan): Picture => {
  const drawn = new Set<string>()
  const label = (one: Task | SideLoad) => [
    one.resource,
    ...(one.requests === null || !("routes" in one) ? [] : [plural(one.requests, "request")])
  ]
  const node = (one: Task | SideLoad): ReadonlyArray<Node> => {
    if (drawn.has(one.resource)) return []
    drawn.add(one.resource)
    return [{ key: one.resource, label: label(one) }]
  }
  const tasks = plan.stages.flat()
  // a resource with a task of its own is drawn as that, wherever else it comes along
  const hasTask = new Set(tasks.map(({ resource }) => resource))
  const stages = plan.stages.map((stage) =>
    stage.flatMap((task) => [
      ...node(task),
      ...task.sideLoads.filter((load) => !hasTask.has(load.resource)).flatMap(node)
    ])
  )
  const arrows = tasks.flatMap((task) => [
    ...task.needs.filter((need) => drawn.has(need)).map((from) => ({ from, to: task.resource, include: undefined })),
    ...task.sideLoads.map(({ include, resource: to }) => ({ from: task.resource, to, include }))
  ])
  return { stages, arrows }
}

/**
 * A Mermaid flowchart: a box a stage; arrows lead to what is read after, dotted ones to what comes along.
 *
 * @since 0.1.0
 * @category constructors
 */
export const mermaid = (plan: Plan): string => {
  const name = identifiers(plan)
  const { arrows, stages } = picture(plan)
  const text = (part: string) => part.replaceAll('"', "#quot;")
  return [
    "flowchart LR",
    ...stages.flatMap((nodes, index) => [
      `  subgraph stage_${index + 1} [stage ${index + 1}]`,
      ...nodes.map(({ key, label }) => `    ${name(key)}["${label.map(text).join("<br>")}"]`),
      "  end"
    ]),
    ...arrows.map(({ from, include, to }) =>
      include === undefined
        ? `  ${name(from)} --> ${name(to)}`
        : `  ${name(from)} -. "${text(include)}" .-> ${name(to)}`
    )
  ].join("\n")
}

/**
 * A graph in Graphviz's DOT, drawn as {@link mermaid} draws it.
 *
 * @see https://graphviz.org/doc/info/lang.html
 * @since 0.1.0
 * @category constructors
 */
export const dot = (plan: Plan): string => {
  const { arrows, stages } = picture(plan)
  const text = (part: string) => part.replaceAll("\\", "\\\\").replaceAll('"', '\\"')
  const quoted = (part: string) => `"${text(part)}"`
  return [
    "digraph plan {",
    "  rankdir=LR",
    '  node [shape=box, style=rounded, fontname="sans-serif", fontsize=10]',
    ...stages.flatMap((nodes, index) => [
      `  subgraph cluster_${index + 1} {`,
      `    label="stage ${index + 1}"`,
      ...nodes.map(({ key, label }) => `    ${quoted(key)} [label="${label.map(text).join("\\n")}"]`),
      "  }"
    ]),
    ...arrows.map(({ from, include, to }) => {
      const how = include === undefined ? "" : ` [style=dashed, label=${quoted(include)}, fontsize=8]`
      return `  ${quoted(from)} -> ${quoted(to)}${how}`
    }),
    "}"
  ].join("\n")
}

/**
 * The plan as indented JSON, which `Plan.Plan` reads back.
 *
 * @since 0.1.0
 * @category constructors
 */
export const json = (plan: Plan): string => JSON.stringify(Schema.encodeSync(Plan)(plan), null, 2)
