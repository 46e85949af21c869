/** Elements in another order: between two maps that treat the elements of a vector differently. */
import { countOf, refuse, type Say, show } from '../shape/index.js'
import type { Expression } from '../tensor/expression.js'
import { indices as indexTensor } from '../tensor/index.js'
import { gather } from '../tensor/primitive/gather.js'
import { splat } from '../tensor/primitive/leaf.js'
import { reverse as reversed } from '../tensor/primitive/structure.js'
import { expression } from '../tensor/tensor.js'
import { type Bijection, bijectionOf, type Direction } from './bijection.js'

const incomplete = '{} does not name each of {} elements once'

type Written<A extends readonly number[]> = A extends readonly [
  infer H extends number,
  ...infer T extends readonly number[],
]
  ? T extends readonly []
    ? `${H}`
    : `${H}, ${Written<T>}`
  : ''

/**
 * The words when a list does not name each element once; a list that only the run time knows is left to it.
 * @category bijection
 */
export type PermutationGuard<A extends readonly number[]> = number extends A['length'] | A[number]
  ? unknown
  : [Exclude<keyof A & `${number}`, `${A[number]}`>] extends [never]
    ? unknown
    : `permutation: ${Say<typeof incomplete, [`[${Written<A>}]`, A['length']]>}`

/** A map that moves elements about: no volume changes. */
const moving =
  (move: (x: Expression) => Expression): Direction =>
  (x, lead) => ({ value: move(x), logDet: splat(0, x.shape.slice(0, lead)) })

/** The elements of the last axis at these places. */
const picked = (places: readonly number[]): Direction => {
  const at = expression(indexTensor(places))
  return moving((x) => gather(x, at, x.shape.length - 1))
}

/**
 * The elements of a vector in another order: element i of the value is element `order[i]` of the data.
 * @shape → [D], D the length of the order
 * @math log |det| = 0
 * @failure `permutation: [0, 0] does not name each of 2 elements once`
 * @category bijection
 * @since 0.1.0
 * @example
 * import { Bijection, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const turn = Bijection.permutation([1, 2, 0])
 * console.assert((await read(turn.forward(vector([5, 6, 7])).value)).join() === '6,7,5')
 * console.assert((await read(turn.inverse(vector([6, 7, 5])).value)).join() === '5,6,7')
 */
export const permutation = <const A extends readonly number[]>(
  order: A & PermutationGuard<A>,
): Bijection<[A['length']]> => {
  const given: readonly number[] = order
  if (given.some((_, i) => !given.includes(i)))
    return refuse('permutation', incomplete, show(given), given.length)
  const back = given.map((_, i) => given.indexOf(i))
  return bijectionOf('permutation', [countOf('permutation', given.length)], picked(given), picked(back))
}

/**
 * The elements of a vector from the last to the first.
 * @shape → [D]
 * @math log |det| = 0
 * @category bijection
 * @since 0.1.0
 * @example
 * import { Bijection, read, use, vector } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(Bijection.reverse(3).forward(vector([5, 6, 7])).value)).join() === '7,6,5')
 */
export const reverse = <const D extends number>(size: D): Bijection<[D]> => {
  const turned = moving((x) => reversed(x, [x.shape.length - 1]))
  return bijectionOf('reverse', [countOf('reverse', size)], turned, turned)
}
