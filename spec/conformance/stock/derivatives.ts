/** What is asked of stock TensorFlow.js in each order: the same weighted sums that ours are asked for, by `tf.grads`. */
import * as tf from '@tensorflow/tfjs-core'
import { direction, weights } from '../../gradient/checks.js'
import type { Value } from '../../support/reference-value.js'
import type { Order } from '../subject.js'

/** A function of tensors of TensorFlow.js. */
export type Stock = (xs: readonly tf.Tensor[]) => tf.Tensor

/** Several of them. */
export type Stocks = (xs: readonly tf.Tensor[]) => readonly tf.Tensor[]

/** A value as a tensor of TensorFlow.js. */
export const stockTensor = ({ shape, data }: Value): tf.Tensor =>
  tf.tensor(Float32Array.from(data), [...shape], 'float32')

/**
 * With each argument added 0 times: TensorFlow.js refuses to differentiate by an argument that a value does not depend
 * on, instead of giving 0.
 */
const anchored =
  (loss: Stock): Stock =>
  (xs) =>
    xs.reduce((total, x) => tf.add(total, tf.sum(tf.mul(x, 0))), loss(xs))

/** The sum of a function's elements, each with the weight that it has in ours. */
export const weightedSum =
  (f: Stock): Stock =>
  (xs) => {
    const y = f(xs)
    return tf.sum(tf.mul(y, stockTensor(weights(y.shape))))
  }

const gradientOf =
  (loss: Stock): Stocks =>
  (xs) =>
    tf.grads((...given: tf.Tensor[]) => anchored(loss)(given))([...xs])

/** The derivative of a loss along the direction that ours are taken along. */
const alongDirection =
  (loss: Stock): Stock =>
  (xs) =>
    gradientOf(loss)(xs)
      .map((g, i) => tf.sum(tf.mul(g, stockTensor(direction(g.shape, i)))))
      .reduce((a, b) => tf.add(a, b))

/** The value, the gradient, and the Hessian times a vector. */
export const asked = (order: Order, f: Stock): Stocks => {
  const loss = weightedSum(f)
  switch (order) {
    case 'value':
      return (xs) => [f(xs)]
    case 'first':
      return gradientOf(loss)
    case 'second':
      return gradientOf(alongDirection(loss))
  }
}
