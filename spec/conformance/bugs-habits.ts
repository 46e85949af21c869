/** What stock TensorFlow.js does beside its operations: arguments, memory, optimizers and random numbers. */
import * as tf from '@tensorflow/tfjs-core'
import { adam, applyUpdates } from '../../src/optimizer/index.js'
import type { Expression } from '../../src/tensor/expression.js'
import { draw } from '../../src/tensor/primitive/draw.js'
import * as p from '../../src/tensor/primitive/elementwise.js'
import { keyOf, splat, splatLike } from '../../src/tensor/primitive/leaf.js'
import { type AnyTensor, expression, typed } from '../../src/tensor/tensor.js'
import { one, row, two } from '../gradient/cases/case.js'
import { item } from '../support/reference-value.js'
import { type Bug, everywhere } from './bug.js'
import { weightedSum } from './stock/derivatives.js'

const x23 = row(0.5, -1, 2)

/** TensorFlow.js calls 1e-7 the default; large steps and small gradients show another one soon. */
const RATE = 0.01
const EPSILON = 1e-7
const STEPS = 3

const parametersAfter = (gradient: Expression): Expression => {
  const optimizer = adam({ rate: RATE, epsilon: EPSILON })
  const gradients = [typed<AnyTensor>(gradient)]
  let params: readonly AnyTensor[] = [typed<AnyTensor>(splatLike(0, gradient))]
  let state = optimizer.init(params)
  for (let i = 0; i < STEPS; i += 1) {
    const [updates, next] = optimizer.update(gradients, state, params)
    params = applyUpdates(params, updates)
    state = next
  }
  return expression(item(params, 0))
}

const stockParametersAfter = (gradient: tf.Tensor): tf.Tensor => {
  const w = tf.variable(tf.zerosLike(gradient), true, 'adam-on-a-backend')
  const optimizer = tf.train.adam(RATE)
  try {
    for (let i = 0; i < STEPS; i += 1) optimizer.applyGradients([{ name: w.name, tensor: gradient }])
    return tf.clone(w)
  } finally {
    optimizer.dispose()
    w.dispose()
  }
}

/** How many tensors a gradient leaves behind that an operation without one has stopped. */
const leftBehind = (x: tf.Tensor): tf.Tensor => {
  const before = tf.memory().numTensors
  try {
    tf.grad((y: tf.Tensor) => tf.sum(tf.stridedSlice(tf.square(tf.square(y)), [0], [3], [2])))(x)
  } catch {
    return tf.scalar(tf.memory().numTensors - before)
  }
  return tf.scalar(0)
}

export const habits: readonly Bug[] = [
  {
    order: 'value',
    ...one('`train.adam` with the epsilon that it has by default', row(1e-4, -3e-5, 1e-2), parametersAfter),
    stock: (xs) => [stockParametersAfter(item(xs, 0))],
    found: { ...everywhere('right'), webgl: 'wrong' },
  },
  {
    order: 'first',
    ...two('`grads` with one tensor as both arguments', x23, x23, p.multiply),
    stock: (xs) =>
      tf.grads((...given: tf.Tensor[]) => weightedSum(([a, b]) => tf.mul(a ?? 0, b ?? 0))(given))([
        item(xs, 0),
        item(xs, 0),
      ]),
    found: everywhere('wrong'),
  },
  {
    order: 'first',
    ...two('`grads` by an argument that is not used', x23, x23, (x) => p.multiply(x, x)),
    stock: (xs) =>
      tf.grads((...given: tf.Tensor[]) => weightedSum(([a]) => tf.square(a ?? 0))(given))([...xs]),
    found: everywhere('throws'),
  },
  {
    order: 'value',
    ...one('tensors left behind by a gradient that throws', x23, () => splat(0, [])),
    stock: (xs) => [leftBehind(item(xs, 0))],
    found: everywhere('wrong'),
  },
  {
    order: 'value',
    // whether they differ, so that what is found is the same each time
    ...one('`randomNormal` twice with the seed 0', x23, (x) => {
      const drawn = (): Expression => draw(keyOf([0, 0]), 'normal', x.shape)
      return p.convert(p.compare('NE')(drawn(), drawn()), 'float32')
    }),
    stock: (xs) => {
      const drawn = (): tf.Tensor => tf.randomNormal([item(xs, 0).size], 0, 1, 'float32', 0)
      return [tf.cast(tf.notEqual(drawn(), drawn()), 'float32')]
    },
    found: everywhere('wrong'),
  },
]
