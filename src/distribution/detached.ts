/** Distributions whose parameters stand still. */
import type { Shape } from '../shape/index.js'
import { type AnyTensor, type Key, stopGradient, type Tensor } from '../tensor/index.js'
import { identity } from '../tensor/primitive/control.js'
import { onlyThrough } from '../tensor/primitive/only-through.js'
import { expression, typed } from '../tensor/tensor.js'
import type { Ability, Distribution, Essentials } from './distribution.js'
import { isMember, mapParameters, memberOf } from './member.js'
import { rebuilt } from './rebuilt.js'
import type { Family } from './traits.js'

/**
 * The same distribution, through which no gradient flows to its parameters: that of its log-density reaches the value
 * only. What is left of the gradient of log q(z) when its mean, which is zero, is taken away.
 * @source Roeder, Wu and Duvenaud: Sticking the landing (2017), section 3
 * @category distribution
 * @since 0.1.0
 * @example
 * import { detached, Gaussian, grad, read, scalar, type Tensor, use } from 'reparam'
 * await use('cpu')()
 * const density = (loc: Tensor<[]>) => detached(Gaussian.make(loc, scalar(1))).logProb(scalar(2))
 * console.assert((await read(grad(density)(scalar(0)))).join() === '0')
 */
export const detached = <D extends Pick<Essentials<[], []>, 'family' | 'batch' | 'event'>>(d: D): D => {
  if (isMember(d)) {
    const parameters = mapParameters<Family, Shape>(stopGradient, d.parameters)
    return rebuilt(memberOf(d.formulas, parameters, [...d.batch, ...d.event], d.event.length))
  }
  const still = <S>(x: Tensor<S>): Tensor<S> => stopGradient(x)
  const valueOnly =
    (f: (x: Tensor<Shape>) => AnyTensor) =>
    (x: Tensor<Shape>): AnyTensor => {
      const value = identity(expression(x))
      const given = expression(f(typed(value)))
      return typed(onlyThrough(value, [given])[0] ?? given)
    }
  const every: Distribution<Shape, Shape, Ability> = rebuilt(d)
  return rebuilt({
    ...d,
    sample: (key: Key) => still(every.sample(key)),
    logProb: valueOnly(every.logProb),
    ...('entropy' in d && { entropy: () => still(every.entropy()) }),
    ...('mean' in d && { mean: () => still(every.mean()) }),
    ...('variance' in d && { variance: () => still(every.variance()) }),
    ...('mode' in d && { mode: () => still(every.mode()) }),
    ...('cdf' in d && { cdf: valueOnly(every.cdf) }),
    ...('quantile' in d && { quantile: valueOnly(every.quantile) }),
    expand: (count: number) => detached(every.expand(count)),
  })
}
