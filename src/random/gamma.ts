/**
 * Samples of gamma laws, by the rejection sampler of Marsaglia and Tsang; concentrations below 1 are led back to
 * those above by a power of a uniform number. Their derivative to the concentration is the implicit one.
 */
import { implicitLogGamma } from '../special/gamma-sample.js'
import { xMinusLog1p } from '../special/remainders.js'
import type { Expression } from '../tensor/expression.js'
import { stopGradient } from '../tensor/primitive/control.js'
import { draw, foldIn } from '../tensor/primitive/draw.js'
import {
  abs,
  add,
  and,
  compare,
  convert,
  divide,
  exponential,
  log,
  logPlusOne,
  maximum,
  multiply,
  plus,
  rsqrt,
  select,
  subtract,
  times,
} from '../tensor/primitive/elementwise.js'
import { splatLike } from '../tensor/primitive/leaf.js'
import { expression, type Key, type Tensor, typed } from '../tensor/tensor.js'
import { alongProposals, firstAccepted } from './first-accepted.js'

/** Of the proposals at least 95.1 % are accepted, so that none of seven is in fewer than 1e-9 of the draws. */
const proposals = 7

/**
 * c x of the first accepted proposal, where x is standard normal and the sample d (1 + c x)³; 0 where none is. The
 * logarithm of the chance to be accepted is 3d (y²/2 − y³/3 − (y − log(1 + y))) at y = c x.
 */
const proposed = (d: Expression, key: Expression): Expression => {
  const c = rsqrt(times(d, 9))
  const x = draw(foldIn(key, 0), 'normal', [proposals, ...d.shape])
  const u = draw(foldIn(key, 1), 'uniform', x.shape)
  const y = multiply(x, alongProposals(proposals, c))
  const lowest = splatLike(-0.999999, y)
  const inside = maximum(y, lowest)
  const cubic = multiply(multiply(inside, inside), plus(times(inside, -1 / 3), 0.5))
  const exponent = multiply(times(alongProposals(proposals, d), 3), subtract(cubic, xMinusLog1p(inside)))
  const taken = and(compare('GT')(y, lowest), compare('LT')(u, exponential(exponent)))
  return firstAccepted(taken, inside)
}

/** A sample without its derivative, and its logarithm, which says more where the sample underflows. */
const sampled = (a: Expression, key: Expression): readonly [z: Expression, logZ: Expression] => {
  const small = compare('LT')(a, splatLike(1, a))
  const d = plus(add(a, convert(small, 'float32')), -1 / 3)
  const y = proposed(d, key)
  const t = plus(y, 1)
  const exponentials = abs(draw(foldIn(key, 2), 'laplace', a.shape))
  const lowered = select(small, divide(exponentials, a), splatLike(0, a))
  const logZ = subtract(add(log(d), times(logPlusOne(y), 3)), lowered)
  const z = select(small, exponential(logZ), multiply(d, multiply(t, multiply(t, t))))
  return [stopGradient(z), stopGradient(logZ)]
}

/**
 * Independent samples of gamma laws of rate 1, one for each positive concentration. In fewer than 1e-9 of the draws no
 * proposal is accepted; then the sample is a typical one, concentration − 1/3, or has it as a factor. A sample that
 * underflows is 0: `logStandardGamma` has its logarithm.
 * @shape S → S
 * @grad the implicit one, of every order
 * @source Marsaglia and Tsang: A simple method for generating gamma variables (2000); Figurnov, Mohamed and Mnih:
 * Implicit reparameterization gradients (2018)
 * @category random
 * @since 0.1.0
 * @example
 * import { fill, key, read, standardGamma, use } from 'reparam'
 * await use('cpu')()
 * const samples = await read(standardGamma(fill(3)(10000))(key(0)))
 * const mean = [...samples].reduce((sum, z) => sum + z, 0) / 10000
 * console.assert(Math.abs(mean - 3) < 5 * Math.sqrt(3 / 10000))
 */
export const standardGamma =
  <S>(concentration: Tensor<S>) =>
  (key: Key): Tensor<S> => {
    const a = expression(concentration)
    const [z, logZ] = sampled(a, expression(key))
    return typed(multiply(z, exponential(subtract(implicitLogGamma({ a, z, logZ }), logZ))))
  }

/**
 * The logarithms of what `standardGamma` gives for the same key: finite however small the concentration is.
 * @shape S → S
 * @grad the implicit one, of every order
 * @source as `standardGamma`
 * @category random
 * @since 0.1.0
 * @example
 * import { fill, key, logStandardGamma, read, use } from 'reparam'
 * await use('cpu')()
 * const logs = await read(logStandardGamma(fill(1e-3)(100))(key(0)))
 * console.assert(logs.every(Number.isFinite) && Math.min(...logs) < -1000)
 */
export const logStandardGamma =
  <S>(concentration: Tensor<S>) =>
  (key: Key): Tensor<S> => {
    const a = expression(concentration)
    const [z, logZ] = sampled(a, expression(key))
    return typed(implicitLogGamma({ a, z, logZ }))
  }
