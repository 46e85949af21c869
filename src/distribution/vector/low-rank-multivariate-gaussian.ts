/**
 * Gaussians over vectors whose covariance is W Wᵀ + diag σ², W of few columns: of a size that a full covariance would
 * not fit.
 * @category distribution
 * @since 0.1.0
 * @module
 */
import { product, stacked } from '../../linear/batch.js'
import { noiseLike, split } from '../../random/index.js'
import { type LastDim, type Same, type Shape, type Show, size } from '../../shape/index.js'
import { HALF_LOG_TWO_PI } from '../../special/constants.js'
import type { Expression } from '../../tensor/expression.js'
import { type AnyTensor, exp, log, shapeOf, type Tensor } from '../../tensor/index.js'
import { draw } from '../../tensor/primitive/draw.js'
import { add, divide, multiply, plus, subtract, times } from '../../tensor/primitive/elementwise.js'
import { alongLast, sumLast } from '../../tensor/primitive/last-axis.js'
import { reshape } from '../../tensor/primitive/structure.js'
import { expression, typed } from '../../tensor/tensor.js'
import { checked, finite, positive } from '../checked.js'
import type { Formulas, LowRankMultivariateGaussian } from '../families.js'
import { boundedLogScale } from '../log-scale.js'
import { beside, memberOf } from '../member.js'
import { type BatchOf, type TakesGuard, taken, type VectorsGuard, vectorSize } from './beside.js'
import { halfLogDet, halfLogDetAndSquare } from './low-rank.js'

export type { LowRankMultivariateGaussian } from '../families.js'

/** The factor in units of the scale, as a stack of matrices [B, D, R]. */
const standardFactor = (factor: Expression, scale: Expression): Expression => {
  return stacked(divide(factor, alongLast(scale, factor.shape)))
}

/** Vectors as the rows of one matrix. */
const flat = (x: Expression): Expression => reshape(x, [size(x.shape.slice(0, -1)), x.shape.at(-1) ?? 0])

const formulas: Formulas<'LowRankMultivariateGaussian'> = {
  family: 'LowRankMultivariateGaussian',
  kind: 'continuous',
  reparameterised: true,
  eventRank: 1,
  sample: ({ loc, scale, factor }, key) => {
    const [own, shared] = split(2)(key)
    const w = expression(factor)
    const causes = draw(expression(shared), 'normal', [...w.shape.slice(0, -2), w.shape.at(-1) ?? 0, 1])
    const common = reshape(product(stacked(w), stacked(causes)), shapeOf(loc))
    const noise = multiply(expression(scale), expression(noiseLike('normal')(loc)(own)))
    return typed(add(add(expression(loc), noise), common))
  },
  logProb: ({ loc, scale, logScale, factor }, x) => {
    const [at, s] = [expression(x), expression(scale)]
    const z = divide(subtract(at, expression(loc)), s)
    const found = halfLogDetAndSquare(standardFactor(expression(factor), s), flat(z))
    const exponent = subtract(times(found.square, -0.5), found.halfLogDet)
    const volume = plus(sumLast(expression(logScale)), HALF_LOG_TWO_PI * (at.shape.at(-1) ?? 0))
    return typed(subtract(reshape(exponent, volume.shape), volume))
  },
  entropy: ({ scale, logScale, factor }) => {
    const [s, logS] = [expression(scale), sumLast(expression(logScale))]
    const half = reshape(halfLogDet(standardFactor(expression(factor), s)), logS.shape)
    return typed(plus(add(logS, half), (0.5 + HALF_LOG_TWO_PI) * (s.shape.at(-1) ?? 0)))
  },
  mean: ({ loc }) => loc,
  variance: ({ scale, factor }) => {
    const [s, w] = [expression(scale), expression(factor)]
    return typed(add(sumLast(multiply(w, w)), multiply(s, s)))
  },
  mode: ({ loc }) => loc,
}

/** The words when the factor has not one row for each number of the location. */
type FactorGuard<S extends Shape, W extends Shape> = TakesGuard<
  'LowRankMultivariateGaussian',
  'loc',
  S,
  'factor',
  [...S, 'R'],
  W,
  BatchOf<W>,
  S
>

