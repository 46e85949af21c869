/** Autoregressive flows: each element is changed as those before it say. */
import { countOf, type Shape } from '../shape/index.js'
import type { Expression } from '../tensor/expression.js'
import { iota } from '../tensor/primitive/draw.js'
import { compare, select } from '../tensor/primitive/elementwise.js'
import { splat, splatLike } from '../tensor/primitive/leaf.js'
import { typed } from '../tensor/tensor.js'
import { type Coefficients, scaledAndShifted, scaledAndShiftedBack } from './affine.js'
import { type Bijection, bijectionOf, type Direction } from './bijection.js'
import { type Bound, boundOf, type Conditioner, coefficientsFor } from './conditioner.js'
import { type Elementwise, eachElement } from './elementwise.js'
import { sumEvent } from './events.js'

/** How many elements an event has. */
export interface Sized<D extends number> {
  readonly size: D
}

type Step = (x: Expression, by: Coefficients) => Elementwise

/** All elements at once: what decides on them is the data. */
const parallel = (coefficients: (x: Expression) => Coefficients, step: Step): Direction =>
  eachElement((x) => step(x, coefficients(x)))

/**
 * One element after the other: what decides on an element is the values before it. Those that are not known yet are 0,
 * and a network that is autoregressive does not look at them.
 */
const sequential =
  (size: number, coefficients: (x: Expression) => Coefficients, step: Step): Direction =>
  (y, lead) => {
    const place = iota(y.shape, lead, 'float32')
    let value = splat(0, y.shape)
    let logSlope = splat(0, y.shape)
    for (let i = 0; i < size; i += 1) {
      const now = step(y, coefficients(value))
      const here = compare('EQ')(place, splatLike(i, place))
      value = select(here, now.value, value)
      logSlope = select(here, now.logSlope, logSlope)
    }
    return { value, logDet: sumEvent(logSlope, lead) }
  }

/** The two directions of an autoregressive map, of which one decides by its data and one by its values. */
const directions = <D extends number>(
  op: string,
  options: Sized<D> & Bound,
  conditioner: Conditioner<D, D>,
) => {
  const size = countOf(op, options.size)
  const bound = boundOf(op, options)
  const coefficients = (x: Expression): Coefficients =>
    coefficientsFor(op, conditioner<Shape>(typed(x)), x.shape, bound)
  return {
    size,
    byData: (step: Step) => parallel(coefficients, step),
    byValues: (step: Step) => sequential(size, coefficients, step),
  }
}

/**
 * The masked autoregressive flow: element i is scaled and shifted as the values before it say. The inverse, which a
 * density needs, takes one pass of the network; the forward direction, which a sample needs, one for each element. The
 * network has to be autoregressive, which nothing here can see: `made` of `reparam/layer` is.
 * @shape → [D]
 * @math yᵢ = xᵢ exp(logScaleᵢ(y₁…yᵢ₋₁)) + shiftᵢ(y₁…yᵢ₋₁); log |det| = Σ logScale
 * @failure RangeError for a bound that is not above 0; at run time: `maf: shift [2] is not [3]`
 * @source Papamakarios, Pavlakou and Murray: Masked autoregressive flow for density estimation (2017), section 3.1
 * @category bijection
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { Bijection, key, read, unstack, use, vector } from 'reparam'
 * import { input, made } from 'reparam/layer'
 * await use('cpu')()
 * const net = F.pipe(input(3), made({ hidden: [8], outputs: 2 }))
 * const params = net.init(key(0))
 * const flow = Bijection.maf({ size: 3 })((y) => {
 *   const [shift, logScale] = unstack(-2)(net.apply(params, y))
 *   return { shift, logScale }
 * })
 * const back = flow.inverse(flow.forward(vector([1, 2, 3])).value)
 * console.assert((await read(back.value)).every((x, i) => Math.abs(x - i - 1) < 1e-5))
 */
export const maf =
  <const D extends number>(options: Sized<D> & Bound) =>
  (conditioner: Conditioner<D, D>): Bijection<[D]> => {
    const { size, byData, byValues } = directions('maf', options, conditioner)
    return bijectionOf('maf', [size], byValues(scaledAndShifted), byData(scaledAndShiftedBack))
  }

/**
 * The inverse autoregressive flow: element i is scaled and shifted as the data before it says. A sample and its density
 * take one pass of the network; the inverse, for the density of a value from elsewhere, one for each element. It is the
 * inverse of a masked autoregressive flow whose network says how to undo a scale and shift.
 * @shape → [D]
 * @math yᵢ = xᵢ exp(logScaleᵢ(x₁…xᵢ₋₁)) + shiftᵢ(x₁…xᵢ₋₁); log |det| = Σ logScale
 * @failure RangeError for a bound that is not above 0; at run time: `iaf: shift [2] is not [3]`
 * @source Kingma et al.: Improving variational inference with inverse autoregressive flow (2016), section 3
 * @category bijection
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { Bijection, key, read, unstack, use, vector } from 'reparam'
 * import { input, made } from 'reparam/layer'
 * await use('cpu')()
 * const net = F.pipe(input(3), made({ hidden: [8], outputs: 2 }))
 * const params = net.init(key(0))
 * const flow = Bijection.iaf({ size: 3 })((x) => {
 *   const [shift, logScale] = unstack(-2)(net.apply(params, x))
 *   return { shift, logScale }
 * })
 * // the last layer starts at 0, and so the flow as the identity
 * console.assert((await read(flow.forward(vector([1, 2, 3])).value)).join() === '1,2,3')
 */
export const iaf =
  <const D extends number>(options: Sized<D> & Bound) =>
  (conditioner: Conditioner<D, D>): Bijection<[D]> => {
    const { size, byData, byValues } = directions('iaf', options, conditioner)
    return bijectionOf('iaf', [size], byData(scaledAndShifted), byValues(scaledAndShiftedBack))
  }
