/**
 * The only place where a batch axis becomes an event axis.
 * @category distribution
 * @since 0.1.0
 * @module
 */
import type { Shape, SplitTail, SplitTailGuard } from '../../shape/index.js'
import { splitTail } from '../../shape/index.js'
import type { AnyTensor } from '../../tensor/index.js'
import { type Ability, asValue, type Can, type Distribution } from '../distribution.js'
import type { Families, Member } from '../families.js'
import { isMember, memberOf, sumEvent } from '../member.js'
import { rebuilt } from '../rebuilt.js'
import type { Family, ScalarFamily } from '../traits.js'

/**
 * The same distributions over other axes: of the same family, or, if it is none of the table, with the same
 * abilities.
 * @category distribution
 */
export type Moved<F extends string, B extends Shape, E extends Shape, A extends Ability> = F extends Family
  ? Families<B, E>[F]
  : Distribution<B, E, A>

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
  <F extends string, B extends Shape, E extends Shape, A extends Ability>(
    d: Distribution<B, E> & { readonly family: F; readonly can?: Can<A> } & SplitTailGuard<
        'Independent',
        B,
        N
      >,
  ): Moved<F, SplitTail<B, N>[0], [...SplitTail<B, N>[1], ...E], A> => {
    splitTail('Independent', d.batch, count)
    return rebuilt(independently(count, rebuilt(d)))
  }

/** The last axes of the batch as the first of the event, at run time. */
const independently = (count: number, d: Distribution<Shape, Shape>): object => {
  if (isMember(d))
    return memberOf<Family, Shape, Shape>(
      d.formulas,
      d.parameters,
      [...d.batch, ...d.event],
      d.event.length + count,
    )
  const given = rebuilt<Distribution<Shape, Shape, Ability>>(d)
  const batch = d.batch.slice(0, d.batch.length - count)
  const event = [...d.batch.slice(batch.length), ...d.event]
  const value = asValue<Shape>(batch, event)
  return {
    ...d,
    batch,
    event,
    logProb: (x: AnyTensor) => sumEvent(d.logProb(value('logProb', x)), count),
    ...('entropy' in d && { entropy: () => sumEvent(given.entropy(), count) }),
    ...('cdf' in d && { cdf: (x: AnyTensor) => given.cdf(value('cdf', x)) }),
    ...('quantile' in d && { quantile: (p: AnyTensor) => given.quantile(value('quantile', p)) }),
    expand: (samples: number) => independently(count, rebuilt(d.expand(samples))),
  }
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
export const elements = <F extends ScalarFamily, B extends Shape, E extends Shape>({
  formulas,
  parameters,
  batch,
  event,
}: Member<F, B, E>): Families<[...B, ...E], []>[F] =>
  memberOf<F, [...B, ...E], []>(formulas, rebuilt(parameters), [...batch, ...event], 0)
