/** Tests that cannot fail: those that assert nothing, and those whose assertion nobody waits for or reads. */
import ts from 'typescript'
import { nodesOf, placeOf, type Source } from '../support/sources.js'
import { importsOf, isRelative, resolved } from './imports.js'

/** What asserts by itself. */
const assertions: readonly string[] = ['expect', 'assert', 'expectTypeOf', 'assertType']

/** The names in a call's callee: `expect(x).not.toBe` gives expect, not, toBe; `fc.assert` gives fc, assert. */
const namesIn = (callee: ts.Node): readonly string[] => {
  if (ts.isIdentifier(callee)) return [callee.text]
  if (ts.isPropertyAccessExpression(callee)) return [...namesIn(callee.expression), callee.name.text]
  if (ts.isCallExpression(callee) || ts.isAwaitExpression(callee)) return namesIn(callee.expression)
  if (ts.isTaggedTemplateExpression(callee)) return namesIn(callee.tag)
  return []
}

const callsIn = (node: ts.Node): readonly ts.CallExpression[] => nodesOf(node).filter(ts.isCallExpression)

/** The files in which a source finds its functions: its own, and those that it imports. */
const reachedFrom = new WeakMap<Source, readonly string[]>()
const reached = (s: Source): readonly string[] => {
  const found = reachedFrom.get(s) ?? [
    s.path,
    ...importsOf(s).flatMap((i) => (isRelative(i.module) ? [resolved(i)] : [])),
  ]
  reachedFrom.set(s, found)
  return found
}

/** The function of a test: `test(name, f)`, `it.each(table)(name, f)`; undefined for any other call. */
const testBody = (call: ts.CallExpression): ts.Node | undefined => {
  const [name] = namesIn(call.expression)
  if (name !== 'test' && name !== 'it') return undefined
  return call.arguments.find((a) => ts.isArrowFunction(a) || ts.isFunctionExpression(a))
}

/** The named functions of a source, with their bodies. */
const functionsOf = ({ tree }: Source): readonly (readonly [name: string, body: ts.Node])[] => {
  const found: (readonly [string, ts.Node])[] = []
  for (const node of nodesOf(tree)) {
    if (ts.isFunctionDeclaration(node) && node.name !== undefined) found.push([node.name.text, node])
    if (!ts.isVariableDeclaration(node) || !ts.isIdentifier(node.name) || node.initializer === undefined)
      continue
    if (ts.isArrowFunction(node.initializer)) found.push([node.name.text, node.initializer])
  }
  return found
}

/** Functions of the sources that assert, by `path#name`: found by repetition until no more are. */
const asserting = (sources: readonly Source[]): ReadonlySet<string> => {
  const functions = sources.flatMap((s) => functionsOf(s).map(([name, body]) => ({ s, name, body })))
  const known = new Set<string>()
  for (let before = -1; before < known.size; ) {
    before = known.size
    for (const { s, name, body } of functions)
      if (!known.has(`${s.path}#${name}`) && asserts(s, body, known)) known.add(`${s.path}#${name}`)
  }
  return known
}

/** Whether a body calls an assertion, or a function that does. */
const asserts = (s: Source, body: ts.Node, known: ReadonlySet<string>): boolean => {
  const here = reached(s)
  return callsIn(body).some((call) => {
    const names = namesIn(call.expression)
    const first = names[0] ?? ''
    if (assertions.includes(first) || (first === 'fc' && names.includes('assert'))) return true
    return here.some((path) => known.has(`${path}#${first}`))
  })
}

/** Tests without an assertion. */
export const empty = (sources: readonly Source[]): readonly string[] => {
  const known = asserting(sources)
  return sources.flatMap((s) =>
    callsIn(s.tree).flatMap((call) => {
      const body = testBody(call)
      return body === undefined || asserts(s, body, known) ? [] : [`${placeOf(s, call)} asserts nothing`]
    }),
  )
}

/** Tests that are left out, or that leave the others out. */
export const leftOut = (sources: readonly Source[]): readonly string[] =>
  sources.flatMap((s) =>
    callsIn(s.tree).flatMap((call) => {
      const [name = '', ...rest] = namesIn(call.expression)
      const how = rest.find((r) => ['only', 'skip', 'todo', 'fails'].includes(r))
      return ['test', 'it', 'describe'].includes(name) && how !== undefined
        ? [`${placeOf(s, call)} is .${how}`]
        : []
    }),
  )

/** Assertions that check nothing: `expect(x)` alone, a promise nobody waits for, a property that drops its boolean. */
export const idle = (sources: readonly Source[]): readonly string[] => {
  const known = asserting(sources)
  return sources.flatMap((s) =>
    callsIn(s.tree).flatMap((call) => {
      const what =
        idleness(call) ?? (dropsItsResult(s, call, known) ? 'neither returns nor asserts' : undefined)
      return what === undefined ? [] : [`${placeOf(s, call)} ${what}`]
    }),
  )
}

const idleness = (call: ts.CallExpression): string | undefined => {
  if (!ts.isExpressionStatement(call.parent)) return undefined
  const names = namesIn(call.expression)
  if (names[0] === 'expect' && names.length === 1) return 'expects nothing of its value'
  const [argument] = call.arguments
  const promised =
    names[0] === 'expect'
      ? names.includes('resolves') || names.includes('rejects')
      : names.join('.') === 'fc.assert' &&
        argument !== undefined &&
        namesIn(argument).includes('asyncProperty')
  return promised ? 'is not awaited' : undefined
}

/** Whether a call makes a property whose predicate is a block that gives no answer. */
const dropsItsResult = (s: Source, call: ts.CallExpression, known: ReadonlySet<string>): boolean => {
  const [first, second] = namesIn(call.expression)
  if (first !== 'fc' || (second !== 'property' && second !== 'asyncProperty')) return false
  const predicate = call.arguments.at(-1)
  if (predicate === undefined || !ts.isArrowFunction(predicate) || !ts.isBlock(predicate.body)) return false
  return !asserts(s, predicate.body, known) && ![...nodesOf(predicate.body)].some(ts.isReturnStatement)
}
