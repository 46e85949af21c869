/**
 * The von Mises–Fisher distribution: the Gaussian of directions, on the unit sphere.
 * @category distribution
 * @since 0.1.0
 * @module
 */
import { normal, split } from '../../random/index.js'
import { type LastDim, type Shape, ShapeError, show } from '../../shape/index.js'
import { besselRatioOf } from '../../special/bessel.js'
import { besselShortfallOf, logScaledBesselIOf } from '../../special/bessel-scaled.js'
import { logGamma } from '../../special/host-gamma.js'
import type { Expression } from '../../tensor/expression.js'
import { InternalError } from '../../tensor/expression.js'
import { type AnyTensor, exp, shapeOf, type Tensor } from '../../tensor/index.js'
import { stopGradient } from '../../tensor/primitive/control.js'
import { iota } from '../../tensor/primitive/draw.js'
import * as primitive from '../../tensor/primitive/elementwise.js'
import { alongLast, inner, sliceLast } from '../../tensor/primitive/last-axis.js'
import { splatLike } from '../../tensor/primitive/leaf.js'
import { pullback } from '../../tensor/primitive/node.js'
import { reduce } from '../../tensor/primitive/reduction.js'
import { concatenate } from '../../tensor/primitive/structure.js'
import { expression, typed } from '../../tensor/tensor.js'
import { checked, notNegative } from '../checked.js'
import type { Formulas, VonMisesFisher } from '../families.js'
import { boundedLogScale } from '../log-scale.js'
import { memberOf } from '../member.js'
import { type BatchOf, type TakesGuard, taken, type VectorsGuard, vectorSize } from './beside.js'
import { checkedUnit, tolerance } from './checked.js'
import { distanceSample } from './sphere.js'

export type { VonMisesFisher } from '../families.js'

const { add, compare, convert, divide, multiply, negate, plus, select, sqrt, subtract, times } = primitive

const dimension = (x: AnyTensor): number => shapeOf(x).at(-1) ?? 0

/** The logarithm of the area of the unit sphere of D dimensions. */
const logArea = (d: number): number => Math.LN2 + (d / 2) * Math.log(Math.PI) - logGamma(d / 2)

/** One number for each vector, with an axis of size 1 or without one, repeated along it. */
const along = (x: Expression, like: Expression): Expression => alongLast(x, like.shape)

/** Directions around the first axis carried to directions around the location, by a reflection. */
const carried = (direction: Expression, loc: Expression): Expression => {
  const first = sliceLast(loc, 0, 1)
  // of the two reflections the one that is far from its singularity
  const towards = select(compare('GE')(first, splatLike(0, first)), splatLike(1, first), splatLike(-1, first))
  const rest = sliceLast(loc, 1, loc.shape.at(-1) ?? 0)
  const mirror = concatenate([add(first, towards), rest], loc.shape.length - 1)
  const scale = divide(expandLast(inner(mirror, direction)), plus(multiply(towards, first), 1))
  const reflected = subtract(direction, multiply(along(scale, mirror), mirror))
  return multiply(reflected, along(negate(towards), mirror))
}

const expandLast = (x: Expression): Expression => alongLast(x, [...x.shape, 1])

const ratioAndSlope = (d: number, concentration: Expression): readonly [Expression, Expression] => {
  const ratio = besselRatioOf(d / 2 - 1)(concentration)
  const [slope] = pullback(ratio, splatLike(1, ratio)) ?? []
  if (slope === undefined) throw new InternalError('besselRatio has no derivative')
  return [ratio, slope]
}

const formulas: Formulas<'VonMisesFisher'> = {
  family: 'VonMisesFisher',
  kind: 'continuous',
  reparameterised: true,
  eventRank: 1,
  sample: ({ loc, concentration }, key) => {
    const [far, around] = split(2)(key)
    const [at, k] = [expression(loc), expression(concentration)]
    const d = dimension(loc)
    const v = distanceSample(d, k, expression(far))
    const noise = expression(normal(...k.shape, d - 1)(around))
    const unit = divide(noise, along(sqrt(inner(noise, noise)), noise))
    const sideways = multiply(unit, along(sqrt(multiply(v, plus(negate(v), 2))), noise))
    const direction = concatenate([expandLast(plus(negate(v), 1)), sideways], k.shape.length)
    return typed(carried(direction, at))
  },
  logProb: ({ loc, concentration }, x) => {
    const [at, k, y] = [expression(loc), expression(concentration), expression(x)]
    const d = dimension(loc)
    const off = primitive.abs(plus(inner(y, y), -1))
    const on = compare('LE')(off, splatLike(tolerance, off))
    const safe = select(along(on, y), y, at)
    const apart = subtract(safe, at)
    const exponent = multiply(times(k, -0.5), inner(apart, apart))
    const density = plus(subtract(exponent, logScaledBesselIOf(d / 2 - 1)(k)), -logArea(d))
    return typed(select(on, density, splatLike(Number.NEGATIVE_INFINITY, density)))
  },
  entropy: ({ loc, concentration }) => {
    const [d, k] = [dimension(loc), expression(concentration)]
    const order = d / 2 - 1
    const mean = multiply(k, besselShortfallOf(order)(k))
    return typed(plus(add(mean, logScaledBesselIOf(order)(k)), logArea(d)))
  },
  mean: ({ loc, concentration }) => {
    const at = expression(loc)
    const ratio = besselRatioOf(dimension(loc) / 2 - 1)(expression(concentration))
    return typed(multiply(along(ratio, at), at))
  },
  variance: ({ loc, concentration }) => {
    const [at, k, d] = [expression(loc), expression(concentration), dimension(loc)]
    const [ratio, slope] = ratioAndSlope(d, k)
    const small = compare('LT')(k, splatLike(1e-15, k))
    const across = select(small, splatLike(1 / d, k), divide(ratio, select(small, splatLike(1, k), k)))
    const squares = multiply(at, at)
    const others = plus(negate(squares), 1)
    return typed(add(multiply(along(across, at), others), multiply(along(slope, at), squares)))
  },
  mode: ({ loc }) => loc,
}

