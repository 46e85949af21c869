/** Dots with every kind of axes, and convolutions with every kind of window. */

import { matmul } from '../../../src/tensor/contract.js'
import type {
  ConvolutionWindow,
  DotDimensions,
  Expression,
  PoolingWindow,
} from '../../../src/tensor/expression.js'
import { convolution, inputGradient, kernelGradient } from '../../../src/tensor/primitive/convolution.js'
import { dotGeneral } from '../../../src/tensor/primitive/dot.js'
import * as p from '../../../src/tensor/primitive/elementwise.js'
import { splat } from '../../../src/tensor/primitive/leaf.js'
import { reduceWindow } from '../../../src/tensor/primitive/window.js'
import { expression, type Tensor, typed } from '../../../src/tensor/tensor.js'
import { float32Value } from '../../support/reference-value.js'
import { atKink, type Case, one, spread, two } from './case.js'

type Shape = readonly number[]

const dot = (name: string, a: Shape, b: Shape, dims: Partial<DotDimensions>): Case =>
  two(name, spread(a, 1), spread(b, 2), (x, y) =>
    p.sine(dotGeneral(x, y, { lhsBatch: [], rhsBatch: [], lhsContracting: [], rhsContracting: [], ...dims })),
  )

const product = (a: readonly number[], b: readonly number[]): Case =>
  two(`matmul [${a}] by [${b}]`, spread(a, 3), spread(b, 4), (x, y) =>
    p.sine(expression(matmul(typed<Tensor<[number, number]>>(x), typed<Tensor<[number, number]>>(y)))),
  )

export const dots: readonly Case[] = [
  product([2, 3], [3, 4]),
  product([2, 3, 5], [5, 4]),
  product([2, 3, 5], [2, 5, 4]),
  product([2, 1, 3, 2], [3, 2, 4]),
  product([1, 4], [4, 1]),
  dot('inner of vectors', [3], [3], { lhsContracting: [0], rhsContracting: [0] }),
  dot('outer of vectors', [3], [2], {}),
  dot('of a transposed left', [3, 2], [3, 4], { lhsContracting: [0], rhsContracting: [0] }),
  dot('of a transposed right', [2, 3], [4, 3], { lhsContracting: [1], rhsContracting: [1] }),
  dot('over two axes in another order', [2, 3, 4], [4, 2, 5], {
    lhsContracting: [0, 2],
    rhsContracting: [1, 0],
  }),
  dot('over everything', [2, 3], [3, 2], { lhsContracting: [0, 1], rhsContracting: [1, 0] }),
  dot('with free axes on all sides', [2, 3, 2], [2, 3, 2], { lhsContracting: [1], rhsContracting: [1] }),
  dot('with a batch axis at the end', [3, 4, 2], [4, 2, 3], {
    lhsBatch: [2],
    rhsBatch: [1],
    lhsContracting: [1],
    rhsContracting: [0],
  }),
  dot('with two batch axes in another order', [2, 3, 4], [3, 4, 2], {
    lhsBatch: [0, 1],
    rhsBatch: [2, 0],
    lhsContracting: [2],
    rhsContracting: [1],
  }),
  dot('with batch axes alone', [2, 3], [3, 2], { lhsBatch: [0, 1], rhsBatch: [1, 0] }),
  two('of a large enough batch to go one by one', spread([2, 16, 2], 5), spread([2, 2, 16], 6), (x, y) => {
    const square = dotGeneral(x, y, {
      lhsBatch: [0],
      rhsBatch: [0],
      lhsContracting: [2],
      rhsContracting: [1],
    })
    return dotGeneral(square, square, {
      lhsBatch: [0],
      rhsBatch: [0],
      lhsContracting: [2],
      rhsContracting: [1],
    })
  }),
  one('of x and x', spread([3, 3], 7), (x) =>
    dotGeneral(x, x, { lhsBatch: [], rhsBatch: [], lhsContracting: [1], rhsContracting: [0] }),
  ),
]

const plain: ConvolutionWindow = {
  strides: [1, 1],
  padding: [
    [0, 0],
    [0, 0],
  ],
  inputDilation: [1, 1],
  kernelDilation: [1, 1],
}

const conv = (name: string, x: Shape, kernel: Shape, window: Partial<ConvolutionWindow>): Case =>
  two(name, spread(x, 1), spread(kernel, 2), (a, k) => p.sine(convolution(a, k, { ...plain, ...window })))

const same = [
  [1, 1],
  [1, 1],
] as const

