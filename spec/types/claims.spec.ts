import { readFileSync } from 'node:fs'
import ts from 'typescript'
import { beforeAll, describe, expect, test } from 'vitest'
import { nodesOf, root, type Source, sourcesOf } from '../support/sources.js'
import { type Compiled, compile } from './compile.js'

const files = sourcesOf('spec').filter(({ path }) => path.endsWith('.types.ts'))

/** Both sides of every claim of a file that two types are the same. */
const claimsOf = ({ tree }: Source): readonly (readonly [string, string])[] =>
  [...nodesOf(tree)].flatMap((node) => {
    if (!ts.isTypeReferenceNode(node) || node.typeName.getText(tree) !== 'Equal') return []
    const [a, b] = (node.typeArguments ?? []).map((side) => side.getText(tree).replaceAll('\n', ' '))
    return a === undefined || b === undefined ? [] : [[a, b] as const]
  })

/** The file with each claim once more, one a line, with another type on the right. */
const planted = (source: Source) => ({
  path: source.path.replace('.types.ts', '.planted.ts'),
  text: [
    readFileSync(`${root}${source.path}`, 'utf8').trimEnd(),
    ...claimsOf(source).map(
      ([a, b], i) => `export type Planted${i} = Claims<[Equal<${a}, { planted: ${b} }>]>`,
    ),
  ].join('\n'),
})

let compiled: Compiled

beforeAll(() => {
  const plain = files.map(({ path, tree }) => ({ path, text: tree.text }))
  compiled = compile([...plain, ...files.map(planted)])
})

describe('claims about types', () => {
  test('there are files of them', () => {
    expect(files.map(({ path }) => path)).toEqual([
      'spec/linear/linear.types.ts',
      'spec/shape/arrange.types.ts',
      'spec/shape/convolution.types.ts',
      'spec/shape/einsum.types.ts',
      'spec/shape/generic.types.ts',
      'spec/shape/shape.types.ts',
      'spec/types/composition.types.ts',
      'spec/types/dataflow.types.ts',
    ])
  })

  test.each(files.map((f) => [f.path, f] as const))('%s: every one holds', (path) => {
    expect(compiled.errors(path)).toEqual([])
  })

  test.each(files.map((f) => [f.path, f] as const))('%s: every one fails with another type', (_, f) => {
    const first = f.tree.text.trimEnd().split('\n').length + 1
    const count = claimsOf(f).length
    expect(count).toBeGreaterThan(15)
    expect(compiled.errors(planted(f).path).map((e) => e.line)).toEqual(
      Array.from({ length: count }, (_, i) => first + i),
    )
  })
})

test('the twelve rows of the data path stand in order, as docs/dataflow.md has them', () => {
  const rows = claimsOf(files.find(({ path }) => path.includes('dataflow')) ?? { path: '', tree: emptyTree })
    .map(([a]) => /^\[(\d+),/.exec(a)?.[1])
    .filter((row) => row !== undefined)
  const documented = [...readFileSync(`${root}docs/dataflow.md`, 'utf8').matchAll(/^\| (\d+) \|/gm)]
  expect(rows).toEqual(documented.map(([, row]) => row))
  expect(rows.length).toBe(12)
})

const emptyTree = ts.createSourceFile('empty.ts', '', ts.ScriptTarget.ES2022, true)
