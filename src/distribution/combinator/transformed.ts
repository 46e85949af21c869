/**
 * Distributions of what a bijection makes of samples: flows, and changes of scale.
 * @category distribution
 * @since 0.1.0
 * @module
 */
import { type Bijection, backOf, forthOf } from '../../bijection/bijection.js'
import type { DataGuard, Shape, Show } from '../../shape/index.js'
import { ShapeError, show } from '../../shape/index.js'
import type { Expression } from '../../tensor/expression.js'
import type { AnyTensor, Key } from '../../tensor/index.js'
import { add, compare, select } from '../../tensor/primitive/elementwise.js'
import { splatLike } from '../../tensor/primitive/leaf.js'
import { expression, type Tensor, typed } from '../../tensor/tensor.js'
import { asValue, type Distribution } from '../distribution.js'
import { sumEvent } from '../member.js'
import { rebuilt } from '../rebuilt.js'

/**
 * The distribution of what a bijection makes of samples of another. It can state its log-density, and no more: what a
 * bijection does to an entropy or a mean has no closed form.
 * @category distribution
 * @since 0.1.0
 */
export type Transformed<B extends Shape, E extends Shape, R extends boolean> = Distribution<B, E> & {
  readonly family: 'Transformed'
  readonly kind: 'continuous'
  readonly reparameterised: R
}

/** The words when an event of the base is no event of the bijection, nor several. */
type EventGuard<E extends Shape, T extends Shape> =
  unknown extends DataGuard<'Transformed', E, T>
    ? unknown
    : `Transformed: event ${Show<E>} of the base does not end in event ${Show<T>} of the bijection`

/** The words when the base has no density. */
type DensityGuard<Name extends string, K extends string> = [K] extends ['discrete']
  ? `Transformed: ${Name} is discrete; a bijection changes densities`
  : unknown

const isNothing = (x: Expression): Expression => compare('EQ')(x, splatLike(Number.NEGATIVE_INFINITY, x))

const transformed = <T extends Shape>(bijection: Bijection<T>, base: Distribution<Shape, Shape>): object => {
  const { batch, event } = base
  const value = asValue<Shape>(batch, event)
  // a base with more axes in its event than the bijection: one volume for each of several
  const several = event.length - bijection.event.length
  const lead = batch.length + several
  return {
    batch,
    event,
    axes: {},
    family: 'Transformed',
    kind: 'continuous',
    reparameterised: base.reparameterised,
    sample: (key: Key): AnyTensor => typed(forthOf(bijection)(expression(base.sample(key)), lead).value),
    logProb: (y: AnyTensor): AnyTensor => {
      const back = backOf(bijection)(expression(value('logProb', y)), lead)
      const volume = expression(sumEvent(typed(back.logDet), several))
      const density = expression(base.logProb(typed<Tensor<Shape>>(back.value)))
      // what comes from nowhere has no density, whatever the base says of the point that stands in for it
      const nothing = isNothing(volume)
      const sum = add(density, select(nothing, splatLike(0, volume), volume))
      return typed(select(nothing, splatLike(Number.NEGATIVE_INFINITY, sum), sum))
    },
    expand: (samples: number): object => transformed(bijection, rebuilt(base.expand(samples))),
  }
}

/**
 * The distribution of what a bijection makes of samples of a base, whose event ends in that of the bijection: an
 * elementwise one takes any event, a flow over vectors one of vectors. Parameters of the bijection are the same for all of a
 * batch, or have its last axes.
 * @shape bijection over T, base batch B, event [...S, ...T] → batch B, event [...S, ...T]
 * @math log p(y) = log p_base(f⁻¹(y)) + log |det ∂f⁻¹/∂y|
 * @unit logProb: nats
 * @grad through sample to the parameters of base and bijection, where the base is reparameterised
 * @failure `Transformed: event [20] of the base does not end in event [3] of the bijection`
 * @source Rezende and Mohamed: Variational inference with normalizing flows (2015), section 3
 * @category distribution
 * @since 0.1.0
 * @example
 * import { Bijection, Gaussian, read, scalar, Transformed, use } from 'reparam'
 * await use('cpu')()
 * const logNormal = Transformed.make(Bijection.exp())(Gaussian.standard())
 * const [logDensity = 0] = await read(logNormal.logProb(scalar(1)))
 * console.assert(Math.abs(logDensity + 0.9189385) < 1e-6)
 */
export const make =
  <T extends Shape>(bijection: Bijection<T>) =>
  <B extends Shape, E extends Shape, R extends boolean, K extends string, Name extends string>(
    base: Distribution<B, E> & {
      readonly family: Name
      readonly kind: K
      readonly reparameterised: R
    } & EventGuard<E, T> &
      DensityGuard<Name, K>,
  ): Transformed<B, E, R> => {
    const { event, family, kind } = base
    if (event.slice(Math.max(0, event.length - bijection.event.length)).join() !== bijection.event.join())
      throw new ShapeError(
        `Transformed: event ${show(event)} of the base does not end in event ${show(bijection.event)} of the bijection`,
      )
    if (kind === 'discrete')
      throw new TypeError(`Transformed: ${family} is discrete; a bijection changes densities`)
    return rebuilt(transformed(bijection, rebuilt(base)))
  }
