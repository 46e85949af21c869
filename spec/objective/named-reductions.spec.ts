import { expect, test } from 'vitest'
import { planted, sourcesOf } from '../support/sources.js'
import { bareReductions } from './named-reductions.js'

const named = 'src/objective/reduction.ts'

test('objectives reduce by name: bare sums and means stand in one file', () => {
  const sources = sourcesOf('src/objective')
  expect(sources.length).toBeGreaterThan(2)
  expect(bareReductions(sources.filter((s) => s.path !== named))).toEqual([])
  expect(bareReductions(sources.filter((s) => s.path === named))).not.toEqual([])
})

test.each([
  ["import { mean } from '../tensor/index.js'", 'mean'],
  ["import { add, sum as total } from '../tensor/reduce.js'", 'sum'],
  ["import { reduce } from '../tensor/primitive/reduction.js'", 'reduce'],
  ["import * as t from '../tensor/index.js'; const f = t.logSumExp(0)", 'logSumExp'],
])('planted: %j is found', (text, name) => {
  expect(bareReductions(planted({ 'src/objective/penalty.ts': text }))).toEqual([
    `src/objective/penalty.ts:1 ${name}`,
  ])
})

test.each([
  "import { meanSamples, meanBatch } from './reduction.js'",
  'const mean = q.mean()',
  'const total = values.reduce((a, b) => a + b, 0)',
])('planted: %j is left alone', (text) => {
  expect(bareReductions(planted({ 'src/objective/penalty.ts': text }))).toEqual([])
})
