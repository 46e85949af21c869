/** Rearrangements: each after a square and before a product, so that no derivative is constant. */
import type { Expression } from '../../../src/tensor/expression.js'
import * as p from '../../../src/tensor/primitive/elementwise.js'
import { gather, scatterAdd } from '../../../src/tensor/primitive/gather.js'
import { constant } from '../../../src/tensor/primitive/leaf.js'
import {
  concatenate,
  pad,
  reshape,
  reverse,
  slice,
  transpose,
} from '../../../src/tensor/primitive/structure.js'
import { type Case, one, spread, two } from './case.js'

/** f of x², multiplied by itself where that makes sense everywhere. */
const bent = (name: string, shape: readonly number[], f: (x: Expression) => Expression): Case =>
  one(name, spread(shape, 1), (x) => {
    const y = f(p.multiply(x, x))
    return p.add(p.multiply(y, y), y)
  })

const at = (shape: readonly number[], ...values: readonly number[]): Expression =>
  constant(Int32Array.from(values), shape)

export const structure: Readonly<
  Record<
    'reshape' | 'transpose' | 'reverse' | 'concatenate' | 'slice' | 'pad' | 'gather' | 'scatterAdd',
    readonly Case[]
  >
> = {
  reshape: [
    bent('[2, 3, 4] to [6, 4]', [2, 3, 4], (x) => reshape(x, [6, 4])),
    bent('[6] to [1, 2, 3]', [6], (x) => reshape(x, [1, 2, 3])),
    bent('[1, 1] to a scalar', [1, 1], (x) => reshape(x, [])),
    bent('twice', [2, 3], (x) => reshape(reshape(x, [3, 2]), [6])),
  ],
  transpose: [
    bent('of a matrix', [2, 3], (x) => transpose(x, [1, 0])),
    bent('a cycle of axes', [2, 3, 4], (x) => transpose(x, [1, 2, 0])),
    bent('a cycle, twice', [2, 3, 4], (x) => transpose(transpose(x, [1, 2, 0]), [1, 2, 0])),
    bent('an axis of size 1', [2, 1, 3], (x) => transpose(x, [1, 0, 2])),
    bent('four axes', [2, 3, 1, 2], (x) => transpose(x, [3, 0, 2, 1])),
    bent('nothing', [2, 3], (x) => transpose(x, [0, 1])),
  ],
  reverse: [
    bent('a vector', [4], (x) => reverse(x, [0])),
    bent('the first axis', [3, 2], (x) => reverse(x, [0])),
    bent('two of three axes', [2, 3, 2], (x) => reverse(x, [0, 2])),
    bent('two of four axes', [2, 3, 2, 2], (x) => reverse(x, [1, 2])),
  ],
  concatenate: [
    ...[0, 1, 2].map((axis) =>
      two(`along ${axis}`, spread([2, 3, 2], 1), spread([2, 3, 2], 2), (a, b) =>
        concatenate([p.multiply(a, b), b, p.multiply(a, a)], axis),
      ),
    ),
    two('of different sizes', spread([2, 1], 3), spread([2, 3], 4), (a, b) =>
      p.sine(concatenate([b, a, b], 1)),
    ),
    one('of one operand', spread([3], 5), (x) => concatenate([p.multiply(x, x)], 0)),
  ],
  slice: [
    bent('a middle', [5], (x) => slice(x, [1], [4])),
    bent('a block', [3, 4, 2], (x) => slice(x, [1, 0, 1], [3, 3, 2])),
    bent('every second', [5, 4], (x) => slice(x, [0, 1], [5, 4], [2, 2])),
    bent('every third of seven', [7], (x) => slice(x, [1], [7], [3])),
    bent('a stride beyond the end', [2, 5], (x) => slice(x, [0, 1], [2, 4], [1, 5])),
    bent('one element', [2, 2], (x) => slice(x, [1, 0], [2, 1])),
  ],
  pad: [
    bent('edges', [2, 3], (x) => pad(x, [1, 0], [0, 2])),
    bent('edges of another value', [2, 2], (x) => pad(x, [0, 1], [2, 1], [0, 0], 3)),
    bent('gaps', [3, 2], (x) => pad(x, [0, 0], [0, 0], [2, 1])),
    bent('gaps and edges of another value', [3], (x) => pad(x, [1], [2], [1], -2)),
    bent('cuts', [4, 4], (x) => pad(x, [-1, 0], [0, -2])),
    bent('a cut and an edge', [4, 3], (x) => pad(x, [-2, 1], [1, -1])),
    bent('gaps and cuts', [4], (x) => pad(x, [-2], [-1], [2])),
    bent('gaps, a cut and an edge', [3, 2], (x) => pad(x, [-1, 2], [2, -1], [1, 2], 0.5)),
    bent('a cut of everything and an edge', [2], (x) => pad(x, [-3], [4])),
  ],
  gather: [
    bent('rows, repeated', [3, 2], (x) => gather(x, at([5], 2, 0, 2, 2, 1), 0)),
    bent('columns', [2, 3], (x) => gather(x, at([4], 1, 1, 0, 2), 1)),
    bent('by indices of rank 2', [3, 2], (x) => gather(x, at([2, 2], 2, 0, 0, 2), 0)),
    bent('by a single index', [4], (x) => gather(x, at([1], 3), 0)),
    bent('along the last of three axes', [2, 2, 3], (x) => gather(x, at([2], 2, 0), 2)),
  ],
  scatterAdd: [
    bent('rows, repeated', [5, 2], (x) => scatterAdd(x, at([5], 2, 0, 2, 2, 1), 0, [4, 2])),
    bent('columns', [2, 4], (x) => scatterAdd(x, at([4], 1, 1, 0, 2), 1, [2, 3])),
    bent('by indices of rank 2', [2, 2, 3], (x) => scatterAdd(x, at([2, 2], 2, 0, 0, 2), 0, [3, 3])),
    bent('by indices of rank 2 along the last axis', [3, 2, 2], (x) =>
      scatterAdd(x, at([2, 2], 2, 0, 0, 2), 1, [3, 4]),
    ),
    bent('scalars', [3], (x) => scatterAdd(x, at([3], 1, 1, 0), 0, [2])),
  ],
}
