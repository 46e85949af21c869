import { expect, test } from 'vitest'
import { planted, sourcesOf } from '../support/sources.js'
import { casts, stale, trusted } from './casts.js'

const src = sourcesOf('src')

test('the compiler is overruled in the named files only', () => {
  expect(casts(src)).toEqual([])
})

test('every named file is there, overrules the compiler, and says why', () => {
  expect(stale(src)).toEqual([])
  for (const reason of Object.values(trusted)) expect(reason).toMatch(/\w+ \w+ \w+/)
})

test.each([
  ['const x = y as string', 'as'],
  ['const x = y as unknown as string', 'as'],
  ['const x = <string>y', '<…>'],
  ['const x = y!', '!'],
  ['const x = y![0]', '!'],
  ['let x: any', 'any'],
  ['const f = (x: readonly any[]) => x', 'any'],
  ['// @ts-ignore', '@ts-ignore'],
  ['// @ts-expect-error', '@ts-expect-error'],
  ['/* @ts-nocheck */', '@ts-nocheck'],
])('planted: %j is found', (text, what) => {
  expect(casts(planted({ 'src/a/b.ts': `\n${text}` }))).toContain(`src/a/b.ts:2 ${what}`)
})

test.each([
  'const x = [1] as const',
  'const x = <const>[1]',
  "import { either as E } from 'fp-ts'",
  'const x = { a: 1 } satisfies Record<string, number>',
  'const x = a !== b && !c',
  'const any = 1 // as any word',
])('planted: %j is left alone', (text) => {
  expect(casts(planted({ 'src/a/b.ts': text }))).toEqual([])
})

test('planted: a named file is trusted, and stale once it has no cast', () => {
  const [path = ''] = Object.keys(trusted)
  expect(casts(planted({ [path]: 'const x = y as string' }))).toEqual([])
  expect(stale(planted({ [path]: 'const x = y as string' }))).not.toContain(path)
  expect(stale(planted({ [path]: 'const x = 1' }))).toContain(path)
  expect(stale([])).toEqual(Object.keys(trusted))
})
