/** Every layer: its value in evaluation and in training, and the gradients of both by its data and its parameters. */
import { function as F } from 'fp-ts'
import * as L from '../../src/layer/index.js'
import { key, normal } from '../../src/random/index.js'
import type { Expression } from '../../src/tensor/expression.js'
import { mul, square, vector } from '../../src/tensor/index.js'
import { type AnyTensor, expression, shapeOf, type Tensor, typed } from '../../src/tensor/tensor.js'
import { leaves, type Tree, withLeaves } from '../../src/tree/index.js'
import { spread } from '../gradient/cases/case.js'
import { gradient, weighted } from '../gradient/checks.js'
import { type Erased, erased } from '../layer/erased.js'
import { item } from '../support/reference-value.js'
import type { Subject } from './subject.js'

/** What `reparam/layer` exports that is no layer. */
type Other = 'glorotNormal' | 'glorotUniform' | 'heNormal' | 'lecunNormal'

const { input } = L
const image = input(5, 4, 2)
const row = input(6)
const batch = 3

const gain = L.defineLayer({
  in: [6],
  out: [6],
  init: () => vector([1, 2, 3, 4, 5, 6]),
  apply: (scale, x) => mul(x, scale),
})

const layers: Readonly<Record<Exclude<keyof typeof L, Other>, readonly Erased[]>> = {
  input: [erased(row)],
  identity: [erased(F.pipe(row, L.identity))],
  andThen: [erased(F.pipe(row, L.dense(3), L.andThen(F.pipe(input(3), L.tanh))))],
  defineLayer: [erased(gain)],
  dense: [erased(F.pipe(row, L.dense(3)))],
  made: [erased(F.pipe(row, L.made({ hidden: [5], outputs: 2 })))],
  conv2d: [
    erased(F.pipe(image, L.conv2d(3, { kernel: 3, stride: 2 }))),
    erased(F.pipe(image, L.conv2d(2, { kernel: [2, 3], padding: 'valid' }))),
    erased(F.pipe(image, L.conv2d(2, { kernel: 2, dilation: 2 }))),
  ],
  depthwiseConv2d: [
    erased(F.pipe(image, L.depthwiseConv2d({ kernel: 3, multiplier: 2 }))),
    erased(F.pipe(image, L.depthwiseConv2d({ kernel: 3, stride: 2 }))),
  ],
  convTranspose2d: [
    erased(F.pipe(image, L.convTranspose2d(3, { kernel: 3, stride: 2 }))),
    erased(F.pipe(image, L.convTranspose2d(1, { kernel: [4, 2], stride: [2, 1], padding: 'valid' }))),
  ],
  conv1d: [erased(F.pipe(input(7, 2), L.conv1d(3, { kernel: 3, stride: 2 })))],
  maxPool2d: [
    erased(F.pipe(image, L.maxPool2d({ size: 2 }))),
    erased(F.pipe(image, L.maxPool2d({ size: 3, stride: 2, padding: 'same' }))),
  ],
  avgPool2d: [
    erased(F.pipe(image, L.avgPool2d({ size: 2 }))),
    erased(F.pipe(image, L.avgPool2d({ size: 3, stride: 2, padding: 'same' }))),
  ],
  globalAvgPool2d: [erased(F.pipe(image, L.globalAvgPool2d))],
  globalMaxPool2d: [erased(F.pipe(image, L.globalMaxPool2d))],
  upsample2d: [erased(F.pipe(image, L.upsample2d([2, 3])))],
  batchNorm: [erased(F.pipe(row, L.batchNorm)), erased(F.pipe(image, L.batchNorm))],
  batchNormWith: [erased(F.pipe(image, L.batchNormWith({ momentum: 0.75, epsilon: 1e-3 })))],
  layerNorm: [erased(F.pipe(row, L.layerNorm))],
  layerNormWith: [erased(F.pipe(image, L.layerNormWith({ epsilon: 1e-3 })))],
  groupNorm: [erased(F.pipe(image, L.groupNorm(2)))],
  dropout: [erased(F.pipe(row, L.dropout(0.4)))],
  elu: [erased(F.pipe(row, L.elu))],
  gelu: [erased(F.pipe(row, L.gelu))],
  leakyRelu: [erased(F.pipe(row, L.leakyRelu(0.1)))],
  pointwise: [erased(F.pipe(row, L.pointwise(square)))],
  relu: [erased(F.pipe(row, L.relu))],
  sigmoid: [erased(F.pipe(row, L.sigmoid))],
  silu: [erased(F.pipe(row, L.silu))],
  softplus: [erased(F.pipe(row, L.softplus))],
  tanh: [erased(F.pipe(row, L.tanh))],
  flatten: [erased(F.pipe(image, L.flatten))],
  reshape: [erased(F.pipe(row, L.reshape(3, 2)))],
  transpose: [erased(F.pipe(image, L.transpose(2, 0, 1)))],
  pad: [erased(F.pipe(image, L.pad([[1, 0], [0, 2], []])))],
  residual: [erased(F.pipe(row, L.residual(F.flow(L.dense(6), L.tanh))))],
  skip: [erased(F.pipe(row, L.skip(F.flow(L.dense(2), L.tanh))))],
  addBranches: [erased(F.pipe(image, L.addBranches(L.conv2d(3, { kernel: 1 }), L.conv2d(3, { kernel: 3 }))))],
  concatBranches: [
    erased(F.pipe(image, L.concatBranches(L.conv2d(1, { kernel: 1 }), L.conv2d(3, { kernel: 3 })))),
  ],
  concatCondition: [
    erased(F.pipe(image, L.concatCondition(normal(batch, 3)(key(50))), L.conv2d(2, { kernel: 2 }))),
  ],
}