const made = <S extends Shape>(
  loc: Tensor<S>,
  factor: AnyTensor,
  { scale, logScale }: { readonly scale: Tensor<S>; readonly logScale: Tensor<S> },
): LowRankMultivariateGaussian<BatchOf<S>, [LastDim<S>]> => {
  const name = 'LowRankMultivariateGaussian'
  vectorSize(name, shapeOf(loc))
  const w = taken<[...S, number]>(name, 'loc', loc, 'factor', [...shapeOf(loc), 'R'], factor)
  return memberOf<'LowRankMultivariateGaussian', BatchOf<S>, [LastDim<S>]>(
    formulas,
    {
      loc: typed(expression(checked(name, 'loc', finite, loc))),
      scale: typed(expression(scale)),
      logScale: typed(expression(logScale)),
      factor: typed(expression(checked(name, 'factor', finite, w))),
    },
    shapeOf(loc),
    1,
  )
}

/**
 * Gaussians over the last axis of the location, with covariance W Wᵀ + diag σ² for a factor W of R columns. Cost and
 * memory grow with D·R. Parameters that are numbers are checked; a network gives `fromLogScale` its logarithms.
 * @shape [...B, D], [...B, D, R], [...B, D] → batch B, event [D]
 * @math log N(x; μ, W Wᵀ + diag σ²), by Woodbury's identity and the matrix determinant lemma
 * @unit logProb, entropy: nats
 * @grad through sample to loc, factor and scale (reparameterised: μ + σε + Wη)
 * @failure `LowRankMultivariateGaussian: loc [3] takes factor [3, R], found [4, 2]`
 * @failure RangeError: `LowRankMultivariateGaussian: expected scale above 0, found -1 at [2]`
 * @law reparameterised mean and variance
 * @source Björck: Solving linear least squares problems by Gram-Schmidt orthogonalization (1967)
 * @category distribution
 * @since 0.1.0
 * @example
 * import { LowRankMultivariateGaussian, matrix, ones, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const q = LowRankMultivariateGaussian.make(vector([0, 0]), matrix([[2], [3]]), ones(2))
 * console.assert((await read(q.variance())).join() === '5,10')
 */
export const make = <S extends Shape, W extends Shape, T extends Shape>(
  loc: Tensor<S> & VectorsGuard<'LowRankMultivariateGaussian', S>,
  factor: Tensor<W> & FactorGuard<S, W>,
  scale: Tensor<T> & Same<S, T, `LowRankMultivariateGaussian: loc ${Show<S>} and scale ${Show<T>} differ`>,
): LowRankMultivariateGaussian<BatchOf<S>, [LastDim<S>]> => {
  const given = beside<S>('LowRankMultivariateGaussian', 'loc', loc, 'scale', scale)
  const scales = checked('LowRankMultivariateGaussian', 'scale', positive, given)
  return made<S>(loc, factor, { scale: scales, logScale: log(scales) })
}

/**
 * The same by the logarithm of the scale: any number, kept within ±80.
 * @shape [...B, D], [...B, D, R], [...B, D] → batch B, event [D]
 * @failure `LowRankMultivariateGaussian: loc [3] and logScale [4] differ`
 * @category distribution
 * @since 0.1.0
 * @example
 * import { LowRankMultivariateGaussian, matrix, read, use, vector, zeros } from 'reparam'
 * await use('cpu')()
 * const q = LowRankMultivariateGaussian.fromLogScale(vector([0, 0]), matrix([[2], [3]]), zeros(2))
 * console.assert((await read(q.variance())).join() === '5,10')
 */
export const fromLogScale = <S extends Shape, W extends Shape, T extends Shape>(
  loc: Tensor<S> & VectorsGuard<'LowRankMultivariateGaussian', S>,
  factor: Tensor<W> & FactorGuard<S, W>,
  logScale: Tensor<T> &
    Same<S, T, `LowRankMultivariateGaussian: loc ${Show<S>} and logScale ${Show<T>} differ`>,
): LowRankMultivariateGaussian<BatchOf<S>, [LastDim<S>]> => {
  const given = beside<S>('LowRankMultivariateGaussian', 'loc', loc, 'logScale', boundedLogScale(logScale))
  return made<S>(loc, factor, { scale: exp(given), logScale: given })
}
