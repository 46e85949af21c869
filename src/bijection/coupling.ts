/** Coupling layers: a part of an event decides how the rest is changed. */
import { type Add, countOf, type Shape, ShapeError, show } from '../shape/index.js'
import type { Expression } from '../tensor/expression.js'
import type { Tensor } from '../tensor/index.js'
import { concatenate, slice } from '../tensor/primitive/structure.js'
import { typed } from '../tensor/tensor.js'
import { type Coefficients, scaledAndShifted, scaledAndShiftedBack } from './affine.js'
import { type Bijection, backOf, bijectionOf, type Direction, forthOf } from './bijection.js'
import { type Bound, boundOf, type Conditioner, coefficientsFor } from './conditioner.js'
import { type Elementwise, eachElement } from './elementwise.js'

/**
 * How many elements of a vector stay as they are, and how many behind them are changed.
 * @category bijection
 * @since 0.1.0
 */
export interface Parts<K extends number, M extends number> {
  readonly kept: K
  readonly moved: M
}

/** A map of the last `moved` elements, which depends on the first `kept` ones. */
const coupled =
  (kept: number, map: (first: Expression) => Direction): Direction =>
  (x, lead) => {
    const cut = (from: number, to: number): Expression =>
      slice(x, [...x.shape.slice(0, lead).map(() => 0), from], [...x.shape.slice(0, lead), to])
    const first = cut(0, kept)
    const { value, logDet } = map(first)(cut(kept, x.shape.at(-1) ?? 0), lead)
    return { value: concatenate([first, value], lead), logDet }
  }

const sizesOf = (op: string, { kept, moved }: Parts<number, number>): readonly [number, number] => [
  countOf(op, kept),
  countOf(op, moved),
]

/**
 * A coupling whose first elements decide on any bijection of the others: splines, say. The function is given the first
 * elements, with all leading axes, and gives a bijection of the others whose parameters have the same leading axes.
 * @shape → [K + M]
 * @math y = (x₁, f(x₂; x₁)); log |det| is that of f
 * @failure `coupling: the bijection of the other elements has event [2], expected [3]`
 * @source Durkan, Bekasov, Murray and Papamakarios: Neural spline flows (2019), section 2.2
 * @category bijection
 * @since 0.1.0
 * @example
 * import { Bijection, concat, read, use, vector, zerosLike } from 'reparam'
 * await use('cpu')()
 * const map = Bijection.couplingOf({ kept: 1, moved: 1 })((first) =>
 *   Bijection.affine({ loc: first, logScale: zerosLike(first), eventAxes: 1 }),
 * )
 * console.assert((await read(map.forward(vector([3, 4])).value)).join() === '3,7')
 */
export const couplingOf =
  <const K extends number, const M extends number>(parts: Parts<K, M>) =>
  (
    conditioner: <L extends Shape>(first: Tensor<[...L, K]>) => Bijection<[M]>,
  ): Bijection<[Extract<Add<K, M>, number>]> => {
    const [kept, moved] = sizesOf('coupling', parts)
    const other = (first: Expression): Bijection<[M]> => {
      const b = conditioner<Shape>(typed(first))
      if (b.event.join() === `${moved}`) return b
      throw new ShapeError(
        `coupling: the bijection of the other elements has event ${show(b.event)}, expected ${show([moved])}`,
      )
    }
    return bijectionOf(
      'coupling',
      [kept + moved],
      coupled(kept, (first) => forthOf(other(first))),
      coupled(kept, (first) => backOf(other(first))),
    )
  }

/**
 * The affine coupling of RealNVP: the first elements stay, and decide how the others are scaled and shifted. Both
 * directions take one pass of the network. Couplings alternate with `reverse` or `permutation`, so that every element
 * is changed in turn.
 * @shape → [K + M]
 * @math y = (x₁, x₂ exp(logScale(x₁)) + shift(x₁)); log |det| = Σ logScale
 * @failure RangeError for a bound that is not above 0; at run time: `coupling: shift [2] is not [3]`
 * @source Dinh, Sohl-Dickstein and Bengio: Density estimation using real NVP (2017), section 3
 * @category bijection
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { Bijection, chunk, key, read, type Tensor, use, vector } from 'reparam'
 * import { dense, input, tanh } from 'reparam/layer'
 * await use('cpu')()
 * const net = F.pipe(input(2), dense(8), tanh, dense(6))
 * const map = (params: ReturnType<typeof net.init>) =>
 *   Bijection.coupling({ kept: 2, moved: 3 })((first) => {
 *     const [shift, logScale] = chunk(2, -1)(net.apply(params, first))
 *     return { shift, logScale }
 *   })
 * const flow = map(net.init(key(0)))
 * const back = flow.inverse(flow.forward(vector([1, 2, 3, 4, 5])).value)
 * console.assert((await read(back.value)).every((x, i) => Math.abs(x - i - 1) < 1e-5))
 */
export const coupling =
  <const K extends number, const M extends number>(options: Parts<K, M> & Bound) =>
  (conditioner: Conditioner<K, M>): Bijection<[Extract<Add<K, M>, number>]> => {
    const [kept, moved] = sizesOf('coupling', options)
    const bound = boundOf('coupling', options)
    const by =
      (map: (x: Expression, by: Coefficients) => Elementwise) =>
      (first: Expression): Direction => {
        const found = conditioner<Shape>(typed(first))
        const shape = [...first.shape.slice(0, -1), moved]
        return eachElement((x) => map(x, coefficientsFor('coupling', found, shape, bound)))
      }
    return bijectionOf(
      'coupling',
      [kept + moved],
      coupled(kept, by(scaledAndShifted)),
      coupled(kept, by(scaledAndShiftedBack)),
    )
  }
