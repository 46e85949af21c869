import { expect, test } from 'vitest'
import { planted, sourcesOf } from '../support/sources.js'
import { cycles } from './cycles.js'

test('no files of src import each other in a ring', () => {
  expect(cycles(sourcesOf('src'))).toEqual([])
})

test('planted: a ring of three is found, written with .js as Node wants it', () => {
  const files = planted({
    'src/a/one.ts': "import { two } from './two.js'",
    'src/a/two.ts': "import { three } from '../b/three.js'",
    'src/b/three.ts': "export { one } from '../a/one.js'",
    'src/b/four.ts': "import { three } from './three.js'",
  })
  expect(cycles(files)).toEqual(['src/a/one.ts → src/a/two.ts → src/b/three.ts → src/a/one.ts'])
})

test('planted: a ring through a type only, and a file that imports itself, are found', () => {
  const files = planted({
    'src/a/one.ts': "import type { Two } from './two.js'",
    'src/a/two.ts': "import { one } from './one.js'",
    'src/a/self.ts': "import { self } from './self.js'",
  })
  expect(cycles(files)).toEqual([
    'src/a/one.ts → src/a/two.ts → src/a/one.ts',
    'src/a/self.ts → src/a/self.ts',
  ])
})

test('planted: two ways to the same file are no ring', () => {
  const files = planted({
    'src/a/top.ts': "import './left.js'\nimport './right.js'",
    'src/a/left.ts': "import './bottom.js'",
    'src/a/right.ts': "import './bottom.js'",
    'src/a/bottom.ts': '',
  })
  expect(cycles(files)).toEqual([])
})