const made = <T extends Tree>(tree: T, from: readonly Expression[]): T =>
  withLeaves(
    tree,
    from.map((e) => typed<AnyTensor>(e)),
  )

/** A layer as functions of its data, of every leaf of its parameters and, last, of its running statistics. */
const ofLayer = (name: string, layer: Erased): Subject => {
  const params = layer.init(key(0))
  const own = leaves(params).length
  const shapes = [
    [batch, ...layer.in],
    ...leaves(params).map(shapeOf),
    ...leaves(layer.statistics).map(shapeOf),
  ]
  const split = (xs: readonly Expression[]) => ({
    x: typed<Tensor<number[]>>(item(xs, 0)),
    params: made(params, xs.slice(1, 1 + own)),
    statistics: made(layer.statistics, xs.slice(1 + own)),
  })
  const train = (xs: readonly Expression[]): readonly Expression[] => {
    const given = split(xs)
    const { value, statistics } = layer.train<number[]>(given.params, given.x, given.statistics)(key(3))
    return [value, ...leaves(statistics)].map(expression)
  }
  const apply = (xs: readonly Expression[]): Expression => {
    const given = split(xs)
    return expression(layer.apply<number[]>(given.params, given.x, given.statistics))
  }
  const trained = (xs: readonly Expression[]): Expression => item(train(xs), 0)
  return {
    name,
    rule: 'together',
    terms: 1,
    deviations: [],
    // statistics are variances, too
    at: shapes.map((shape, i) => (i > own ? spread(shape, i, 0.5, 1.5) : spread(shape, i))),
    builds: [
      { order: 'value', build: (xs) => [...train(xs), apply(xs)] },
      {
        order: 'first',
        build: (xs) => [trained, apply].flatMap((f) => gradient(weighted(f))(xs)),
      },
    ],
  }
}

/** By what a user calls. */
export const layerSubjects: Readonly<Record<string, readonly Subject[]>> = Object.fromEntries(
  Object.entries(layers).map(([name, list]) => [
    name,
    list.map((layer) => ofLayer(`[${layer.in}] to [${layer.out}]`, layer)),
  ]),
)
