/** Layers without parameters: functions of every element. */
import type { Shape } from '../shape/index.js'
import {
  gelu as geluOf,
  relu as reluOf,
  sigmoid as sigmoidOf,
  softplus as softplusOf,
  type Tensor,
  tanh as tanhOf,
} from '../tensor/index.js'
import { expression, typed } from '../tensor/tensor.js'
import { andStage, type Layer, type Params } from './layer.js'

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
  <I extends Shape, M extends Shape, P extends Params>(layer: Layer<I, M, P>): Layer<I, M, P> =>
    andStage(layer, {
      out: layer.out,
      init: undefined,
      apply: (_, x) => expression(f(typed<Tensor<Shape>>(x))),
    })

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
