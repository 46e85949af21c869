import { either as E } from 'fp-ts'
import { beforeAll, expect, test } from 'vitest'
import type { Backend } from '../../../src/backend/index.js'
import { smallest } from '../../../src/distribution/continuous/support.js'
import { Bernoulli } from '../../../src/distribution/index.js'
import { read, use } from '../../../src/run/index.js'
import { vector } from '../../../src/tensor/index.js'
import { started } from '../../support/backends.js'
import { root } from '../../support/sources.js'
import { type Accuracy, accuracies } from './accuracy.js'
import { page } from './numerics.js'

let backend: Backend
let found: readonly Accuracy[]

beforeAll(async () => {
  expect(E.isRight(await use('cpu')())).toBe(true)
  backend = await started('wasm')
  found = await accuracies(backend)
})

test('the page is what is measured; npm run docs:distributions writes it', async () => {
  await expect(await page(found)).toMatchFileSnapshot(`${root}docs/numerics.md`)
})

test('the powers of 2 in its sentences are those of the code', async () => {
  expect(Math.log2(smallest)).toBe(-125)
  const { logits } = Bernoulli.fromProbabilities(vector([0, 1])).parameters
  for (const logit of await read(logits)) expect(Math.abs(logit)).toBeCloseTo(126 * Math.LN2, 4)
})

test('every function was measured', () => {
  expect(found.length).toBeGreaterThan(15)
  expect(found.filter(({ value }) => !(value > 0 && value < 1e-4)).map(({ name }) => name)).toEqual([])
})