export const convolutions: readonly Case[] = [
  conv('plain, batch 2, 2 to 3 channels', [2, 4, 3, 2], [2, 2, 2, 3], {}),
  conv('1 by 1', [1, 2, 3, 2], [1, 1, 2, 2], {}),
  conv('3 by 3, padded', [1, 4, 4, 1], [3, 3, 1, 2], { padding: same }),
  conv('stride 2 that does not divide', [1, 6, 5, 1], [3, 2, 1, 2], { strides: [2, 2] }),
  conv('stride 3 and 1', [1, 7, 4, 1], [2, 3, 1, 1], { strides: [3, 1] }),
  conv('stride 3 that does not divide, padded', [2, 6, 6, 1], [2, 2, 1, 1], {
    strides: [3, 3],
    padding: same,
  }),
  conv('asymmetric padding', [1, 3, 4, 1], [3, 3, 1, 1], {
    padding: [
      [2, 0],
      [0, 1],
    ],
  }),
  conv('negative padding', [1, 6, 5, 1], [2, 2, 1, 1], {
    padding: [
      [-1, 0],
      [1, -2],
    ],
  }),
  conv('padding beyond the kernel, strided', [1, 1, 2, 1], [1, 1, 1, 1], {
    strides: [5, 1],
    padding: [
      [3, 0],
      [0, 0],
    ],
  }),
  conv('kernel dilation', [1, 6, 7, 1], [2, 3, 1, 2], { kernelDilation: [2, 3] }),
  conv('kernel dilation, padded', [1, 4, 4, 1], [3, 2, 1, 1], { kernelDilation: [2, 2], padding: same }),
  conv('kernel dilation and stride', [1, 7, 7, 1], [2, 2, 1, 1], { kernelDilation: [2, 1], strides: [2, 2] }),
  conv('input dilation', [1, 3, 2, 2], [2, 2, 2, 1], { inputDilation: [2, 3] }),
  conv('input dilation, padded and strided', [1, 3, 3, 1], [3, 3, 1, 2], {
    inputDilation: [2, 2],
    strides: [3, 2],
    padding: [
      [1, 2],
      [2, 0],
    ],
  }),
  conv('both dilations and negative padding', [1, 4, 4, 1], [2, 2, 1, 1], {
    inputDilation: [3, 2],
    kernelDilation: [2, 3],
    padding: [
      [-2, 1],
      [0, -1],
    ],
  }),
]

/** Both derivatives of a convolution of x by a kernel, each as a function of its own two operands. */
const gradients = (
  name: string,
  x: Shape,
  kernel: Shape,
  window: Partial<ConvolutionWindow>,
): readonly Case[] => {
  const w = { ...plain, ...window }
  const y = convolution(splat(0, x), splat(0, kernel), w).shape
  return [
    two(`input gradient, ${name}`, spread(y, 3), spread(kernel, 4), (g, k) =>
      p.sine(inputGradient(g, k, w, x)),
    ),
    two(`kernel gradient, ${name}`, spread(x, 5), spread(y, 6), (a, g) =>
      p.sine(kernelGradient(a, g, w, kernel)),
    ),
  ]
}

export const convolutionGradients: readonly Case[] = [
  ...gradients('plain, batch 2, 2 to 3 channels', [2, 4, 3, 2], [2, 2, 2, 3], {}),
  ...gradients('3 by 3, padded', [1, 4, 4, 1], [3, 3, 1, 2], { padding: same }),
  ...gradients('stride 2 that divides', [1, 4, 6, 2], [4, 4, 2, 1], { strides: [2, 2], padding: same }),
  ...gradients('stride 2 that does not divide', [1, 6, 5, 1], [3, 2, 1, 2], { strides: [2, 2] }),
  ...gradients('stride 3 and 1, uneven padding', [1, 7, 4, 2], [2, 3, 2, 1], {
    strides: [3, 1],
    padding: [
      [2, 0],
      [0, 1],
    ],
  }),
  ...gradients('kernel below the stride', [2, 5, 6, 1], [1, 2, 1, 2], { strides: [2, 3] }),
  ...gradients('padding beyond the kernel', [1, 1, 2, 1], [1, 1, 1, 1], {
    strides: [5, 1],
    padding: [
      [3, 0],
      [0, 2],
    ],
  }),
]

const pooling: PoolingWindow = {
  reducer: 'add',
  window: [2, 2],
  strides: [2, 2],
  padding: [
    [0, 0],
    [0, 0],
  ],
}

const pool = (name: string, shape: Shape, window: Partial<PoolingWindow>): readonly Case[] =>
  (['add', 'maximum'] as const).map((reducer) =>
    one(`${reducer}, ${name}`, spread(shape, 1), (x) => {
      const bent = (e: Expression): Expression => p.add(e, p.multiply(e, e))
      return bent(reduceWindow(bent(x), { ...pooling, ...window, reducer }))
    }),
  )

export const pools: readonly Case[] = [
  ...pool('side by side, batch 2', [2, 4, 4, 2], {}),
  ...pool('overlapping', [1, 5, 4, 1], { window: [3, 2], strides: [1, 1] }),
  ...pool('strides that do not divide', [1, 6, 5, 1], { window: [2, 3], strides: [3, 2] }),
  ...pool('padded', [1, 4, 5, 2], { window: [3, 3], padding: same }),
  ...pool('padded on one side, overlapping', [2, 3, 4, 1], {
    window: [2, 3],
    strides: [1, 2],
    padding: [
      [1, 0],
      [0, 2],
    ],
  }),
  atKink(
    one('maximum with ties of two', float32Value([1, 2, 3, 1], [3, 3, 1, 2, 0, 1]), (x) =>
      reduceWindow(x, { ...pooling, strides: [1, 1], reducer: 'maximum' }),
    ),
  ),
  ...pool('1 by 1', [1, 2, 3, 1], { window: [1, 1], strides: [1, 1] }),
]
