/** Reductions over every set of axes, the broadcast that is their transpose, running sums over every axis. */

import { softmaxOf } from '../../../src/tensor/exponential.js'
import type { Reducer } from '../../../src/tensor/expression.js'
import * as p from '../../../src/tensor/primitive/elementwise.js'
import { splatLike } from '../../../src/tensor/primitive/leaf.js'
import {
  broadcastInDim,
  broadcastTo,
  cumulativeSum,
  reduce,
  reduceKeeping,
} from '../../../src/tensor/primitive/reduction.js'
import { reshape } from '../../../src/tensor/primitive/structure.js'
import { atKink, type Case, one, row, spread } from './case.js'

const axes: readonly (readonly number[])[] = [[0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2], [-1]]
const numeric: readonly Reducer[] = ['add', 'maximum', 'minimum']
const logical: readonly Reducer[] = ['and', 'or']

const reductions: readonly Case[] = [
  ...numeric.flatMap((reducer) => [
    ...axes.map((over) =>
      one(`${reducer} over [${over}] of squares [2, 3, 4]`, spread([2, 3, 4], 1), (x) =>
        reduce(reducer, p.multiply(x, x), over),
      ),
    ),
    one(`${reducer} over the axis of size 1`, spread([3, 1, 2], 2), (x) =>
      reduce(reducer, p.multiply(x, x), [1]),
    ),
    one(`${reducer} over everything of a vector`, spread([5], 3), (x) =>
      reduce(reducer, p.multiply(x, x), [0]),
    ),
    one(`${reducer}, kept`, spread([2, 3], 4), (x) =>
      p.multiply(x, broadcastTo(reduceKeeping(reducer, x, [1]), [2, 3])),
    ),
  ]),
  // two equal elements share the derivative, as a central difference shares it
  atKink(one('maximum with ties of two', row(1, 3, 3, 2), (x) => reduce('maximum', x, [0]))),
  atKink(one('minimum with ties of two', row(1, 3, 1, 2), (x) => reduce('minimum', x, [0]))),
  ...logical.flatMap((reducer) =>
    [[0], [1], [0, 1]].map((over) =>
      one(`${reducer} over [${over}]`, spread([2, 3], 5), (x) => {
        const held = reduceKeeping(reducer, p.compare('GT')(x, splatLike(0, x)), over)
        return p.multiply(p.multiply(x, x), broadcastTo(p.convert(held, 'float32'), [2, 3]))
      }),
    ),
  ),
  one('add of what was repeated', spread([3], 6), (x) =>
    reduce('add', broadcastInDim(p.multiply(x, x), [2, 3, 4], [1]), [0, 2]),
  ),
  ...[0, 1, 2].map((axis) =>
    one(`add, in a softmax along ${axis}`, spread([2, 3, 2], 7, -3, 3), (x) => softmaxOf(x, [axis])),
  ),
  one('add, in a softmax of everything', spread([2, 3], 8, -3, 3), (x) => softmaxOf(x, [0, 1])),
  one('add of integers', row(-2.5, 0.5, 2.5), (x) =>
    p.multiply(x, broadcastTo(p.convert(reduce('add', p.convert(x, 'int32'), [0]), 'float32'), [3])),
  ),
]

const broadcasts: readonly Case[] = [
  ...(
    [
      [[], [2, 3], []],
      [[3], [2, 3], [1]],
      [[2], [2, 3], [0]],
      [
        [2, 1],
        [2, 3],
        [0, 1],
      ],
      [
        [1, 3],
        [2, 3],
        [0, 1],
      ],
      [[1], [4], [0]],
      [
        [2, 3],
        [2, 4, 3, 1],
        [0, 2],
      ],
      [
        [2, 1, 3],
        [2, 4, 3],
        [0, 1, 2],
      ],
    ] as const
  ).map(([from, to, dimensions]) =>
    one(`[${from}] to [${to}] at [${dimensions}]`, spread(from, 1), (x) =>
      p.sine(p.multiply(broadcastInDim(x, to, dimensions), broadcastInDim(x, to, dimensions))),
    ),
  ),
  one('alone', spread([2, 1], 2), (x) => reshape(broadcastInDim(p.multiply(x, x), [2, 3], [0, 1]), [6])),
]

const running: readonly Case[] = [false, true].flatMap((backwards) => [
  ...[0, 1, 2].map((axis) =>
    one(`along ${axis} of [2, 3, 4]${backwards ? ', backwards' : ''}`, spread([2, 3, 4], 1), (x) =>
      cumulativeSum(p.multiply(x, x), axis, backwards),
    ),
  ),
  one(`along the axis of size 1${backwards ? ', backwards' : ''}`, spread([3, 1], 2), (x) =>
    p.multiply(x, cumulativeSum(x, 1, backwards)),
  ),
  one(`of a vector${backwards ? ', backwards' : ''}`, spread([5], 3), (x) =>
    p.exponential(cumulativeSum(x, 0, backwards)),
  ),
])

export const reduction: Readonly<Record<'reduce' | 'broadcastInDim' | 'cumulativeSum', readonly Case[]>> = {
  reduce: reductions,
  broadcastInDim: broadcasts,
  cumulativeSum: running,
}
