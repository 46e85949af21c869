/**
 * The only place where a batch axis becomes an event axis.
 * @category distribution
 * @since 0.1.0
 * @module
 */
import type { Shape, SplitTail, SplitTailGuard } from '../shape/index.js'
import { splitTail } from '../shape/index.js'
import { expression, typed } from '../tensor/tensor.js'
import type { Elementwise, Families, Family } from './families.js'
import { mapParameters, member } from './family.js'

/**
 * The same distributions with their last `count` batch axes moved to the front of the event: their elements become
 * one event, whose log-densities add.
 * @shape batch [...B, ...T], event E → batch B, event [...T, ...E]
 * @failure `Independent: 2 axes cannot be moved out of batch [32]`
 * @source Dillon et al.: TensorFlow Distributions (2017), section 3
 * @category distribution
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { Gaussian, Independent, shapeOf, zeros, ones } from 'reparam'
 * const q = F.pipe(Gaussian.make(zeros(32, 20), ones(32, 20)), Independent.make(1))
 * console.assert(shapeOf(q.logProb(zeros(32, 20))).join() === '32')
 */
export const make =
  <const N extends number>(count: N) =>
  <F extends Family, B extends Shape, E extends Shape>(
    d: Elementwise<F, B, E> & SplitTailGuard<'Independent', B, N>,
  ): Families<SplitTail<B, N>[0], [...SplitTail<B, N>[1], ...E]>[F] => {
    const given: Elementwise<F, B, E> = d
    splitTail('Independent', given.batch, count)
    return member<F, SplitTail<B, N>[0], [...SplitTail<B, N>[1], ...E]>(
      given.formulas,
      mapParameters((x) => typed(expression(x)), given.parameters),
      given.event.length + count,
    )
  }

/**
 * The same elements, each a distribution of its own again: what `make` moved into the event is back in the batch, so
 * that a divergence can be seen element by element.
 * @shape batch B, event E → batch [...B, ...E], event []
 * @law the log-densities of the elements of an event sum to that of the event
 * @category distribution
 * @since 0.1.0
 * @example
 * import { Gaussian, Independent, kl, shapeOf } from 'reparam'
 * const each = Independent.elements(Gaussian.standard(20))
 * console.assert(shapeOf(kl(each, each)).join() === '20')
 */
export const elements = <F extends Family, B extends Shape, E extends Shape>({
  formulas,
  parameters,
}: Elementwise<F, B, E>): Families<[...B, ...E], []>[F] =>
  member<F, [...B, ...E], []>(
    formulas,
    mapParameters((x) => typed(expression(x)), parameters),
    0,
  )
