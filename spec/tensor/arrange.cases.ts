/** Rearrangements with, for each element of the result, where it comes from: written out index by index. */
import {
  type AnyTensor,
  chunk,
  concat,
  expandDims,
  flattenFrom,
  gather,
  pad,
  repeat,
  repeatFirst,
  slice,
  squeeze,
  stack,
  type Tensor,
  tile,
  unstack,
} from '../../src/tensor/index.js'
import { constant } from '../../src/tensor/primitive/leaf.js'
import { type IntTensor, typed } from '../../src/tensor/tensor.js'
import { element, item, number, type Value } from '../support/reference-value.js'

type Open = Tensor<number[]>
type Index = readonly number[]

export interface Arrangement {
  readonly name: string
  readonly of: readonly Index[]
  readonly to: Index
  readonly f: (xs: readonly Open[]) => AnyTensor
  readonly from: (index: Index, xs: readonly Value[]) => number
}

const one = (
  name: string,
  of: Index,
  f: (x: Open) => AnyTensor,
  to: Index,
  from: (...index: number[]) => Index | number,
): Arrangement => ({
  name,
  of: [of],
  to,
  f: (xs) => f(item(xs, 0)),
  from: (index, xs) => {
    const source = from(...index)
    return typeof source === 'number' ? source : element(item(xs, 0), source)
  },
})

const many = (
  name: string,
  of: readonly Index[],
  f: (...xs: readonly Open[]) => AnyTensor,
  to: Index,
  from: (...index: number[]) => readonly [which: number, index: Index],
): Arrangement => ({
  name,
  of,
  to,
  f: (xs) => f(...xs),
  from: (index, xs) => {
    const [which, source] = from(...index)
    return element(item(xs, which), source)
  },
})

const at = (shape: Index, ...values: Index): IntTensor<number[]> =>
  typed(constant(Int32Array.from(values), shape))

/** The part at a position of a list of them. */
const part = (parts: readonly AnyTensor[], i: number): AnyTensor => item(parts, i)

/** Both halves in the other order. */
const swapped = (x: Open): AnyTensor => {
  const [left, right] = chunk(2, 0)(x)
  return concat(0)(right, left)
}

