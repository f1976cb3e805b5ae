/** Schemas that only look, as plain predicates: to ask one costs a tenth of what decoding does. */
import * as Option from "effect/Option"
import * as AST from "effect/SchemaAST"

type Check = (value: unknown) => boolean

const isNull: Check = (value) => value === null
const isUndefined: Check = (value) => value === undefined
const isString: Check = (value) => typeof value === "string"
const isNumber: Check = (value) => typeof value === "number"
const isBoolean: Check = (value) => typeof value === "boolean"
const isAnything: Check = () => true

const any = (checks: ReadonlyArray<Check>): Check => {
  const [first = isAnything, second, third, fourth] = checks
  if (second === undefined) return first
  if (third === undefined) return (value) => first(value) || second(value)
  if (fourth === undefined) return (value) => first(value) || second(value) || third(value)
  return (value) => checks.some((check) => check(value))
}

const compileAll = (asts: ReadonlyArray<AST.AST>, options: AST.ParseOptions): ReadonlyArray<Check> | undefined => {
  const checks: Array<Check> = []
  for (const ast of asts) {
    const check = compile(ast, options)
    if (check === undefined) return undefined
    checks.push(check)
  }
  return checks
}

/** Whether a value decodes to itself; `undefined` where the schema may change what it decodes. */
const compile = (ast: AST.AST, options: AST.ParseOptions): Check | undefined => {
  if (Option.isSome(AST.getDecodingFallbackAnnotation(ast))) return undefined
  switch (ast._tag) {
    case "StringKeyword":
      return isString
    case "NumberKeyword":
      return isNumber
    case "BooleanKeyword":
      return isBoolean
    case "UndefinedKeyword":
      return isUndefined
    case "UnknownKeyword":
    case "AnyKeyword":
      return isAnything
    case "Literal":
      return ast.literal === null ? isNull : (value) => value === ast.literal
    case "Union": {
      const checks = compileAll(ast.types, options)
      // the cheap ones first; since none changes the value, it does not matter which one takes it
      return checks === undefined
        ? undefined
        : any([
            ...checks.filter((check) => check === isNull || check === isUndefined),
            ...checks.filter((check) => check !== isNull && check !== isUndefined)
          ])
    }
    case "Refinement": {
      const from = compile(ast.from, options)
      return from === undefined ? undefined : (value) => from(value) && Option.isNone(ast.filter(value, options, ast))
    }
    default:
      return undefined
  }
}

/**
 * Whether an object is certain to decode to itself. A `false` decides nothing: then the schema has to be asked.
 * `undefined` where the schema is no struct, or may change one of its fields.
 */
export const struct = (
  ast: AST.AST,
  options: AST.ParseOptions
): ((value: Readonly<Record<string, unknown>>) => boolean) | undefined => {
  if (ast._tag !== "TypeLiteral" || ast.indexSignatures.length > 0) return undefined
  if (Option.isSome(AST.getDecodingFallbackAnnotation(ast))) return undefined
  const checks = compileAll(
    ast.propertySignatures.map(({ type }) => type),
    options
  )
  if (checks === undefined) return undefined
  const fields = ast.propertySignatures.flatMap(({ isOptional, name }, index) => {
    const check = checks[index]
    return check === undefined || typeof name !== "string" ? [] : [{ name, isOptional, check }]
  })
  if (fields.length !== ast.propertySignatures.length) return undefined
  return (value) => {
    for (const { check, isOptional, name } of fields) {
      const field = value[name]
      if (field === undefined ? !isOptional : !check(field)) return false
    }
    return true
  }
}