type Guarded<S extends Shape, Name extends string, K extends Shape> = TakesGuard<
  'VonMisesFisher',
  'loc',
  S,
  Name,
  BatchOf<S>,
  K
>

const made = <S extends Shape>(
  loc: Tensor<S>,
  name: string,
  given: AnyTensor,
  concentration: (x: Tensor<BatchOf<S>>) => Tensor<BatchOf<S>>,
): VonMisesFisher<BatchOf<S>, [LastDim<S>]> => {
  const shape = shapeOf(loc)
  if (vectorSize('VonMisesFisher', shape) < 2)
    throw new ShapeError(
      `VonMisesFisher: loc ${show(shape)} has no directions: expected at least 2 dimensions`,
    )
  const k = taken<BatchOf<S>>('VonMisesFisher', 'loc', loc, name, shape.slice(0, -1), given)
  return memberOf<'VonMisesFisher', BatchOf<S>, [LastDim<S>]>(
    formulas,
    {
      loc: typed(expression(checkedUnit('VonMisesFisher', 'loc', loc))),
      concentration: typed(
        expression(checked('VonMisesFisher', 'concentration', notNegative, concentration(k))),
      ),
    },
    shape,
    1,
  )
}

/**
 * Distributions around unit vectors of D dimensions, at least 2, with a concentration of at least 0 each: 0 is the
 * uniform distribution on the sphere. A value whose length is not 1 to within 5e-5 has density 0. Parameters
 * that are numbers are checked; a network gives `fromDirection` any vectors.
 * @shape [...B, D], B → batch B, event [D]
 * @math log p(x) = κ μᵀx − log(Γ(ν + 1)(2/κ)^ν I_ν(κ)) − log area, ν = D/2 − 1, with respect to the area of the sphere
 * @unit logProb, entropy, kl: nats
 * @grad through sample to loc and concentration: the implicit derivative of the angle, which has no bias
 * @failure `VonMisesFisher: loc [32, 3] takes concentration [32], found [3]`
 * @failure RangeError: `VonMisesFisher: expected loc of length 1, found 2`
 * @law reparameterised mean and variance
 * @source Wood: Simulation of the von Mises Fisher distribution (1994); Davidson et al.: Hyperspherical variational
 * auto-encoders (2018); Figurnov, Mohamed and Mnih: Implicit reparameterization gradients (2018)
 * @category distribution
 * @since 0.1.0
 * @example
 * import { read, scalar, use, vector, VonMisesFisher } from 'reparam'
 * await use('cpu')()
 * const uniform = VonMisesFisher.make(vector([0, 0, 1]), scalar(0))
 * const [nats = 0] = await read(uniform.entropy())
 * console.assert(Math.abs(nats - Math.log(4 * Math.PI)) < 1e-6)
 */
export const make = <S extends Shape, K extends Shape>(
  loc: Tensor<S> & VectorsGuard<'VonMisesFisher', S>,
  concentration: Tensor<K> & Guarded<S, 'concentration', K>,
): VonMisesFisher<BatchOf<S>, [LastDim<S>]> => made<S>(loc, 'concentration', concentration, (k) => k)

/**
 * The same by any vectors, of which only the direction counts, and the logarithm of the concentration, any number: what a
 * network puts out. A logarithm is kept within ±80; a vector of zeros has no direction, and stands for the first axis.
 * @shape [...B, D], B → batch B, event [D]
 * @failure `VonMisesFisher: loc [32, 3] takes logConcentration [32], found [3]`
 * @category distribution
 * @since 0.1.0
 * @example
 * import { read, scalar, use, vector, VonMisesFisher } from 'reparam'
 * await use('cpu')()
 * const q = VonMisesFisher.fromDirection(vector([3, 4]), scalar(0))
 * const [x = 0, y = 0] = await read(q.mode())
 * console.assert(Math.abs(x - 0.6) < 1e-6 && Math.abs(y - 0.8) < 1e-6)
 */
export const fromDirection = <S extends Shape, K extends Shape>(
  direction: Tensor<S> & VectorsGuard<'VonMisesFisher', S>,
  logConcentration: Tensor<K> & Guarded<S, 'logConcentration', K>,
): VonMisesFisher<BatchOf<S>, [LastDim<S>]> => {
  vectorSize('VonMisesFisher', shapeOf(direction))
  return made<S>(typed(unitOf(expression(direction))), 'logConcentration', logConcentration, (k) =>
    exp(boundedLogScale(k)),
  )
}

/** Vectors of length 1, by way of their largest element, whose square is no problem. */
const unitOf = (x: Expression): Expression => {
  const last = [x.shape.length - 1]
  const largest = reduce('maximum', primitive.abs(x), last)
  const none = compare('EQ')(largest, splatLike(0, largest))
  const scaled = divide(x, along(stopGradient(select(none, splatLike(1, largest), largest)), x))
  const axis = convert(compare('EQ')(iota(x.shape, last[0] ?? 0, 'float32'), splatLike(0, x)), 'float32')
  const safe = select(along(none, x), axis, scaled)
  return divide(safe, along(sqrt(inner(safe, safe)), x))
}
