/** Convolutions, pools and upsampling of images as users call them. */
import { conv1d, conv2d, convTranspose2d, depthwiseConv2d } from '../../../src/tensor/convolution.js'
import type { Expression } from '../../../src/tensor/expression.js'
import {
  avgPool2d,
  globalAvgPool2d,
  globalMaxPool2d,
  maxPool2d,
  upsample2d,
} from '../../../src/tensor/pool.js'
import * as p from '../../../src/tensor/primitive/elementwise.js'
import { type AnyTensor, expression, type Tensor, typed } from '../../../src/tensor/tensor.js'
import { type Case, one, spread, two } from './case.js'

type Shape = readonly number[]
type Images = Tensor<number[]>

const sliding = (name: string, x: Shape, kernel: Shape, f: (x: Images, kernel: Images) => AnyTensor): Case =>
  two(name, spread(x, 1), spread(kernel, 2), (a, k) =>
    p.sine(expression(f(typed<Images>(a), typed<Images>(k)))),
  )

/** Of x + x², so that the second derivative is none of a linear function. */
const bent = (name: string, x: Shape, f: (x: Images) => AnyTensor): Case => {
  const bend = (e: Expression): Expression => p.add(e, p.multiply(e, e))
  return one(name, spread(x, 1), (e) => bend(expression(f(typed<Images>(bend(e))))))
}

export const slidingKernels: readonly Case[] = [
  sliding('conv2d, same, stride 2', [2, 4, 5, 2], [3, 3, 2, 2], conv2d({ stride: 2 })),
  sliding('conv2d, dilated, two leading axes', [2, 1, 5, 4, 1], [2, 3, 1, 2], conv2d({ dilation: 2 })),
  sliding(
    'convTranspose2d, padded, dilated, with output padding',
    [1, 3, 2, 1],
    [2, 3, 2, 1],
    convTranspose2d({
      stride: [2, 3],
      padding: [
        [1, 0],
        [2, 1],
      ],
      dilation: [2, 1],
      outputPadding: [1, 2],
    }),
  ),
  sliding('conv1d, looking back', [2, 5, 2], [3, 2, 2], conv1d({ padding: [2, 0] })),
]

/** Those that are the derivative of a convolution without dilation. */
export const kernelsLaid: readonly Case[] = [
  sliding('convTranspose2d, same, stride 2', [2, 2, 3, 2], [3, 3, 2, 2], convTranspose2d({ stride: 2 })),
  sliding(
    'convTranspose2d, valid, kernel below the stride',
    [1, 2, 3, 2],
    [2, 1, 1, 2],
    convTranspose2d({ stride: 3, padding: 'valid' }),
  ),
  sliding(
    'convTranspose2d, stride 1, padded unevenly',
    [1, 3, 2, 2],
    [3, 2, 1, 2],
    convTranspose2d({
      padding: [
        [2, 0],
        [0, 1],
      ],
    }),
  ),
  sliding(
    'convTranspose2d, stride 3, odd sizes, with output padding',
    [2, 2, 3, 1],
    [4, 2, 2, 1],
    convTranspose2d({ stride: [3, 2], padding: 1, outputPadding: [2, 1] }),
  ),
]

export const kernelsByChannel: readonly Case[] = [
  sliding('depthwiseConv2d, same', [2, 4, 3, 2], [3, 2, 2, 2], depthwiseConv2d()),
  sliding('depthwiseConv2d, stride 2', [1, 5, 4, 2], [2, 3, 2, 1], depthwiseConv2d({ stride: 2 })),
  sliding(
    'depthwiseConv2d, dilated',
    [1, 4, 4, 2],
    [2, 2, 2, 2],
    depthwiseConv2d({ dilation: 2, padding: [1, 2] }),
  ),
  bent('avgPool2d', [2, 4, 5, 2], avgPool2d({ size: 2 })),
]

export const slidingPools: readonly Case[] = [
  bent('maxPool2d, same', [2, 3, 5, 2], maxPool2d({ size: [2, 3], stride: 2, padding: 'same' })),
  bent('avgPool2d, same', [2, 3, 5, 2], avgPool2d({ size: [2, 3], stride: 2, padding: 'same' })),
]

export const globalPools: readonly Case[] = [
  bent('globalAvgPool2d', [2, 3, 2, 2], globalAvgPool2d),
  bent('globalMaxPool2d', [2, 1, 3, 2, 2], globalMaxPool2d),
]

export const repeatedImages: readonly Case[] = [
  bent('upsample2d', [2, 2, 3, 2], upsample2d([2, 3])),
  sliding(
    'depthwiseConv2d, dilated and strided',
    [1, 5, 4, 2],
    [2, 2, 2, 2],
    depthwiseConv2d({ stride: 2, dilation: 2 }),
  ),
]
