/** How a sample of a gamma law moves with its shape, when its place in the cdf is kept: the implicit derivative. */
import type { Expression } from '../tensor/expression.js'
import { input } from '../tensor/expression.js'
import { composite, stopGradient } from '../tensor/primitive/control.js'
import { exponential, multiply, subtract } from '../tensor/primitive/elementwise.js'
import { expression, type Tensor, typed } from '../tensor/tensor.js'
import type { GammaPoint } from './gamma-ratio.js'
import { gammaTail } from './gamma-tail.js'

/** d log z / da of a sample z of shape a, of expressions. */
export const logGammaSampleSlopeOf = ({ a, z, logZ }: GammaPoint): Expression =>
  composite(
    'logGammaSampleSlope',
    [a, z, logZ],
    ([e = a, x = z, v = logZ]) => gammaTail({ a: e, z: x, logZ: v }).slope,
  )

/**
 * The logarithm of a sample as a function of its shape: its value is that of `logZ`, through which no derivative
 * flows, and its derivative to the shape is the implicit one, of every order.
 */
export const implicitLogGamma = ({ a, z, logZ }: GammaPoint): Expression =>
  composite(
    'implicitLogGamma',
    [a, z, logZ],
    ([, , v = logZ]) => v,
    (n, g) => {
      const [e, x, v] = [input(n, 0), input(n, 1), input(n, 2)]
      const sample = implicitLogGamma({ a: e, z: x, logZ: v })
      const moved = multiply(x, exponential(subtract(sample, stopGradient(v))))
      return [multiply(g, logGammaSampleSlopeOf({ a: e, z: moved, logZ: sample }))]
    },
  )

/**
 * How the logarithm of a gamma sample moves with its shape while its place in the cdf is kept. In logarithms, since
 * samples of small shapes underflow.
 * @shape S, S → S
 * @math d log z / da = −∂P(a, z)/∂a / (z p(z)), at z = exp logSample
 * @grad through the quadrature
 * @source Figurnov, Mohamed and Mnih: Implicit reparameterization gradients (2018), equation 5
 */
export const logGammaSampleSlope = <S>(concentration: Tensor<S>, logSample: Tensor<S>): Tensor<S> => {
  const [a, logZ] = [expression(concentration), expression(logSample)]
  return typed(logGammaSampleSlopeOf({ a, z: exponential(logZ), logZ }))
}
