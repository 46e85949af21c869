import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { root } from '../support/sources.js'
import { declarationsOf, leaksOf } from './any.js'
import { compile } from './compile.js'

/** What the package exports under its names. */
const modules = [
  'src/index.ts',
  'src/layer/index.ts',
  'src/estimate/index.ts',
  'src/laws/index.ts',
  'src/node.ts',
  'src/tf.ts',
]

const faults: Readonly<Record<string, string>> = {
  'a result': 'export const leak = (): any => 0',
  'a parameter': 'export function leak(x: any): string { return String(x) }',
  'an inferred result': 'export const leak = (text: string) => JSON.parse(text)',
  'a result of a result': 'export const leak = (n: number) => (text: string) => [n, JSON.parse(text)]',
  'the result of a refused shape':
    "import { add, ones, zeros } from '../../src/tensor/index.js'\nexport const leak = add(zeros(2), ones(3))",
  'a property of an interface': 'export interface leak { readonly b: { readonly c: any } }',
  'a type argument': 'export type leak = Promise<readonly any[]>',
  'a default': 'export interface leak<B = any> { readonly b: B }',
  'a class': 'export class leak { f(x: any): void {} }',
  'another Ok': 'export type leak = Ok<[]>\ntype Ok<R> = R extends string ? any : R',
}

const planted = (name: string) => `spec/types/planted-any-${name.replaceAll(' ', '-')}`
let declarations: ReadonlyMap<string, string>

beforeAll(() => {
  declarations = declarationsOf(
    compile(
      [
        ...modules.map((path) => ({ path, text: readFileSync(`${root}${path}`, 'utf8') })),
        ...Object.entries(faults).map(([name, text]) => ({ path: `${planted(name)}.ts`, text })),
      ],
      { noEmit: false, declaration: true, emitDeclarationOnly: true, noEmitOnError: false },
    ),
  )
})

describe('no any in what the package declares', () => {
  test('what the modules export, and whatever they import', () => {
    const ours = [...declarations].filter(([path]) => path.startsWith('src/'))
    expect(ours.map(([path]) => path)).toEqual(
      expect.arrayContaining(modules.map((path) => path.replace('.ts', '.d.ts'))),
    )
    expect(ours.flatMap(([path, text]) => leaksOf(path, text))).toEqual([])
  })

  test('and no type of the package that factorises matrices', () => {
    const ours = [...declarations].filter(([path]) => path.startsWith('src/'))
    expect(ours.filter(([, text]) => text.includes('ml-matrix')).map(([path]) => path)).toEqual([])
  })

  test('but where a shape was refused', () => {
    const path = 'src/shape/dim.d.ts'
    expect(declarations.get(path)).toMatch(/type Ok<R> = .* \? any : R/)
    expect(leaksOf('src/shape/other.d.ts', declarations.get(path) ?? '')).toEqual(['src/shape/other.d.ts Ok'])
  })

  test.each(Object.keys(faults))('planted in %s it is found', (name) => {
    const path = `${planted(name)}.d.ts`
    expect(leaksOf(path, declarations.get(path) ?? '')).toContainEqual(
      expect.stringMatching(name === 'another Ok' ? / Ok$/ : / leak$/),
    )
  })
})
