/** Layers with their gradients against torch's and Keras's, in float32 against float64. */
import { function as F } from 'fp-ts'
import { describe, expect, test } from 'vitest'
import type { Backend } from '../../src/backend/index.js'
import { grad } from '../../src/gradient/index.js'
import {
  avgPool2d,
  batchNorm,
  batchNormWith,
  conv1d,
  conv2d,
  convTranspose2d,
  depthwiseConv2d,
  globalAvgPool2d,
  globalMaxPool2d,
  groupNorm,
  input,
  layerNorm,
  layerNormWith,
  maxPool2d,
  type Params,
  upsample2d,
} from '../../src/layer/index.js'
import { key } from '../../src/random/index.js'
import { mul, shapeOf, sum, type Tensor } from '../../src/tensor/index.js'
import { paths } from '../../src/tree/index.js'
import keras from '../golden/keras-layers.json' with { type: 'json' }
import torch from '../golden/torch-layers.json' with { type: 'json' }
import { backendNames, started } from '../support/backends.js'
import { expectNear, numbersOf, numbersOfTree } from '../support/near.js'
import { type Erased, erased, type Numbers, tensorOf } from './erased.js'

/** A layer of another library: its numbers, and the gradient of the sum of `out` times `weights`. */
interface Case {
  readonly name: string
  readonly x: Numbers
  readonly params: Readonly<Record<string, Numbers>>
  readonly out: Numbers
  readonly weights: Numbers
  readonly gradients: readonly Numbers[]
  readonly state?: Readonly<Record<string, Numbers>>
  readonly next?: Readonly<Record<string, Numbers>>
}

const image = input(5, 6, 2)
const low = input(5, 4, 2)

const fromTorch: Readonly<Record<string, Erased>> = {
  'conv2d: valid': erased(F.pipe(image, conv2d(3, { kernel: [3, 2], padding: 'valid' }))),
  'conv2d: padding 1, stride 2': erased(F.pipe(image, conv2d(4, { kernel: 3, padding: 1, stride: 2 }))),
  'conv2d: padding [[1, 2], [0, 1]], stride [1, 2], dilation 2': erased(
    F.pipe(
      input(6, 7, 3),
      conv2d(2, {
        kernel: [2, 3],
        padding: [
          [1, 2],
          [0, 1],
        ],
        stride: [1, 2],
        dilation: 2,
      }),
    ),
  ),
  'conv2d: kernel 1': erased(F.pipe(input(2, 3, 4), conv2d(2, { kernel: 1 }))),
  'depthwiseConv2d: valid': erased(
    F.pipe(input(4, 5, 3), depthwiseConv2d({ kernel: [3, 2], padding: 'valid' })),
  ),
  'depthwiseConv2d: two filters each, padding 1, stride 2': erased(
    F.pipe(low, depthwiseConv2d({ kernel: 3, padding: 1, stride: 2, multiplier: 2 })),
  ),
  'convTranspose2d: valid, stride 2': erased(
    F.pipe(input(3, 4, 2), convTranspose2d(3, { kernel: [2, 3], stride: 2, padding: 'valid' })),
  ),
  'convTranspose2d: padding 1, stride 2, output padding 1': erased(
    F.pipe(input(3, 4, 2), convTranspose2d(3, { kernel: 3, stride: 2, padding: 1, outputPadding: 1 })),
  ),
  'convTranspose2d: padding [1, 2], stride [2, 3], dilation 2, output padding [1, 2]': erased(
    F.pipe(
      input(3, 2, 2),
      convTranspose2d(2, {
        kernel: [2, 3],
        stride: [2, 3],
        padding: [1, 2],
        dilation: 2,
        outputPadding: [1, 2],
      }),
    ),
  ),
  'maxPool2d: size 2': erased(F.pipe(low, maxPool2d({ size: 2 }))),
  'maxPool2d: size 3, stride 2, padding 1': erased(
    F.pipe(image, maxPool2d({ size: 3, stride: 2, padding: 1 })),
  ),
  'avgPool2d: size [2, 3], stride [2, 1]': erased(F.pipe(image, avgPool2d({ size: [2, 3], stride: [2, 1] }))),
  'avgPool2d: size 3, stride 2, padding 1': erased(
    F.pipe(low, avgPool2d({ size: 3, stride: 2, padding: 1 })),
  ),
  globalAvgPool2d: erased(F.pipe(input(3, 4, 2), globalAvgPool2d)),
  globalMaxPool2d: erased(F.pipe(input(3, 4, 2), globalMaxPool2d)),
  'upsample2d: factor [2, 3]': erased(F.pipe(input(2, 3, 2), upsample2d([2, 3]))),
  'batchNorm: features, training': erased(F.pipe(input(3), batchNorm)),
  'batchNorm: features, evaluation': erased(F.pipe(input(3), batchNorm)),
  'batchNorm: samples of features, training': erased(F.pipe(input(4), batchNorm)),
  'batchNorm: samples of features, evaluation': erased(F.pipe(input(4), batchNorm)),
  'batchNorm: images, keeping .75, epsilon 1e-3, training': erased(
    F.pipe(input(2, 3, 2), batchNormWith({ momentum: 0.75, epsilon: 1e-3 })),
  ),
  'batchNorm: images, keeping .75, epsilon 1e-3, evaluation': erased(
    F.pipe(input(2, 3, 2), batchNormWith({ momentum: 0.75, epsilon: 1e-3 })),
  ),
  'batchNorm: one image, training': erased(F.pipe(input(3, 3, 2), batchNorm)),
  'batchNorm: one image, evaluation': erased(F.pipe(input(3, 3, 2), batchNorm)),
  'layerNorm: features': erased(F.pipe(input(5), layerNorm)),
  'layerNorm: images, epsilon 1e-3': erased(F.pipe(input(2, 3, 4), layerNormWith({ epsilon: 1e-3 }))),
  'groupNorm: 2 groups of images': erased(F.pipe(input(3, 2, 6), groupNorm(2))),
  'groupNorm: 3 groups of features, epsilon 1e-3': erased(F.pipe(input(6), groupNorm(3, { epsilon: 1e-3 }))),
  'conv1d: valid': erased(F.pipe(input(6, 3), conv1d(2, { kernel: 3, padding: 'valid' }))),
  'conv1d: padding 1, stride 2': erased(F.pipe(input(7, 2), conv1d(3, { kernel: 3, padding: 1, stride: 2 }))),
  'conv1d: padding [4, 0], dilation 2': erased(
    F.pipe(input(7, 2), conv1d(3, { kernel: 3, padding: [4, 0], dilation: 2 })),
  ),
}

