import { expect, test } from 'vitest'
import { planted, sourcesOf } from '../support/sources.js'
import { deepFpTs, loadedBy, tensorflow } from './packages.js'

const src = sourcesOf('src')

test('only src/backend imports TensorFlow.js', () => {
  expect(tensorflow(src)).toEqual([])
})

test('nothing reaches inside fp-ts', () => {
  expect(deepFpTs([...src, ...sourcesOf('spec')])).toEqual([])
})

test("what 'reparam' loads runs in a browser and needs no optional package", () => {
  expect(loadedBy(src, 'src/index.ts', ['fp-ts', '@tensorflow/tfjs-core'])).toEqual([])
})

test("and so does what 'reparam/tf' loads", () => {
  expect(loadedBy(src, 'src/tf.ts', ['fp-ts', '@tensorflow/tfjs-core'])).toEqual([])
})

test("'reparam/estimate' needs ml-matrix besides", () => {
  expect(loadedBy(src, 'src/estimate/index.ts', ['fp-ts', '@tensorflow/tfjs-core', 'ml-matrix'])).toEqual([])
})

test("'reparam/laws' needs fast-check besides", () => {
  expect(loadedBy(src, 'src/laws/index.ts', ['fp-ts', '@tensorflow/tfjs-core', 'fast-check'])).toEqual([])
})

test('planted: TensorFlow.js beside the backend is found, by type or by import() too', () => {
  const files = planted({
    'src/backend/starting/start.ts': "import * as tf from '@tensorflow/tfjs-core'",
    'src/run/read.ts': "import type { TensorInfo } from '@tensorflow/tfjs-core'",
    'src/layer/dense.ts': "const wasm = () => import('@tensorflow/tfjs-backend-wasm')",
  })
  expect(tensorflow(files)).toEqual([
    'src/run/read.ts:1 imports @tensorflow/tfjs-core; only src/backend does',
    'src/layer/dense.ts:1 imports @tensorflow/tfjs-backend-wasm; only src/backend does',
  ])
})

test('planted: an import from inside fp-ts is found', () => {
  const files = planted({
    'src/data/idx.ts': "import { either as E } from 'fp-ts'\nimport { pipe } from 'fp-ts/function'",
    'src/data/npz.ts': "import * as E from 'fp-ts/lib/Either.js'",
  })
  expect(deepFpTs(files)).toEqual([
    "src/data/idx.ts:2 imports fp-ts/function; write import { … } from 'fp-ts'",
    "src/data/npz.ts:1 imports fp-ts/lib/Either.js; write import { … } from 'fp-ts'",
  ])
})

test('planted: a part of Node that the entry loads through another file is found; types and import() are not', () => {
  const files = planted({
    'src/index.ts': "export { a } from './data/a.js'\nexport type { B } from './data/b.js'",
    'src/data/a.ts':
      "import { c } from './c.js'\nimport type { JSDOM } from 'jsdom'\nconst d = import('./d.js')",
    'src/data/b.ts': "import { readFile } from 'node:fs/promises'",
    'src/data/c.ts':
      "import { either } from 'fp-ts'\nimport { gunzipSync } from 'node:zlib'\nimport { a } from './a.js'",
    'src/data/d.ts': "import fc from 'fast-check'",
  })
  expect(loadedBy(files, 'src/index.ts', ['fp-ts'])).toEqual([
    'src/data/c.ts:2 loads node:zlib whenever src/index.ts is loaded',
  ])
})
