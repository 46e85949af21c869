/** Values that stock TensorFlow.js gets wrong. */
import * as tf from '@tensorflow/tfjs-core'
import { logSigmoid } from '../../src/tensor/activation.js'
import type { Expression } from '../../src/tensor/expression.js'
import { dotGeneral, matrixProduct } from '../../src/tensor/primitive/dot.js'
import * as p from '../../src/tensor/primitive/elementwise.js'
import { splat } from '../../src/tensor/primitive/leaf.js'
import { broadcastInDim, cumulativeSum } from '../../src/tensor/primitive/reduction.js'
import { concatenate, reshape, slice, transpose } from '../../src/tensor/primitive/structure.js'
import { expression, type Tensor, typed } from '../../src/tensor/tensor.js'
import { type Case, one, row, spread } from '../gradient/cases/case.js'
import { item } from '../support/reference-value.js'
import { type Bug, bug, everywhere } from './bug.js'

const x0 = (xs: readonly tf.Tensor[]): tf.Tensor => item(xs, 0)

const fused: Case = {
  name: 'x·wᵀ + b',
  at: [spread([3, 5], 1), spread([4, 5], 2), spread([4], 3)],
  f: (xs) => {
    const [x, w, b] = [item(xs, 0), item(xs, 1), item(xs, 2)]
    return p.add(matrixProduct(x, transpose(w, [1, 0])), broadcastInDim(b, [3, 4], [1]))
  },
}

const fusedBatch: Case = {
  name: 'x·w + b, in a batch',
  at: [spread([2, 3, 5], 1), spread([2, 5, 4], 2), spread([4], 3)],
  f: (xs) => {
    const [x, w, b] = [item(xs, 0), item(xs, 1), item(xs, 2)]
    const product = dotGeneral(x, w, {
      lhsBatch: [0],
      rhsBatch: [0],
      lhsContracting: [2],
      rhsContracting: [1],
    })
    return p.add(product, broadcastInDim(b, [2, 3, 4], [2]))
  },
}

const isMatrix = (x: tf.Tensor): x is tf.Tensor2D => x.rank === 2
const matrix = (x: tf.Tensor): tf.Tensor2D => {
  if (!isMatrix(x)) throw new Error(`expected a matrix, found [${x.shape}]`)
  return x
}

export const values: readonly Bug[] = [
  bug(
    '`fused.matMul` with a transposed operand and a bias',
    'value',
    fused,
    (xs) =>
      tf.fused.matMul({
        a: matrix(x0(xs)),
        b: matrix(item(xs, 1)),
        transposeB: true,
        bias: item(xs, 2),
      }),
    { ...everywhere('right'), wasm: 'wrong' },
  ),
  bug(
    '`fused.matMul` of a batch with a bias',
    'value',
    fusedBatch,
    (xs) => tf.fused.matMul({ a: x0(xs), b: item(xs, 1), bias: item(xs, 2) }),
    { ...everywhere('right'), wasm: 'wrong' },
  ),
  bug(
    '`matMul` with data that was the right operand before, in another shape',
    'value',
    // the longer one first: the packed copy of the shorter one would be read beyond its end
    one('ones · x as [3, 2] and as [2, 3]', row(1, 2, 3, 4, 5, 6), (x: Expression) =>
      concatenate(
        [
          matrixProduct(splat(1, [1, 3]), reshape(x, [3, 2])),
          matrixProduct(splat(1, [1, 2]), reshape(x, [2, 3])),
        ],
        1,
      ),
    ),
    (xs) =>
      tf.concat(
        [
          tf.matMul(tf.ones([1, 3]), tf.reshape(x0(xs), [3, 2])),
          tf.matMul(tf.ones([1, 2]), tf.reshape(x0(xs), [2, 3])),
        ],
        1,
      ),
    { ...everywhere('right'), wasm: 'wrong' },
  ),
  bug(
    '`cumsum`, reversed, after one along an axis of another length',
    'value',
    one('reversed sums of 3 and of 7', spread([7], 4), (x) =>
      concatenate([cumulativeSum(slice(x, [0], [3]), 0, true), cumulativeSum(x, 0, true)], 0),
    ),
    (xs) =>
      tf.concat([tf.cumsum(tf.slice(x0(xs), [0], [3]), 0, false, true), tf.cumsum(x0(xs), 0, false, true)]),
    { ...everywhere('right'), webgpu: 'wrong' },
  ),
  bug(
    '`log1p` near 0, relative to x',
    'value',
    one('log1p(x) / x', row(1e-6, -1e-5, 1e-4), (x) => p.divide(p.logPlusOne(x), x)),
    (xs) => tf.div(tf.log1p(x0(xs)), x0(xs)),
    { ...everywhere('wrong'), cpu: 'right' },
  ),
  bug(
    '`cast` of fractions to bool',
    'value',
    one('to bool and back', row(-0.5, 0, 0.5, 1), (x) => p.convert(p.convert(x, 'bool'), 'float32')),
    (xs) => tf.cast(tf.cast(x0(xs), 'bool'), 'float32'),
    { ...everywhere('right'), wasm: 'wrong' },
  ),
  bug(
    '`log(sigmoid(x))` at −100',
    'value',
    one('log σ(x)', row(-100, -50, 0), (x) => expression(logSigmoid(typed<Tensor<number[]>>(x)))),
    (xs) => tf.log(tf.sigmoid(x0(xs))),
    everywhere('wrong'),
  ),
]