const fromKeras: Readonly<Record<string, Erased>> = {
  'conv2d: same': erased(F.pipe(input(4, 5, 2), conv2d(3, { kernel: [3, 2] }))),
  'conv2d: same, stride 2': erased(F.pipe(low, conv2d(3, { kernel: 3, stride: 2, padding: 'same' }))),
  'conv2d: same, stride [2, 3]': erased(
    F.pipe(input(6, 7, 1), conv2d(2, { kernel: [4, 3], stride: [2, 3] })),
  ),
  'conv2d: same, dilation 2': erased(F.pipe(image, conv2d(2, { kernel: [3, 2], dilation: 2 }))),
  'depthwiseConv2d: same, stride 2': erased(
    F.pipe(input(5, 4, 3), depthwiseConv2d({ kernel: 3, stride: 2, multiplier: 2 })),
  ),
  'convTranspose2d: same': erased(F.pipe(input(3, 4, 2), convTranspose2d(3, { kernel: [3, 2] }))),
  'convTranspose2d: same, stride 2': erased(
    F.pipe(input(3, 2, 2), convTranspose2d(2, { kernel: 3, stride: 2, padding: 'same' })),
  ),
  'convTranspose2d: same, kernel [2, 5], stride [3, 2]': erased(
    F.pipe(input(2, 3, 2), convTranspose2d(3, { kernel: [2, 5], stride: [3, 2] })),
  ),
  'maxPool2d: same, size 3, stride 2': erased(
    F.pipe(image, maxPool2d({ size: 3, stride: 2, padding: 'same' })),
  ),
  'avgPool2d: same, size [2, 3], stride 2': erased(
    F.pipe(low, avgPool2d({ size: [2, 3], stride: 2, padding: 'same' })),
  ),
}

