/** What the suites promise, and what adapters declare not to keep, read from the sources of both: nothing is run. */
import { readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import ts from "typescript"

const parsed = (file: string) => ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true)

const each = (node: ts.Node, visit: (node: ts.Node) => void): void => {
  visit(node)
  ts.forEachChild(node, (child) => each(child, visit))
}

/** A text that is written out, with `…` where something is put in. */
const textOf = (node: ts.Node | undefined): string | undefined => {
  if (node === undefined) return undefined
  if (ts.isStringLiteralLike(node)) return node.text
  if (ts.isTemplateExpression(node)) {
    return node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join("")
  }
  return undefined
}

const propertiesOf = (node: ts.Node | undefined): ReadonlyMap<string, ts.Expression> => {
  const found = new Map<string, ts.Expression>()
  if (node === undefined || !ts.isObjectLiteralExpression(node)) return found
  for (const property of node.properties) {
    if (ts.isShorthandPropertyAssignment(property)) found.set(property.name.text, property.name)
    if (!ts.isPropertyAssignment(property)) continue
    found.set(
      ts.isStringLiteralLike(property.name) ? property.name.text : property.name.getText(),
      property.initializer
    )
  }
  return found
}

/** The promises in one folder of suites, in the order of its files, or in some of these. */
export const promisesIn = (folder: string, files = /\.ts$/): ReadonlyArray<string> =>
  readdirSync(folder)
    .filter((name) => files.test(name))
    .sort()
    .flatMap((name) => {
      const found: Array<string> = []
      each(parsed(path.join(folder, name)), (node) => {
        if (!ts.isCallExpression(node)) return
        const callee = node.expression.getText()
        if (/^it\.effect(\.prop)?$/.test(callee)) {
          const promise = textOf(node.arguments[0])
          if (promise !== undefined) found.push(promise)
        }
        if (callee === "promises") found.push(...propertiesOf(node.arguments[0]).keys())
      })
      return found
    })

/** What a suite shows as skipped where an adapter says that time is not its own: promise and reason. */
export const withoutOwnTime = (file: string): ReadonlyMap<string, string> => {
  const found = new Map<string, string>()
  each(parsed(file), (node) => {
    if (!ts.isCallExpression(node) || node.expression.getText() !== "Test.it.skip") return
    const [promise, reason] = textOf(node.arguments[0])?.split(" — no: ") ?? []
    if (promise !== undefined && reason !== undefined && promise !== "…") found.set(promise, reason)
  })
  return found
}

/** One call of a suite in a test of an adapter. */
export interface Call {
  /** Such as `QuotaStore`. */
  readonly port: string
  readonly title: string
  readonly ownTime: boolean
  /** Why the store cannot tell a copy of its database from the original, where it cannot. */
  readonly copy: string | undefined
  /** Promises that it declares not to keep, and why. */
  readonly differences: ReadonlyMap<string, string>
}

export const callsIn = (file: string): ReadonlyArray<Call> => {
  const source = parsed(file)
  const constants = new Map<string, ts.Expression>()
  const calls: Array<Call> = []
  each(source, (node) => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer !== undefined) {
      constants.set(node.name.text, node.initializer)
    }
  })
  const resolved = (node: ts.Expression | undefined): ts.Expression | undefined => {
    if (node === undefined) return undefined
    const value = ts.isIdentifier(node) ? (constants.get(node.text) ?? node) : node
    return ts.isAsExpression(value) ? value.expression : value
  }
  each(source, (node) => {
    if (!ts.isCallExpression(node)) return
    const port = /^(\w+)Suite\.suite$/.exec(node.expression.getText())?.[1]
    const title = textOf(resolved(node.arguments[0]))
    if (port === undefined || title === undefined) return
    const options = propertiesOf(resolved(node.arguments[2]))
    const supports = propertiesOf(resolved(options.get("supports")))
    const differences = Array.from(propertiesOf(resolved(options.get("differences"))), ([promise, reason]) => {
      const text = textOf(resolved(reason))
      if (text === undefined) throw new Error(`${file}: the reason of "${promise}" is not written out`)
      return [promise, text] as const
    })
    calls.push({
      port,
      title,
      copy: textOf(resolved(options.get("copy"))),
      ownTime: supports.get("ownTime")?.kind !== ts.SyntaxKind.FalseKeyword,
      differences: new Map(differences)
    })
  })
  return calls
}
