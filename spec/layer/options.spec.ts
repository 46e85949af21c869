/** Options that no layer can be made of are refused when it is made, not when it runs. */
import { function as F } from 'fp-ts'
import { expect, test } from 'vitest'
import {
  batchNormWith,
  dense,
  depthwiseConv2d,
  groupNorm,
  input,
  layerNormWith,
} from '../../src/layer/index.js'
import { gaussianOutput } from '../../src/model/index.js'
import { ShapeError } from '../../src/shape/index.js'

test.each([
  ['batchNorm: expected a momentum from 0 to 1, found 2', () => batchNormWith({ momentum: 2 })],
  ['batchNorm: expected an epsilon above 0, found -1', () => batchNormWith({ epsilon: -1 })],
  ['layerNorm: expected an epsilon above 0, found NaN', () => layerNormWith({ epsilon: Number.NaN })],
  ['groupNorm: expected an epsilon above 0, found 0', () => groupNorm(2, { epsilon: 0 })],
  ['Gaussian: expected a scale above 0, found -1', () => gaussianOutput({ scale: -1 })],
] as const)('%s', (words, make) => {
  expect(make).toThrow(new RangeError(words))
})

test.each([
  ['input: expected a whole number of at least 1, found -1', () => input(-1, 2)],
  ['dense: expected a whole number of at least 1, found 0', () => F.pipe(input(2), dense(0))],
  [
    'depthwiseConv2d: expected a whole number of at least 1, found 1.5',
    () => F.pipe(input(4, 4, 2), depthwiseConv2d({ kernel: 3, multiplier: 1.5 })),
  ],
] as const)('%s', (words, make) => {
  expect(make).toThrow(new ShapeError(words))
})