export const arrangements: readonly Arrangement[] = [
  one('expandDims in front', [2, 3], expandDims(0), [1, 2, 3], (_, i = 0, j = 0) => [i, j]),
  one('expandDims at the end', [2, 3], expandDims(-1), [2, 3, 1], (i, j) => [i, j]),
  one('expandDims inside', [2, 3], expandDims(-2), [2, 1, 3], (i, _, k) => [i, k]),
  one('squeeze of one axis', [1, 3, 1], squeeze(0), [3, 1], (i, j) => [0, i, j]),
  one('squeeze of two axes', [1, 3, 1], squeeze(0, -1), [3], (i) => [0, i, 0]),
  one('squeeze of all axes', [1, 3, 1, 2], squeeze(), [3, 2], (i, j) => [0, i, 0, j]),
  one('flattenFrom', [2, 3, 4], flattenFrom(1), [2, 12], (i, j) => [i, Math.floor(j / 4), j % 4]),
  one('flattenFrom the end', [2, 3, 4], flattenFrom(-1), [2, 3, 4], (i, j, k) => [i, j, k]),
  one('slice', [5, 6], slice([1, 3], [2, -1]), [2, 3], (i, j) => [i + 1, j + 2]),
  one('slice in steps', [5, 7], slice([], [1, 7, 3]), [5, 2], (i, j) => [i, 1 + 3 * j]),
  one('slice from the end', [5, 7], slice([-2]), [2, 7], (i, j) => [i + 3, j]),
  one('slice of the last axis', [2, 3, 5], slice('...', [0, -2]), [2, 3, 3], (i, j, k) => [i, j, k]),
  one('slice of one element', [3, 3], slice([1, 2], [2]), [1, 1], () => [1, 2]),
  one(
    'pad',
    [2, 3],
    pad(
      [
        [1, 0],
        [0, 2],
      ],
      7,
    ),
    [3, 5],
    (i, j) => (i < 1 || j > 2 ? 7 : [i - 1, j]),
  ),
  one('pad of the last axis', [2, 3], pad(['...', [1, 1]]), [2, 5], (i, j) =>
    j < 1 || j > 3 ? 0 : [i, j - 1],
  ),
  one('pad that cuts', [4, 3], pad([[-1, 1], []], -2), [4, 3], (i, j) => (i > 2 ? -2 : [i + 1, j])),
  one('repeat of the first axis', [2, 3], repeat(3, 0), [6, 3], (i, j) => [Math.floor(i / 3), j]),
  one('repeat of the last axis', [2, 3], repeat(2, -1), [2, 6], (i, j) => [i, Math.floor(j / 2)]),
  one('repeat inside', [2, 3, 2], repeat(2, 1), [2, 6, 2], (i, j, k) => [i, Math.floor(j / 2), k]),
  one('repeat once', [2, 3], repeat(1, 0), [2, 3], (i, j) => [i, j]),
  one('repeatFirst', [2, 3], repeatFirst(4), [4, 2, 3], (_, i, j) => [i, j]),
  one('tile', [2, 3], tile(2, 3), [4, 9], (i, j) => [i % 2, j % 3]),
  one('tile of the last axis', [2, 3], tile(2), [2, 6], (i, j) => [i, j % 3]),
  one('tile into new axes', [2], tile(3, 1, 2), [3, 1, 4], (_i, _j, k) => [k % 2]),
  one('tile of a scalar', [], tile(3), [3], () => []),
  one(
    'gather of the first axis',
    [4, 3],
    (x) => gather(x, at([2], 3, 1)),
    [2, 3],
    (i, j) => [3 - 2 * i, j],
  ),
  one(
    'gather by a matrix',
    [4, 3],
    (x) => gather(x, at([2, 2], 3, 1, 0, 3)),
    [2, 2, 3],
    (i, j, k) => [number([3, 1, 0, 3], 2 * i + j), k],
  ),
  one(
    'gather of the last axis',
    [2, 3],
    (x) => gather(x, at([4], 0, 2, 2, 1), -1),
    [2, 4],
    (i, j) => [i, number([0, 2, 2, 1], j)],
  ),
  one(
    'gather by a scalar',
    [2, 3],
    (x) => gather(x, at([], 2), 1),
    [2],
    (i) => [i, 2],
  ),
  one(
    'chunk, the second of three',
    [2, 6],
    (x) => part(chunk(3, 1)(x), 1),
    [2, 2],
    (i, j) => [i, j + 2],
  ),
  one(
    'chunk by sizes, the last',
    [6, 2],
    (x) => part(chunk([1, 2, 3], -2)(x), 2),
    [3, 2],
    (i, j) => [i + 3, j],
  ),
  one(
    'unstack, the last',
    [2, 3],
    (x) => part(unstack(-1)(x), 2),
    [2],
    (i) => [i, 2],
  ),
  one(
    'unstack, the first',
    [2, 3],
    (x) => part(unstack(0)(x), 0),
    [3],
    (j) => [0, j],
  ),
  many(
    'concat of three',
    [
      [2, 1],
      [2, 3],
      [2, 1],
    ],
    (a, b, c) => concat(-1)(a, b, c),
    [2, 5],
    (i, j) => (j < 1 ? [0, [i, 0]] : j < 4 ? [1, [i, j - 1]] : [2, [i, 0]]),
  ),
  many(
    'concat of the first axis',
    [
      [2, 3],
      [1, 3],
    ],
    (a, b) => concat(0)(a, b),
    [3, 3],
    (i, j) => (i < 2 ? [0, [i, j]] : [1, [0, j]]),
  ),
  many(
    'stack in front',
    [
      [2, 3],
      [2, 3],
      [2, 3],
    ],
    (a, b, c) => stack(0)(a, b, c),
    [3, 2, 3],
    (w, i, j) => [w, [i, j]],
  ),
  many(
    'stack at the end',
    [[2], [2]],
    (a, b) => stack(-1)(a, b),
    [2, 2],
    (i, w) => [w, [i]],
  ),
  many(
    'stack inside',
    [
      [2, 3],
      [2, 3],
    ],
    (a, b) => stack(1)(a, b),
    [2, 2, 3],
    (i, w, j) => [w, [i, j]],
  ),
  one('chunk and concat', [6], swapped, [6], (i) => [(i + 3) % 6]),
]
