/** Values as source text, laid out as the formatter would have it. */

/** Source text that is taken as it is, a list, or an object whose entries may have a remark above them. */
export type Code = string | { readonly list: ReadonlyArray<Code> } | { readonly object: ReadonlyArray<Entry> }

export interface Entry {
  /** None for a spread: then the value is all there is. */
  readonly name?: string
  readonly value: Code
  readonly remark?: string | undefined
}

const width = 120

/** Stands above everything that is generated. */
export const note = "// Made by `pnpm generate` from packages/pco-facts: change that, and not this."

export const text = (value: string): string => JSON.stringify(value)

export const texts = (values: ReadonlyArray<string>): Code => ({ list: values.map(text) })

export const object = (entries: ReadonlyArray<readonly [string, Code]>): Code => ({
  object: entries.map(([name, value]) => ({ name, value }))
})

const label = ({ name }: Entry): string => {
  if (name === undefined) return "..."
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : text(name)
}

const prefix = (entry: Entry): string => {
  if (entry.name === undefined) return "..."
  return entry.value === entry.name ? "" : `${label(entry)}: `
}

const isRemarked = (code: Code): boolean =>
  typeof code !== "string" &&
  ("list" in code
    ? code.list.some(isRemarked)
    : code.object.some(({ remark, value }) => remark !== undefined || isRemarked(value)))

const flat = (code: Code): string => {
  if (typeof code === "string") return code
  if ("list" in code) return `[${code.list.map(flat).join(", ")}]`
  if (code.object.length === 0) return "{}"
  return `{ ${code.object.map((entry) => `${prefix(entry)}${flat(entry.value)}`).join(", ")} }`
}

/** The text, with `before` so many characters to its left on the first line, and `after` to its right on the last. */
export const print = (code: Code, indent: number, before: number, after: number): string => {
  const line = flat(code)
  if (!isRemarked(code) && before + line.length + after <= width) return line
  if (typeof code === "string") return code
  const inner = " ".repeat(indent + 2)
  const items =
    "list" in code
      ? code.list.map((item) => `${inner}${print(item, indent + 2, indent + 2, 1)}`)
      : code.object.map((entry) => {
          const head = `${inner}${prefix(entry)}`
          const remark = wrap(entry.remark ?? "", width - inner.length - 3)
            .filter((each) => each !== "")
            .map((each) => `${inner}// ${each}\n`)
            .join("")
          return `${remark}${head}${print(entry.value, indent + 2, head.length, 1)}`
        })
  const [open, close] = "list" in code ? ["[", "]"] : ["{", "}"]
  return `${open}\n${items.join(",\n")}\n${" ".repeat(indent)}${close}`
}

const isObject = (code: Code | undefined): boolean => code !== undefined && typeof code !== "string" && "object" in code

/** `const name = call(…)`, its last object opened on the first line where that is enough. */
export const call = (head: string, name: string, args: ReadonlyArray<Code>): string => {
  const before = `${head}${name}(`
  const line = `${before}${args.map(flat).join(", ")})`
  if (!args.some(isRemarked) && line.length <= width) return line
  const last = args.at(-1)
  const others = args.slice(0, -1).map(flat).join(", ")
  const start = `${before}${others}${others === "" ? "" : ", "}`
  if (last !== undefined && isObject(last) && !isObject(args.at(-2)) && start.length + 1 <= width) {
    return `${start}${print(last, 0, width, 1)})`
  }
  return `${before}\n${args.map((arg) => `  ${print(arg, 2, 2, 1)}`).join(",\n")}\n)`
}

/** A doc comment of one sentence or of several lines, with so many spaces before it. */
export const doc = (lines: ReadonlyArray<string>, indent = 0): string => {
  const before = " ".repeat(indent)
  const wrapped = lines.flatMap((line) => wrap(line, width - 3 - indent))
  const [first = "", ...rest] = wrapped
  return rest.length === 0 && first.length + 7 + indent <= width
    ? `${before}/** ${first} */`
    : ["/**", ...wrapped.map((line) => (line === "" ? " *" : ` * ${line}`)), " */"]
        .map((line) => `${before}${line}`)
        .join("\n")
}

const wrap = (line: string, most: number): ReadonlyArray<string> => {
  if (line.length <= most) return [line]
  const at = line.lastIndexOf(" ", most)
  return at <= 0 ? [line] : [line.slice(0, at), ...wrap(line.slice(at + 1), most)]
}
