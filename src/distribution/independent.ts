/** The only place where a batch axis becomes an event axis. */
import type { Shape, SplitTail, SplitTailGuard } from '../shape/index.js'
import { ShapeError, show } from '../shape/index.js'
import { expression, typed } from '../tensor/tensor.js'
import { type Elementwise, type Families, type Family, mapParameters, member } from './family.js'

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
    if (count > given.batch.length)
      throw new ShapeError(`Independent: ${count} axes cannot be moved out of batch ${show(given.batch)}`)
    return member<F, SplitTail<B, N>[0], [...SplitTail<B, N>[1], ...E]>(
      given.formulas,
      mapParameters((x) => typed(expression(x)), given.parameters),
      given.event.length + count,
    )
  }
