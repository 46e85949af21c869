/**
 * First and second derivatives of layers in training, to their data and to every parameter, against central differences
 * of the float64 reference.
 */
import { function as F } from 'fp-ts'
import { describe, expect, test } from 'vitest'
import {
  avgPool2d,
  batchNorm,
  concatCondition,
  conv2d,
  convTranspose2d,
  dense,
  depthwiseConv2d,
  dropout,
  globalAvgPool2d,
  groupNorm,
  input,
  layerNorm,
  maxPool2d,
  residual,
  skip,
  tanh,
  upsample2d,
} from '../../src/layer/index.js'
import { key, normal } from '../../src/random/index.js'
import { parameter } from '../../src/tensor/primitive/leaf.js'
import { type AnyTensor, expression, shapeOf, type Tensor, typed } from '../../src/tensor/tensor.js'
import { leaves, withLeaves } from '../../src/tree/index.js'
import { along, centralDifferences, gradient, type Loss, weighted } from '../gradient/checks.js'
import { backendNames, started, valuesOn } from '../support/backends.js'
import { expectNear } from '../support/near.js'
import { reference, type Value } from '../support/reference.js'
import { type Erased, erased } from './erased.js'

const image = input(3, 4, 2)
const label = normal(2, 3)(key(50))

/** Layers, and the axes that lead their data. */
const layers: Readonly<Record<string, readonly [layer: Erased, lead: readonly number[]]>> = {
  conv2d: [erased(F.pipe(image, conv2d(2, { kernel: 2, stride: 2 }))), [2]],
  depthwiseConv2d: [erased(F.pipe(image, depthwiseConv2d({ kernel: 2, multiplier: 2 }))), [2]],
  convTranspose2d: [erased(F.pipe(input(2, 2, 2), convTranspose2d(1, { kernel: 3, stride: 2 }))), [2]],
  'avgPool2d, upsample2d': [erased(F.pipe(image, avgPool2d({ size: 2 }), upsample2d(2), tanh)), [2]],
  maxPool2d: [erased(F.pipe(image, maxPool2d({ size: 2 }), tanh)), [2]],
  globalAvgPool2d: [erased(F.pipe(image, globalAvgPool2d, tanh)), [2]],
  'batchNorm of features': [erased(F.pipe(input(3), batchNorm)), [5]],
  'batchNorm of samples': [erased(F.pipe(input(2), dense(2), tanh, batchNorm)), [2, 3]],
  'batchNorm of images': [erased(F.pipe(input(2, 2, 2), batchNorm)), [2]],
  layerNorm: [erased(F.pipe(input(2, 3), layerNorm)), [2]],
  groupNorm: [erased(F.pipe(input(2, 4), groupNorm(2))), [2]],
  dropout: [erased(F.pipe(input(6), dropout(0.5), dense(2), tanh)), [3]],
  residual: [erased(F.pipe(input(3), residual(F.flow(dense(3), tanh, batchNorm)))), [4]],
  skip: [erased(F.pipe(input(3), skip(F.flow(dense(2), tanh)))), [2]],
  concatCondition: [erased(F.pipe(input(2, 2, 1), concatCondition(label), conv2d(1, { kernel: 2 }))), [2]],
}

/** Numbers in general position: first biases are 0, which hides what multiplies them. */
const somewhere = (shape: readonly number[], seed: number): Value => {
  const drawn = reference(expression(normal(...shape)(key(seed))))
  return { shape, data: drawn.data.map((v) => Math.fround(v)) }
}

/** The value of a layer in training as a function of its data and of every leaf of its parameters. */
const caseOf = ([layer, lead]: readonly [Erased, readonly number[]]) => {
  const params = layer.init(key(0))
  const shapes = [[...lead, ...layer.in], ...leaves(params).map(shapeOf)]
  const f: Loss = ([x, ...rest]) => {
    const given = withLeaves(
      params,
      rest.map((e) => typed<AnyTensor>(e)),
    )
    return expression(
      layer.train<number[]>(given, typed<Tensor<number[]>>(x ?? expression(label)), layer.statistics)(key(3))
        .value,
    )
  }
  return { f, at: shapes.map((shape, i) => somewhere(shape, 100 + i)) }
}

const parametersOf = (at: readonly Value[]) => at.map(({ shape }, i) => parameter(i, shape, 'float32'))

describe.each(backendNames)('on %s', (name) => {
  test.each(Object.entries(layers))('%s', async (_, subject) => {
    const { f, at } = caseOf(subject)
    const loss = weighted(f)
    const backend = await started(name)
    for (const [order, of] of [loss, along(loss)].entries()) {
      const found = await valuesOn(backend, gradient(of), at)
      const wanted = centralDifferences(of(parametersOf(at)), at)
      expect(found.map((g) => g.shape)).toEqual(at.map((p) => p.shape))
      for (const [i, { data }] of wanted.entries()) expectNear(found[i]?.data ?? [], data, 2e-5)
      // where the first derivative is nothing everywhere, it is not tested
      if (order === 0)
        for (const { data } of wanted) expect(Math.max(...data.map(Math.abs))).toBeGreaterThan(1e-6)
    }
  })
})
