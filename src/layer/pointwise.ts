/** Layers without parameters: functions of every element. */
import type { Shape } from '../shape/index.js'
import {
  elu as eluOf,
  gelu as geluOf,
  leakyRelu as leakyReluOf,
  relu as reluOf,
  sigmoid as sigmoidOf,
  silu as siluOf,
  softplus as softplusOf,
  type Tensor,
  tanh as tanhOf,
} from '../tensor/index.js'
import { expression, typed } from '../tensor/tensor.js'
import { andStage, type Layer, type Params } from './layer.js'
import { fixed } from './stage.js'

/**
 * A function of every element as a layer.
 * @shape S → S
 * @category layer
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { square } from 'reparam'
 * import { input, pointwise } from 'reparam/layer'
 * const net = F.pipe(input(3), pointwise(square))
 * console.assert(net.out.join() === '3')
 */
export const pointwise =
  (f: <S>(x: Tensor<S>) => Tensor<S>) =>
  <I extends Shape, M extends Shape, P extends Params, S extends Params>(
    layer: Layer<I, M, P, S>,
  ): Layer<I, M, P, S> =>
    andStage(
      layer,
      fixed(layer.out, (x) => expression(f(typed<Tensor<Shape>>(x)))),
    )

/**
 * The positive part.
 * @shape S → S
 * @category layer
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { read, use, vector } from 'reparam'
 * import { input, relu } from 'reparam/layer'
 * await use('cpu')()
 * const net = F.pipe(input(2), relu)
 * console.assert((await read(net.apply([], vector([-1, 2])))).join() === '0,2')
 */
export const relu = pointwise(reluOf)

/**
 * The hyperbolic tangent.
 * @shape S → S
 * @category layer
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { read, use, vector } from 'reparam'
 * import { input, tanh } from 'reparam/layer'
 * await use('cpu')()
 * const net = F.pipe(input(1), tanh)
 * console.assert((await read(net.apply([], vector([0])))).join() === '0')
 */
export const tanh = pointwise(tanhOf)

/**
 * 1 / (1 + exp(−x)).
 * @shape S → S
 * @category layer
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { read, use, vector } from 'reparam'
 * import { input, sigmoid } from 'reparam/layer'
 * await use('cpu')()
 * const net = F.pipe(input(1), sigmoid)
 * console.assert((await read(net.apply([], vector([0])))).join() === '0.5')
 */
export const sigmoid = pointwise(sigmoidOf)

/**
 * log(1 + exp x).
 * @shape S → S
 * @category layer
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { read, use, vector } from 'reparam'
 * import { input, softplus } from 'reparam/layer'
 * await use('cpu')()
 * const [y = 0] = await read(F.pipe(input(1), softplus).apply([], vector([0])))
 * console.assert(Math.abs(y - Math.LN2) < 1e-6)
 */
export const softplus = pointwise(softplusOf)

/**
 * x·Φ(x).
 * @shape S → S
 * @category layer
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { read, use, vector } from 'reparam'
 * import { input, gelu } from 'reparam/layer'
 * await use('cpu')()
 * const net = F.pipe(input(1), gelu)
 * console.assert((await read(net.apply([], vector([0])))).join() === '0')
 */
export const gelu = pointwise(geluOf)

/**
 * The positive part, and a fraction of the negative part.
 * @shape S → S
 * @category layer
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { read, use, vector } from 'reparam'
 * import { input, leakyRelu } from 'reparam/layer'
 * await use('cpu')()
 * const net = F.pipe(input(2), leakyRelu(0.25))
 * console.assert((await read(net.apply([], vector([-4, 2])))).join() === '-1,2')
 */
export const leakyRelu = (slope = 0.01) => pointwise(leakyReluOf(slope))

/**
 * x above 0, else exp x − 1.
 * @shape S → S
 * @category layer
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { read, use, vector } from 'reparam'
 * import { elu, input } from 'reparam/layer'
 * await use('cpu')()
 * console.assert((await read(F.pipe(input(1), elu).apply([], vector([2])))).join() === '2')
 */
export const elu = pointwise(eluOf)

/**
 * x / (1 + exp(−x)).
 * @shape S → S
 * @category layer
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { read, use, vector } from 'reparam'
 * import { input, silu } from 'reparam/layer'
 * await use('cpu')()
 * console.assert((await read(F.pipe(input(1), silu).apply([], vector([0])))).join() === '0')
 */
export const silu = pointwise(siluOf)
