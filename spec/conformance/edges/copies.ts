/** Rearrangements of special numbers: each comes out as it went in. */
import type { Expression } from '../../../src/tensor/expression.js'
import { gather } from '../../../src/tensor/primitive/gather.js'
import { constant } from '../../../src/tensor/primitive/leaf.js'
import { broadcastInDim } from '../../../src/tensor/primitive/reduction.js'
import {
  concatenate,
  pad,
  reshape,
  reverse,
  slice,
  transpose,
} from '../../../src/tensor/primitive/structure.js'
import { item } from '../../support/reference-value.js'
import { type Subject, subject } from '../subject.js'
import { special } from './numbers.js'

const moved = (f: (x: Expression) => Expression): readonly Subject[] => [
  subject(
    { name: 'of special numbers', at: [special], f: (xs) => f(reshape(item(xs, 0), [3, 9])) },
    { rule: 'copies' },
  ),
]

/** By operation. */
export const copies: Readonly<Record<string, readonly Subject[]>> = {
  reshape: moved((x) => reshape(x, [9, 3])),
  transpose: moved((x) => transpose(x, [1, 0])),
  reverse: moved((x) => reverse(x, [0, 1])),
  concatenate: moved((x) => concatenate([x, x], 1)),
  slice: moved((x) => slice(x, [1, 0], [3, 9], [1, 2])),
  pad: moved((x) => pad(x, [1, 0], [0, 2], [0, 1], Number.NEGATIVE_INFINITY)),
  gather: moved((x) => gather(x, constant(Int32Array.of(2, 0, 2), [3]), 0)),
  broadcastInDim: moved((x) => broadcastInDim(x, [2, 3, 9], [1, 2])),
}
