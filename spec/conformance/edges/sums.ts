/** Infinities and NaN among what is added up or compared: they reach the results that they belong to, and no other. */
import type { Expression } from '../../../src/tensor/expression.js'
import { convolution } from '../../../src/tensor/primitive/convolution.js'
import { dotGeneral } from '../../../src/tensor/primitive/dot.js'
import * as p from '../../../src/tensor/primitive/elementwise.js'
import { scatterAdd } from '../../../src/tensor/primitive/gather.js'
import { constant, splatLike } from '../../../src/tensor/primitive/leaf.js'
import { cumulativeSum, reduce } from '../../../src/tensor/primitive/reduction.js'
import { reshape } from '../../../src/tensor/primitive/structure.js'
import { reduceWindow } from '../../../src/tensor/primitive/window.js'
import { float32Value, item } from '../../support/reference-value.js'
import { type Deviation, isNumber, nanAs, resultNanAs } from '../deviations.js'
import { type Subject, subject } from '../subject.js'

const [inf, nan] = [Number.POSITIVE_INFINITY, Number.NaN]

/** Rows with none, one or two numbers that are not finite, and one of infinities alone. */
const rows = float32Value(
  [6, 4],
  [1, 2, -3, 0.5, 1, inf, 2, 3, -inf, 1, 2, 3, inf, 1, -inf, 2, 1, nan, 2, 3, -inf, -inf, -inf, -inf],
)

const among = (
  name: string,
  f: (x: Expression) => Expression,
  ...deviations: readonly Deviation[]
): Subject => subject({ name, at: [rows], f: (xs) => f(item(xs, 0)) }, { rule: 'each', deviations })

const none = { lhsBatch: [], rhsBatch: [] } as const
const ones = (...shape: readonly number[]): Expression =>
  constant(new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(1), shape)

const window = {
  strides: [1, 1],
  padding: [
    [0, 0],
    [1, 1],
  ],
} as const

const image = (x: Expression): Expression => reshape(x, [1, 6, 4, 1])

const pool =
  (reducer: 'add' | 'maximum') =>
  (x: Expression): Expression =>
    reduceWindow(image(x), { ...window, window: [1, 3], reducer })

/** Of each window: the largest that is not NaN. */
const maximumOfOthers = nanAs(-inf, pool('maximum'))

const hasNan = (x: Expression): Expression =>
  p.not(isNumber(pool('add')(p.select(isNumber(x), splatLike(0, x), splatLike(nan, x)))))

/** Of windows with NaN the smallest that is not, of others the largest. */
const minimumOfOthers = (xs: readonly Expression[]): Expression => {
  const x = item(xs, 0)
  const smallest = p.negate(nanAs(-inf, pool('maximum'))([p.negate(x)]))
  return p.select(hasNan(x), smallest, pool('maximum')(x))
}

/** A number for windows with NaN, of others the largest. */
const withNanAs =
  (value: number) =>
  (xs: readonly Expression[]): Expression => {
    const largest = pool('maximum')(item(xs, 0))
    return p.select(hasNan(item(xs, 0)), splatLike(value, largest), largest)
  }

/** The maximum of windows without NaN. */
const finiteMaximum = (x: Expression): Expression =>
  pool('maximum')(p.select(isNumber(x), x, splatLike(0, x)))

/** By operation. */
export const sums: Readonly<Record<string, readonly Subject[]>> = {
  reduce: (['add', 'maximum', 'minimum'] as const).map((reducer) =>
    among(`${reducer} over infinities and NaN`, (x) => reduce(reducer, x, [1])),
  ),
  cumulativeSum: [false, true].map((backwards) =>
    among(`over infinities and NaN${backwards ? ', backwards' : ''}`, (x) => cumulativeSum(x, 1, backwards)),
  ),
  scatterAdd: [
    among('of infinities and NaN', (x) =>
      scatterAdd(x, constant(Int32Array.of(0, 1, 1, 2, 4, 5), [6]), 0, [6, 4]),
    ),
  ],
  dotGeneral: [
    among('with infinities and NaN', (x) =>
      dotGeneral(x, ones(4, 3), { ...none, lhsContracting: [1], rhsContracting: [0] }),
    ),
  ],
  convolution: [
    among('over infinities and NaN', (x) =>
      convolution(image(x), ones(1, 3, 1, 2), {
        ...window,
        inputDilation: [1, 1],
        kernelDilation: [1, 1],
      }),
    ),
  ],
  reduceWindow: [
    among('add over infinities and NaN', pool('add'), {
      on: ['wasm'],
      says: 'a window with infinities of both signs, or with NaN, sums to −∞',
      instead: [resultNanAs(-inf, pool('add'))],
    }),
    among('maximum over infinities', finiteMaximum),
    among(
      'maximum over infinities and NaN',
      pool('maximum'),
      {
        on: ['cpu'],
        says: 'the maximum of a window leaves NaN out',
        instead: [maximumOfOthers],
      },
      {
        on: ['wasm'],
        says: 'the maximum of a window with NaN is the largest or the smallest of its other numbers, or −∞',
        instead: [maximumOfOthers, minimumOfOthers, withNanAs(-inf)],
      },
    ),
  ],
}
