/** The affine map of every element: flows are affine maps whose parameters come from networks. */
import { type Same, type Shape, ShapeError, type Show, show } from '../shape/index.js'
import type { Expression } from '../tensor/expression.js'
import type { Tensor } from '../tensor/index.js'
import { bounded } from '../tensor/primitive/bounded.js'
import { add, exponential, multiply, negate, subtract } from '../tensor/primitive/elementwise.js'
import { expression } from '../tensor/tensor.js'
import { type Bijection, bijectionOf } from './bijection.js'
import { type Elementwise, eachElement } from './elementwise.js'
import { type EventGuard, type EventOf, eventOf } from './event-axes.js'
import { beside } from './events.js'

/** Beyond exp of this a float32 overflows. */
const mostLogScale = 80

/** A shift and the logarithm of a scale for every element. */
export interface Coefficients {
  readonly shift: Expression
  readonly logScale: Expression
}

/** Scaled, then shifted. */
export const scaledAndShifted = (x: Expression, { shift, logScale }: Coefficients): Elementwise => ({
  value: add(multiply(x, exponential(logScale)), shift),
  logSlope: logScale,
})

/** Shifted back, then scaled back. */
export const scaledAndShiftedBack = (y: Expression, { shift, logScale }: Coefficients): Elementwise => {
  const logSlope = negate(logScale)
  return { value: multiply(subtract(y, shift), exponential(logSlope)), logSlope }
}

/**
 * Every element times exp(logScale), plus loc. A log-scale is taken as it is up to 40 and bent from there, so that it
 * does not exceed 80 and no scale overflows. The axes of the parameters are the event; with `eventAxes` only so many
 * of the last ones are, and those before are axes of the data, so that each example has parameters of its own.
 * @shape loc, logScale: S → E the last axes of S
 * @math y = loc + x exp(logScale); log |det| = Σ logScale
 * @failure `affine: loc [3] and logScale [4] differ`
 * @category bijection
 * @since 0.1.0
 * @example
 * import { Bijection, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const map = Bijection.affine({ loc: vector([1, 2]), logScale: vector([0, Math.LN2]) })
 * const { value, logDet } = map.forward(vector([10, 10]))
 * console.assert((await read(value)).join() === '11,22')
 * console.assert(Math.abs(((await read(logDet))[0] ?? 0) - Math.LN2) < 1e-6)
 */
export const affine = <S extends Shape, T extends Shape, const N extends number = number>({
  loc,
  logScale,
  eventAxes,
}: {
  readonly loc: Tensor<S> & EventGuard<'affine', S, N>
  readonly logScale: Tensor<T> & Same<S, T, `affine: loc ${Show<S>} and logScale ${Show<T>} differ`>
  readonly eventAxes?: N
}): Bijection<EventOf<S, N>> => {
  const [shift, raw] = [expression(loc), expression(logScale)]
  if (shift.shape.join() !== raw.shape.join())
    throw new ShapeError(`affine: loc ${show(shift.shape)} and logScale ${show(raw.shape)} differ`)
  const scale = bounded(raw, mostLogScale)
  const by = (x: Expression): Coefficients => ({
    shift: beside('affine', 'loc', shift, x.shape),
    logScale: beside('affine', 'logScale', scale, x.shape),
  })
  return bijectionOf(
    'affine',
    eventOf('affine', shift.shape, eventAxes),
    eachElement((x) => scaledAndShifted(x, by(x))),
    eachElement((y) => scaledAndShiftedBack(y, by(y))),
  )
}
