/** Bijections one after the other, and backwards. */
import { type Same, type Shape, ShapeError, type Show, show } from '../shape/index.js'
import { add } from '../tensor/primitive/elementwise.js'
import { type Bijection, backOf, bijectionOf, type Direction, forthOf } from './bijection.js'

/** One direction, then others; the volumes that they make multiply. */
const inTurn =
  (first: Direction, others: readonly Direction[]): Direction =>
  (x, lead) =>
    others.reduce(
      (before, direction) => {
        const { value, logDet } = direction(before.value, lead)
        return { value, logDet: add(before.logDet, logDet) }
      },
      first(x, lead),
    )

/**
 * Bijections one after the other: data goes through the first one first.
 * @shape E, each
 * @math log |det| is the sum of theirs, each at the value that it was given
 * @law associativity
 * @failure `chain: events [2] and [3] differ`
 * @category bijection
 * @since 0.1.0
 * @example
 * import { Bijection, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const flow = Bijection.chain(Bijection.exp(2), Bijection.affine({ loc: vector([1, 1]), logScale: vector([0, 0]) }))
 * console.assert((await read(flow.forward(vector([0, 0])).value)).join() === '2,2')
 * console.assert((await read(flow.inverse(vector([2, 2])).value)).join() === '0,0')
 */
export const chain = <E extends Shape, Others extends Shape[]>(
  first: Bijection<E>,
  ...others: {
    [K in keyof Others]: Bijection<Others[K]> &
      Same<E, Others[K], `chain: events ${Show<E>} and ${Show<Others[K]>} differ`>
  }
): Bijection<E> => {
  const rest: readonly Pick<Bijection<Shape>, 'name' | 'event'>[] = others
  for (const { event } of rest)
    if (event.join() !== first.event.join())
      throw new ShapeError(`chain: events ${show(first.event)} and ${show(event)} differ`)
  const forth = others.map(forthOf)
  const back = others.map(backOf).reverse()
  const [last = backOf(first), ...before] = [...back, backOf(first)]
  return bijectionOf(
    `chain(${[first, ...rest].map(({ name }) => name).join(', ')})`,
    first.event,
    inTurn(forthOf(first), forth),
    inTurn(last, before),
  )
}

/**
 * A bijection backwards: what was its inverse is its forward direction.
 * @shape E → E
 * @law the inverse of the inverse is the bijection
 * @category bijection
 * @since 0.1.0
 * @example
 * import { Bijection, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const logarithm = Bijection.inverse(Bijection.exp(1))
 * console.assert((await read(logarithm.forward(vector([1])).value))[0] === 0)
 */
export const inverse = <E extends Shape>(b: Bijection<E>): Bijection<E> =>
  bijectionOf(`inverse(${b.name})`, b.event, backOf(b), forthOf(b))
