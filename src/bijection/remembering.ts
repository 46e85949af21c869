/** Bijections that know where their values came from. */
import type { Shape } from '../shape/index.js'
import { negate } from '../tensor/primitive/elementwise.js'
import { type Bijection, backOf, bijectionOf, type Direction, forthOf, type Image } from './bijection.js'

/**
 * The same bijection, which recalls the data of the values that it made itself instead of computing the inverse of
 * them: for a density at a sample just drawn, where the inverse may take as many steps as an event has elements.
 * A value is known again as the very tensor that `forward` gave; any other is inverted.
 * @shape → events [...L, ...E] → [...L, ...E]
 * @category bijection
 * @since 0.1.0
 * @example
 * import { Bijection, ones, zeros } from 'reparam'
 * const slow = Bijection.affine({ loc: zeros(3), logScale: ones(3) })
 * const quick = Bijection.remembering(slow)
 * const data = zeros(2, 3)
 * console.assert(quick.inverse(quick.forward(data).value).value === data)
 */
export const remembering = <E extends Shape>(b: Bijection<E>): Bijection<E> => {
  const made = new WeakMap<object, Image>()
  const forward: Direction = (x, lead) => {
    const image = forthOf(b)(x, lead)
    made.set(image.value, { value: x, logDet: negate(image.logDet) })
    return image
  }
  const inverse: Direction = (y, lead) => made.get(y) ?? backOf(b)(y, lead)
  return bijectionOf(b.name, b.event, forward, inverse)
}
