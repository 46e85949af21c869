/** Convolutions: kernels that slide over images and series. */
import fc from 'fast-check'
import { conv1d, conv2d, convTranspose2d, depthwiseConv2d } from '../../../src/index.js'
import { type Call, curried, type Rule } from './call.js'
import { early, edges, images, kernels, paddings, pair, perAxis, strides, whole, words } from './images.js'
import { smallDim } from './shapes.js'

const options = fc.record({ stride: strides, padding: paddings, dilation: strides }, { requiredKeys: [] })

/** A convolution by options; a depthwise one is written out for each element of its kernel, which stays small. */
const convolution = <Options extends object>(
  name: string,
  drawn: fc.Arbitrary<Options>,
  run: (options: Options) => Call['run'],
  order: 'in, out' | 'out, in' = 'in, out',
): Rule => ({
  name,
  data: name === 'depthwiseConv2d' ? 'count' : 'joined',
  early,
  calls: (dim) =>
    images(dim)
      .chain((x) =>
        fc.tuple(
          fc.constant(x),
          kernels(name === 'depthwiseConv2d' ? smallDim : dim, x.at(-1) ?? 1, order),
          drawn,
        ),
      )
      .map(([x, kernel, given]) => curried(name, [given], [x, kernel], run(given))),
})

const seriesOptions = fc.record(
  { stride: whole(1, 3), padding: fc.oneof(words, edges, pair(edges)), dilation: whole(1, 3) },
  { requiredKeys: [] },
)

export const sliding: readonly Rule[] = [
  convolution('conv2d', options, (given) => (x, k) => conv2d(given)(x, k)),
  convolution('depthwiseConv2d', options, (given) => (x, k) => depthwiseConv2d(given)(x, k)),
  convolution(
    'convTranspose2d',
    fc.record(
      { stride: strides, padding: paddings, dilation: strides, outputPadding: perAxis(whole(0, 1)) },
      { requiredKeys: [] },
    ),
    (given) => (x, k) => convTranspose2d(given)(x, k),
    'out, in',
  ),
  {
    name: 'conv1d',
    data: 'joined',
    early,
    calls: (dim) =>
      images(dim)
        .map((x) => x.slice(1))
        .chain((x) => fc.tuple(fc.constant(x), kernels(dim, x.at(-1) ?? 1, 'in, out'), seriesOptions))
        .map(([x, k, given]) => curried('conv1d', [given], [x, k.slice(-3)], (a, b) => conv1d(given)(a, b))),
  },
]
