/** What the compiler says of some hundred calls, asked in one program. */
import ts from 'typescript'
import * as operations from '../../../src/tensor/index.js'
import { root } from '../../support/sources.js'
import { type CompileError, compile } from '../../types/compile.js'

/** The type of a call as an editor shows it, and the message at an argument if it is refused. */
export interface Said {
  readonly type: string
  readonly refusal: string | undefined
}

/** The operations of the public interface, and what stands for operands and for rules that none of them is. */
const head = `import * as reparam from '../../src/index.js'
import type { Reduce, ReduceGuard, Shape, SplitTail, SplitTailGuard } from '../../src/shape/index.js'
const { ${Object.keys(operations)
  .filter((name) => name !== 'indices')
  .join(', ')} } = reparam
declare const x: <S>() => reparam.Tensor<S>
declare const indices: <S>() => reparam.IntTensor<S>
declare const keeping: <const Axes extends number[]>(...axes: Axes) => <S extends Shape>(
  x: reparam.Tensor<S> & ReduceGuard<'keeping', S, Axes>) => reparam.Tensor<Reduce<S, Axes, true>>
declare const event: <N extends number>(count: N) => <S extends Shape>(
  x: reparam.Tensor<S> & SplitTailGuard<'event', S, N>,
) => [reparam.Tensor<SplitTail<S, N>[0]>, reparam.Tensor<SplitTail<S, N>[1]>]`

const path = 'spec/shape/generated-calls.types.ts'

/** The words of ours in a complaint of the compiler: a literal type at the end of its first sentence. */
const wordsOf = (error: CompileError): string =>
  /["`]((?:\w|\.)+: [^"`]*)["`]/.exec(error.text)?.[1] ?? error.text

const refusalOf = (errors: readonly CompileError[]): string | undefined => {
  const [first, ...more] = errors
  if (first === undefined) return undefined
  return [wordsOf(first), ...more.map((e) => `and: ${e.text}`)].join('\n')
}

/** What the compiler says of each call. */
export const compiled = (calls: readonly string[]): readonly Said[] => {
  const lines = [head, ...calls.map((call, i) => `export const r${i} = ${call}`)]
  const { program, errors } = compile([{ path, text: lines.join('\n') }])
  const found = new Map<number, CompileError[]>()
  for (const e of errors(path)) {
    const at = e.line - head.split('\n').length - 1
    found.set(at, [...(found.get(at) ?? []), e])
  }
  const outside = [...found].filter(([i]) => calls[i] === undefined).flatMap(([, list]) => list)
  if (outside.length > 0) throw new Error(outside.map((e) => `line ${e.line}: ${e.text}`).join('\n'))
  const checker = program.getTypeChecker()
  const types = new Map<string, string>()
  for (const statement of program.getSourceFile(`${root}${path}`)?.statements ?? [])
    if (ts.isVariableStatement(statement))
      for (const { name } of statement.declarationList.declarations)
        if (ts.isIdentifier(name)) types.set(name.text, printed(checker, name))
  return calls.map((_, i) => ({
    type: types.get(`r${i}`) ?? 'nothing',
    refusal: refusalOf(found.get(i) ?? []),
  }))
}

const printed = (checker: ts.TypeChecker, name: ts.Identifier): string =>
  checker
    .typeToString(checker.getTypeAtLocation(name), undefined, ts.TypeFormatFlags.NoTruncation)
    .replaceAll('readonly ', '')
