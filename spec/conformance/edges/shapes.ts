/** Every operation over matrices of sizes that kernels get wrong: none, one, odd ones, and more than 2^16 of them. */
import type { Expression } from '../../../src/tensor/expression.js'
import { divide } from '../../../src/tensor/primitive/elementwise.js'
import { splatLike } from '../../../src/tensor/primitive/leaf.js'
import { type Hold, spread } from '../../gradient/cases/case.js'
import { item } from '../../support/reference-value.js'
import type { Deviation } from '../deviations.js'
import { type Subject, subject } from '../subject.js'
import { functions, type OfMatrix } from './functions.js'

const small = {
  'an empty batch': [0, 3],
  'a batch of 1': [1, 5],
  'an axis of 1': [3, 1],
  'odd sizes': [5, 7],
} as const

/** A prime beyond 2^16: no block of a kernel divides it, and no row of a texture holds it. */
export const long = 65_539

const large = { [`${long} columns`]: [1, long], [`${long} rows`]: [long, 1] } as const

const over = (name: string, shape: readonly number[], f: OfMatrix) => ({
  name,
  at: [spread(shape, 1, 0.3, 0.9)],
  f: (xs: readonly Expression[], hold: Hold) => f(item(xs, 0), hold),
})

/** One image more than a GPU takes groups of threads along an axis. */
const tooManyImages: Deviation = {
  on: ['webgpu'],
  says: `a convolution of ${long} images, more than the device takes at once, is refused`,
  refusal: /Dispatch size exceeds WebGPU limits/,
}

/**
 * What moves or adds up elements. These also take what a kernel has computed: on webgl a texture has room for elements
 * that there are none of, which are 0 where data was written and anything, here 1/0, where a kernel wrote.
 */
const movesOrAdds: readonly string[] = [
  'reduce',
  'broadcastInDim',
  'cumulativeSum',
  'reshape',
  'transpose',
  'reverse',
  'concatenate',
  'slice',
  'pad',
  'gather',
  'scatterAdd',
  'dotGeneral',
  'convolution',
  'reduceWindow',
]

const ofComputed =
  (f: OfMatrix): OfMatrix =>
  (x, hold) =>
    f(divide(splatLike(1, x), x), hold)

/** Small ones of what was given and of what was computed; large ones, which take long, of one of both. */
const ofFunction = (op: string, f: OfMatrix): readonly Subject[] => {
  const computed = movesOrAdds.includes(op) ? [ofComputed(f)] : []
  return [
    ...[f, ...computed].flatMap((of, i) =>
      Object.entries(small).map(([name, shape]) =>
        subject(over(i === 0 ? name : `${name}, of what was computed`, shape, of), { upTo: 'first' }),
      ),
    ),
    ...Object.entries(large).map(([name, shape]) =>
      subject(over(name, shape, computed[0] ?? f), {
        terms: long,
        deviations: op === 'convolution' && shape[0] === long ? [tooManyImages] : [],
      }),
    ),
  ]
}

/** By operation. */
export const shapes: Readonly<Record<string, readonly Subject[]>> = Object.fromEntries(
  Object.entries(functions).map(([op, list]) => [op, list.flatMap((f) => ofFunction(op, f))]),
)
