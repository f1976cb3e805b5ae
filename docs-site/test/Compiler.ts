/** One program over every block of TypeScript in the Markdown, and the names that our packages export. */
import { dirname, join, resolve } from "node:path"
import ts from "typescript"
import { type Block, root } from "../scripts/markdown.ts"

/** What a block is to the compiler: files that exist nowhere else. */
interface Unit {
  readonly block: Block
  readonly path: string
  readonly text: string
  /** How many lines come before the block's own. */
  readonly shift: number
}

const lineCount = (text: string) => text.split("\n").length - 1

/** Imports go to the head of the file, and leave their lines empty; so the other statements may stand in a function. */
const split = (code: string): { readonly imports: string; readonly rest: string } => {
  const source = ts.createSourceFile("block.ts", code, ts.ScriptTarget.Latest, true)
  let rest = code
  const imports = source.statements.filter(ts.isImportDeclaration).map((statement) => {
    const text = statement.getText()
    rest = rest.slice(0, statement.getStart()) + text.replaceAll(/[^\n]/g, " ") + rest.slice(statement.getEnd())
    return text.replaceAll("\n", " ")
  })
  return { imports: imports.join("\n"), rest }
}

/** A block that yields is what a host writes within `Effect.gen`. */
const textOf = (before: string, code: string): { readonly text: string; readonly shift: number } => {
  if (!/^(?:[^\s].*)?\byield\*/m.test(code)) return { text: `${before}${code}`, shift: lineCount(before) }
  const { imports, rest } = split(code)
  const head = `import * as TheEffect from "effect/Effect"\n${imports}\n${before}`
  return {
    text: `${head}export const theBlock = TheEffect.gen(function* () {\n${rest}})\n`,
    shift: lineCount(head) + 1
  }
}

const options = (): ts.CompilerOptions => {
  const { config } = ts.readConfigFile(join(root, "tsconfig.base.json"), ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, join(root, "docs-site"))
  const { composite: _, ...checked } = options
  return {
    ...checked,
    declaration: false,
    declarationMap: false,
    emitDeclarationOnly: false,
    noEmit: true,
    rewriteRelativeImportExtensions: false,
    // a block shows something, and need not use it
    noUnusedLocals: false
  }
}

const programOf = (virtual: ReadonlyMap<string, string>): ts.Program => {
  const folders = new Set<string>()
  for (const path of virtual.keys()) {
    for (let folder = dirname(path); !folders.has(folder); folder = dirname(folder)) folders.add(folder)
  }
  const settings = options()
  const host = ts.createCompilerHost(settings)
  const { directoryExists, fileExists, readFile } = host
  host.fileExists = (path) => virtual.has(path) || fileExists(path)
  host.readFile = (path) => virtual.get(path) ?? readFile(path)
  host.directoryExists = (path) => folders.has(path) || directoryExists?.(path) === true
  return ts.createProgram({ rootNames: [...virtual.keys()], options: settings, host })
}

/** Where blocks are compiled that do not say so themselves: this workspace knows every package. */
const home = resolve(root, "docs-site/test/blocks")

const packages = [
  "adapter-memory",
  "adapter-postgres",
  "adapter-redis",
  "adapter-sqlite",
  "adapter-testkit",
  "client-core",
  "graph-planner",
  "pco-client",
  "pco-mock",
  "sync-engine",
  "workflow-engine"
].map((name) => `@openfaith/${name}`)

/** A module that its package's index leaves out. */
const modules = 'export * as more from "./modules.ts"\n'
const modulesText = 'export * as PgCluster from "@openfaith/adapter-postgres/PgCluster"\n'

const isCode = ({ language }: Block) => language === "ts" || language === "typescript" || language === "tsx"

export interface Compiled {
  /** What the compiler says of the blocks: `README.md:88: …`. */
  readonly complaints: ReadonlyArray<string>
  readonly count: number
  /** The members of a namespace by its name, `QuotaStore`; of all packages that have one of that name. */
  readonly members: ReadonlyMap<string, ReadonlySet<string>>
  /** Whether our sources hold this as a text: the name of a span, say. */
  readonly isText: (text: string) => boolean
}

export const compile = (all: ReadonlyArray<Block>): Compiled => {
  const virtual = new Map<string, string>()
  const units: Array<Unit> = []
  let above: { readonly file: string; readonly text: string } | undefined
  for (const [index, block] of all.filter(isCode).entries()) {
    const { beside, before, folder, goesOn } = block.setting
    if (goesOn && above?.file !== block.file) throw new Error(`${block.file}:${block.line}: there is no block above`)
    const { shift, text } = textOf(`${goesOn ? (above?.text ?? "") : ""}${before}`, block.code)
    above = { file: block.file, text }
    const at = folder === undefined ? join(home, String(index), "here") : resolve(root, folder)
    const path = join(at, `block-${index}.ts`)
    virtual.set(path, text)
    for (const { code, name } of beside) virtual.set(join(at, name), code)
    units.push({ block, path, text, shift })
  }
  const index = join(home, "packages.ts")
  virtual.set(index, packages.map((name, at) => `export * as p${at} from "${name}"\n`).join("") + modules)
  virtual.set(join(home, "modules.ts"), modulesText)

  const program = programOf(virtual)
  const complaints = units.flatMap(({ block, path, shift }) => {
    const source = program.getSourceFile(path)
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map((one) => {
      const line = source === undefined ? 0 : source.getLineAndCharacterOfPosition(one.start ?? 0).line
      return `${block.file}:${block.line + 1 + line - shift}: ${ts.flattenDiagnosticMessageText(one.messageText, "\n")}`
    })
  })
  const ours = program.getSourceFiles().filter(({ fileName }) => !fileName.includes("node_modules"))
  return {
    complaints,
    count: units.length,
    members: membersOf(program, index),
    isText: (text) => ours.some((source) => source.text.includes(`"${text}"`))
  }
}

/** What `QuotaStore.…` may be: what the module exports, and what the service of that name can do. */
const membersOf = (program: ts.Program, index: string): ReadonlyMap<string, ReadonlySet<string>> => {
  const checker = program.getTypeChecker()
  const members = new Map<string, Set<string>>()
  const exportsOf = (symbol: ts.Symbol): ReadonlyArray<ts.Symbol> => {
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
    return target.flags & ts.SymbolFlags.Module ? checker.getExportsOfModule(target) : []
  }
  const source = program.getSourceFile(index)
  const module = source === undefined ? undefined : checker.getSymbolAtLocation(source)
  for (const entry of module === undefined ? [] : checker.getExportsOfModule(module)) {
    for (const namespace of exportsOf(entry)) {
      const known = members.get(namespace.name) ?? new Set<string>()
      members.set(namespace.name, known)
      for (const member of exportsOf(namespace)) {
        known.add(member.name)
        if (member.name !== namespace.name) continue
        // a tag: its service, `Sync.pause`; or a model: `Listing.cursor`
        const target = member.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(member) : member
        const types = [checker.getDeclaredTypeOfSymbol(target)]
        if (source !== undefined && target.flags & ts.SymbolFlags.Value) {
          const value = checker.getTypeOfSymbolAtLocation(target, source)
          for (const name of ["Type", "Service"]) {
            const service = value.getProperty(name)
            if (service !== undefined) types.push(checker.getTypeOfSymbolAtLocation(service, source))
          }
        }
        for (const type of types) for (const property of checker.getPropertiesOfType(type)) known.add(property.name)
      }
    }
  }
  return members
}
