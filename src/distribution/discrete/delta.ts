/**
 * All probability at one value: what is known for certain, as a distribution.
 * @category distribution
 * @since 0.1.0
 * @module
 */
import type { Shape } from '../../shape/index.js'
import { equal, greaterEqual, select, shift, type Tensor, toFloat, zerosLike } from '../../tensor/index.js'
import type { Delta, Formulas } from '../families.js'
import { member } from '../member.js'

export type { Delta } from '../families.js'

const formulas: Formulas<'Delta'> = {
  family: 'Delta',
  kind: 'discrete',
  reparameterised: true,
  sample: ({ loc }) => loc,
  logProb: ({ loc }, x) =>
    select(equal(x, loc), zerosLike(loc), shift(Number.NEGATIVE_INFINITY)(zerosLike(loc))),
  mean: ({ loc }) => loc,
  variance: ({ loc }) => zerosLike(loc),
  mode: ({ loc }) => loc,
  cdf: ({ loc }, x) => toFloat(greaterEqual(x, loc)),
}

/**
 * Distributions with all probability at this value, each element a batch of its own. The probability of the value is 1,
 * its density would be infinite: a divergence from one with a density is infinite as well.
 * @shape S → batch S, event []
 * @math log p(x) = 0 at x = loc, −∞ elsewhere
 * @unit logProb: nats
 * @grad through sample to loc; none through logProb
 * @category distribution
 * @since 0.1.0
 * @example
 * import { Delta, key, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const d = Delta.make(vector([2, 3]))
 * console.assert((await read(d.sample(key(0)))).join() === '2,3')
 * console.assert((await read(d.logProb(vector([2, 4])))).join() === '0,-Infinity')
 */
export const make = <S extends Shape>(loc: Tensor<S>): Delta<S, []> =>
  member<'Delta', S, []>(formulas, { loc }, 0)
