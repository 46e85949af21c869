/**
 * What stock TensorFlow.js makes of an expression: each operation by the public function that its user would write,
 * on the backend in use, so that its own gradients can be taken of it.
 */
import * as tf from '@tensorflow/tfjs-core'
import { type Expression, input, type Node, type Op } from '../../../src/tensor/expression.js'
import { item } from '../../support/reference-value.js'
import { NotInStock } from './absent.js'
import { average, convolution, depthwise, dot, laid, pool } from './contraction.js'
import { binary, comparisons, unary, withoutDerivative } from './elementwise.js'
import * as structure from './structure.js'

type Known = (e: Expression) => tf.Tensor

/** The value of an expression over the values of its parameters, while one operation is looked at. */
export const stock = (root: Expression, args: readonly tf.Tensor[], looked: Op | undefined): tf.Tensor => {
  const values = new Map<Expression, tf.Tensor>()
  const of: Known = (e) => {
    const known = values.get(e)
    if (known !== undefined) return known
    const value = apply(e, of, args, looked)
    values.set(e, value)
    return value
  }
  return of(root)
}

const isUnary = (op: Op): op is keyof typeof unary => op in unary
const isBinary = (op: Op): op is keyof typeof binary => op in binary

const apply = (e: Expression, of: Known, args: readonly tf.Tensor[], looked: Op | undefined): tf.Tensor => {
  const x = (i = 0): tf.Tensor => of(input(e, i))
  if (isUnary(e.op)) return unary[e.op](x())
  if (isBinary(e.op)) return broadcasting(e, of, looked, binary[e.op])
  switch (e.op) {
    case 'constant':
      return structure.given(e.attributes.values, e.shape)
    case 'splat':
      return tf.fill([...e.shape], e.attributes.value, typeOf(e))
    case 'parameter':
      return item(args, e.attributes.index)
    case 'identity':
      return tf.clone(x())
    case 'stopGradient':
      if (looked === 'stopGradient') throw new NotInStock('an operation that stops derivatives')
      return withoutDerivative(tf.clone)(x())
    case 'composite':
      return composite(e, of)
    case 'compare': {
      const compare = comparisons[e.attributes.direction]
      return broadcasting(e, of, looked, looked === 'compare' ? compare : withoutDerivative(compare))
    }
    case 'not':
      return tf.logicalNot(x())
    case 'and':
      return tf.logicalAnd(x(0), x(1))
    case 'or':
      return tf.logicalOr(x(0), x(1))
    case 'select':
      return tf.where(x(0), x(1), x(2))
    case 'convert':
      return tf.cast(x(), typeOf(e))
    case 'reduce':
      return structure.reduce(x(), e.attributes)
    case 'broadcastInDim':
      return tf.broadcastTo(structure.aligned(x(), e.attributes.dimensions, e.shape), [...e.shape])
    case 'cumulativeSum':
      return tf.cumsum(x(), e.attributes.axis, false, e.attributes.reverse)
    case 'reshape':
      return tf.reshape(x(), [...e.shape])
    case 'transpose':
      return tf.transpose(x(), [...e.attributes.permutation])
    case 'reverse':
      return tf.reverse(x(), [...e.attributes.axes])
    case 'concatenate':
      return tf.concat(e.inputs.map(of), e.attributes.axis)
    case 'slice':
      return structure.slice(x(), e.attributes)
    case 'pad':
      return structure.pad(x(), e.attributes)
    case 'gather':
      return tf.gather(x(0), x(1), e.attributes.axis)
    case 'scatterAdd':
      return structure.scatterAdd(x(0), x(1), e.attributes.axis, e.shape)
    case 'dotGeneral':
      return dot(x(0), x(1), e.attributes, e.shape)
    case 'convolution':
      return convolution(x(0), x(1), e.attributes, e.shape)
    case 'reduceWindow':
      return pool(x(), e.attributes)
    case 'iota':
      return structure.iota(e.attributes.axis, e.shape, e.dtype === 'int32' ? 'int32' : 'float32')
    case 'key':
    case 'foldIn':
    case 'draw':
      throw new NotInStock('keys')
    case 'buffer':
      throw new NotInStock('data held by this package')
  }
}

const typeOf = ({ dtype }: Expression): 'float32' | 'int32' | 'bool' => {
  if (dtype === 'key') throw new NotInStock('keys')
  return dtype
}

/** An operation of two operands, of which those that were only repeated for it are left to it to repeat. */
const broadcasting = (
  e: Expression,
  of: Known,
  looked: Op | undefined,
  f: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor,
): tf.Tensor => {
  const operand = (from: Expression): tf.Tensor => {
    if (from.op === 'splat') return tf.scalar(from.attributes.value, typeOf(from))
    return from.op === 'broadcastInDim' && looked !== 'broadcastInDim'
      ? structure.aligned(of(input(from, 0)), from.attributes.dimensions, from.shape)
      : of(from)
  }
  const y = f(operand(input(e, 0)), operand(input(e, 1)))
  return y.shape.join() === e.shape.join() ? y : tf.broadcastTo(y, [...e.shape])
}

const numbers = (given: unknown): readonly number[] =>
  Array.isArray(given) ? given.filter((n) => typeof n === 'number') : []

const pair = (given: unknown): readonly [number, number] => {
  const [first = 0, second = 0] = numbers(given)
  return [first, second]
}

const pairs = (given: unknown): readonly [readonly [number, number], readonly [number, number]] => {
  const [first, second] = Array.isArray(given) ? given : []
  return [pair(first), pair(second)]
}

/** A composite by the operation of its name, or through what it is made of. */
const composite = (e: Node<'composite'>, of: Known): tf.Tensor => {
  const { name, parameters, decompose } = e.attributes
  const x = (): tf.Tensor => of(input(e, 0))
  switch (name) {
    case 'relu':
      return tf.relu(x())
    case 'softplus':
      return tf.softplus(x())
    case 'logSumExp':
      return tf.logSumExp(x(), [...numbers(parameters['axes'])])
    case 'averagePool':
      return average(x(), { window: pair(parameters['filterSize']), strides: pair(parameters['strides']) })
    case 'convolutionInputGradient': {
      const { strides, padding, shape } = parameters
      return laid(x(), of(input(e, 1)), { strides: pair(strides), padding: pairs(padding) }, numbers(shape))
    }
    case 'depthwiseConvolution':
      return depthwise(x(), of(input(e, 1)), {
        strides: pair(parameters['strides']),
        padding: pairs(parameters['padding']),
        kernelDilation: pair(parameters['kernelDilation']),
      })
    default:
      return of(decompose(e.inputs))
  }
}
