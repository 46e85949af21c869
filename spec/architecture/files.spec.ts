import { expect, test } from 'vitest'
import { planted, sourcesOf } from '../support/sources.js'
import { defaultExports, meaningless, tooLong } from './files.js'

const all = [...sourcesOf('src'), ...sourcesOf('spec')]

test('no file has more than 400 lines', () => {
  expect(tooLong(all)).toEqual([])
})

test('every file has a name that says what is inside', () => {
  // `spec/types` holds specs of types: there the word is the subject
  expect(meaningless(all.filter((s) => !s.path.startsWith('spec/types/')))).toEqual([])
})

test('nothing is exported by default', () => {
  expect(defaultExports(all)).toEqual([])
})

test('planted: a line too many is found; a generated table may be long', () => {
  const lines = (n: number): string => 'export {}\n'.repeat(n)
  const files = planted({
    'src/a/long.ts': lines(401),
    'src/a/full.ts': lines(400),
    'src/shape/size/digits.ts': lines(900),
  })
  expect(tooLong(files)).toEqual(['src/a/long.ts has 401 lines, more than 400'])
})

test('planted: empty words as names of files and folders are found, parts of names are not', () => {
  const files = planted({ 'src/a/utils.ts': '', 'src/common/b.ts': '', 'src/a/common-subexpression.ts': '' })
  expect(meaningless(files)).toEqual([
    'src/a/utils.ts: "utils" says nothing of what is inside',
    'src/common/b.ts: "common" says nothing of what is inside',
  ])
})

test.each(['export default 1', 'export default function f() {}', 'const f = 1\nexport { f as default }'])(
  'planted: %j is found',
  (text) => {
    expect(defaultExports(planted({ 'src/a/b.ts': text }))).toHaveLength(1)
  },
)

test('planted: an import of a default export is none', () => {
  expect(defaultExports(planted({ 'src/a/b.ts': "import ts from 'typescript'\nexport { ts }" }))).toEqual([])
})
