import { expect, test } from 'vitest'
import { planted, sourcesOf } from '../support/sources.js'
import { unresolved } from './imports.js'
import { layering } from './layering.js'

const src = sourcesOf('src')

test('every relative import of src means a source file', () => {
  expect(src.length).toBeGreaterThan(30)
  expect(unresolved(src)).toEqual([])
})

test('folders of src import strictly downward', () => {
  expect(layering(src)).toEqual([])
})

test.each([
  ['upward', "import { add } from '../tensor/index.js'", 'src/shape/dim.ts:1: shape may not import tensor'],
  ['of a type', "import type { A } from '../run/index.js'", 'src/shape/dim.ts:1: shape may not import run'],
  ['by re-export', "export * from '../plan/index.js'", 'src/shape/dim.ts:1: shape may not import plan'],
  ['by import()', "const m = import('../tree/a.js')", 'src/shape/dim.ts:1: shape may not import tree'],
  ['in a type', "type A = import('../tree/a.js').A", 'src/shape/dim.ts:1: shape may not import tree'],
  ['of the program', "import { main } from '../cli/main.js'", 'src/shape/dim.ts:1: nothing imports cli'],
  [
    'of the entry',
    "import { A } from '../index.js'",
    'src/shape/dim.ts:1 imports src/index.ts, which is for users only',
  ],
])('planted: an import %s is found', (_, text, complaint) => {
  expect(layering(planted({ 'src/shape/dim.ts': text }))).toEqual([complaint])
})

test('planted: the program may not import the entry either', () => {
  const files = planted({ 'src/cli/main.ts': "import { Key } from '../index.js'" })
  expect(layering(files)).toEqual(['src/cli/main.ts:1 imports src/index.ts, which is for users only'])
})

test('planted: what goes downward, or is an entry, is left alone', () => {
  const files = planted({
    'src/tensor/tensor.ts': "import type { Dim } from '../shape/index.js'\nimport { node } from './node.js'",
    'src/index.ts': "export * from './train/index.js'",
    'src/cli/main.ts': "import { step } from '../train/step.js'\nimport { parse } from './options.js'",
  })
  expect(layering(files)).toEqual([])
})

test('planted: a folder or a file beside the entries that nobody planned is found', () => {
  const files = planted({ 'src/extras/a.ts': '', 'src/extra.ts': '' })
  expect(layering(files)).toEqual([
    'src/extras/a.ts stands in no folder of the floor plan',
    'src/extra.ts stands in no folder of the floor plan',
  ])
})

test('planted: an import that plain Node cannot load is found', () => {
  const files = planted({
    'src/shape/a.ts': "import { b } from './b'\nimport { c } from './c.js'\nimport { d } from './d.js'",
    'src/shape/b.ts': '',
    'src/shape/d.ts': '',
  })
  expect(unresolved(files)).toEqual([
    'src/shape/a.ts:1 imports ./b, which is no source file',
    'src/shape/a.ts:2 imports ./c.js, which is no source file',
  ])
})