const treesOf = (found: Readonly<Record<string, Numbers>> = {}): Params => {
  const named = Object.entries(found).map(([name, numbers]) => [name, tensorOf(numbers)] as const)
  return named.length === 0 ? [] : [Object.fromEntries(named)]
}

const layerOf = (table: Readonly<Record<string, Erased>>, name: string): Erased => {
  const found = table[name]
  if (found === undefined) throw new Error(`no layer is called ${name}`)
  return found
}

/** How far float32 may be off: sums of some tens of products of numbers near 1. */
const tolerance = 3e-6

type Variables = { readonly x: Tensor<number[]>; readonly params: Params }

/** The value of a layer as the case asks for it, and what its training passes on. */
const run = (layer: Erased, { next, state }: Case, { x, params }: Variables) => {
  const statistics = treesOf(state)
  if (next === undefined) return { value: layer.apply<number[]>(params, x, statistics), statistics: [] }
  return layer.train<number[]>(params, x, statistics)(key(0))
}

/** Value, gradients and next statistics of a layer are those of the case. */
const expectLike = async (layer: Erased, c: Case, backend: Backend): Promise<void> => {
  const given: Variables = { x: tensorOf(c.x), params: treesOf(c.params) }
  expect(paths(layer.init(key(0)))).toEqual(paths(given.params))
  const { value, statistics: state } = run(layer, c, given)
  expect(shapeOf(value)).toEqual(c.out.shape)
  expectNear(await numbersOf(value, backend), c.out.data, tolerance)

  const slope = grad((v: Variables) => sum()(mul(run(layer, c, v).value, tensorOf(c.weights))))(given)
  const found = await numbersOfTree([slope.x, ...slope.params], backend)
  expect(found.length).toBe(c.gradients.length)
  for (const [i, { data }] of c.gradients.entries()) expectNear(found[i] ?? [], data, tolerance)

  const following = await numbersOfTree(state, backend)
  const wanted = Object.values(c.next ?? {}).map(({ data }) => data)
  expect(following.length).toBe(wanted.length)
  for (const [i, data] of wanted.entries()) expectNear(following[i] ?? [], data, tolerance)
}

const fromLibraries: readonly (readonly [string, Readonly<Record<string, Erased>>, readonly Case[]])[] = [
  ['torch', fromTorch, torch.cases],
  ['Keras', fromKeras, keras.cases],
]

describe.each(fromLibraries)('%s', (_, table, cases) => {
  describe.each(backendNames)('on %s', (backendName) => {
    test.each(cases.map((c) => [c.name, c] as const))('%s', async (name, c) => {
      await expectLike(layerOf(table, name), c, await started(backendName))
    })
  })

  test('every case of the file has its layer, and every layer its case', () => {
    expect(cases.map(({ name }) => name)).toEqual(Object.keys(table))
  })
})

describe('another layer is seen: ', () => {
  test.each([
    [
      'conv2d: same, stride 2',
      erased(F.pipe(input(5, 4, 2), conv2d(3, { kernel: 3, stride: 2, padding: 1 }))),
    ],
    [
      'avgPool2d: size 3, stride 2, padding 1',
      erased(F.pipe(low, maxPool2d({ size: 3, stride: 2, padding: 1 }))),
    ],
    [
      'batchNorm: images, keeping .75, epsilon 1e-3, training',
      erased(F.pipe(input(2, 3, 2), batchNormWith({ momentum: 0.25, epsilon: 1e-3 }))),
    ],
    [
      'batchNorm: images, keeping .75, epsilon 1e-3, evaluation',
      erased(F.pipe(input(2, 3, 2), batchNormWith({ momentum: 0.75 }))),
    ],
    ['groupNorm: 2 groups of images', erased(F.pipe(input(3, 2, 6), groupNorm(3)))],
  ])('%s', async (name, other) => {
    const known: readonly Case[] = [...torch.cases, ...keras.cases]
    const c = known.find((k) => k.name === name)
    if (c === undefined) throw new Error(`no case is called ${name}`)
    await expect(expectLike(other, c, await started('cpu'))).rejects.toThrow('deeply equal')
  })
})
