/**
 * Gaussians over vectors whose elements depend on each other, by the Cholesky factor of the covariance.
 * @category distribution
 * @since 0.1.0
 * @module
 */
import { product, tril } from '../../linear/batch.js'
import { cholesky, fromLowerTriangle } from '../../linear/index.js'
import { logDiagonalOf, overVectors, triangularSolveOf } from '../../linear/solve.js'
import { noiseLike } from '../../random/index.js'
import type { LastDim, Shape } from '../../shape/index.js'
import { HALF_LOG_TWO_PI } from '../../special/constants.js'
import type { Expression } from '../../tensor/expression.js'
import { type AnyTensor, shapeOf, type Tensor } from '../../tensor/index.js'
import * as primitive from '../../tensor/primitive/elementwise.js'
import { inner } from '../../tensor/primitive/last-axis.js'
import { constant, splatLike } from '../../tensor/primitive/leaf.js'
import { broadcastTo } from '../../tensor/primitive/reduction.js'
import { expression, typed } from '../../tensor/tensor.js'
import { checked, finite } from '../checked.js'
import type { Formulas, MultivariateGaussian } from '../families.js'
import { boundedLogScale } from '../log-scale.js'
import { memberOf } from '../member.js'
import {
  type BatchOf,
  type Squared,
  type TakesGuard,
  type Triangle,
  taken,
  type VectorsGuard,
  vectorSize,
} from './beside.js'
import { checkedCovariance, checkedTril } from './checked.js'

export type { MultivariateGaussian } from '../families.js'

const formulas: Formulas<'MultivariateGaussian'> = {
  family: 'MultivariateGaussian',
  kind: 'continuous',
  reparameterised: true,
  eventRank: 1,
  sample: ({ loc, scaleTril }, key) => {
    const noise = expression(noiseLike('normal')(loc)(key))
    const spread = overVectors(expression(scaleTril), noise, (l, columns) => product(tril(l), columns))
    return typed(primitive.add(expression(loc), spread))
  },
  logProb: ({ loc, scaleTril }, x) => {
    const [l, difference] = [expression(scaleTril), primitive.subtract(expression(x), expression(loc))]
    const standard = overVectors(l, difference, (matrices, columns) => triangularSolveOf(matrices, columns))
    const squares = inner(standard, standard)
    const exponent = primitive.subtract(primitive.times(squares, -0.5), logDiagonalOf(l))
    return typed(primitive.plus(exponent, -HALF_LOG_TWO_PI * (l.shape.at(-1) ?? 0)))
  },
  entropy: ({ scaleTril }) => {
    const l = expression(scaleTril)
    return typed(primitive.plus(logDiagonalOf(l), (0.5 + HALF_LOG_TWO_PI) * (l.shape.at(-1) ?? 0)))
  },
  mean: ({ loc }) => loc,
  variance: ({ scaleTril }) => {
    const lower = tril(expression(scaleTril))
    return typed(inner(lower, lower))
  },
  mode: ({ loc }) => loc,
}

const made = <S extends Shape>(
  loc: Tensor<S>,
  scaleTril: Expression,
): MultivariateGaussian<BatchOf<S>, [LastDim<S>]> =>
  memberOf<'MultivariateGaussian', BatchOf<S>, [LastDim<S>]>(
    formulas,
    {
      loc: typed(expression(checked('MultivariateGaussian', 'loc', finite, loc))),
      scaleTril: typed(scaleTril),
    },
    shapeOf(loc),
    1,
  )

const matrixBeside = (
  loc: AnyTensor,
  name: string,
  x: AnyTensor,
  check: typeof checkedTril,
): Tensor<[number, number]> => {
  const n = vectorSize('MultivariateGaussian', shapeOf(loc))
  return check(
    'MultivariateGaussian',
    name,
    n,
    taken('MultivariateGaussian', 'loc', loc, name, [...shapeOf(loc), n], x),
  )
}

/**
 * Gaussians over the last axis of the location, with covariance L Lᵀ: L lower triangular with a positive diagonal. What
 * stands above its diagonal is not looked at. The log-density is a number as long as float32 holds the elements of L⁻¹
 * and the square of L⁻¹(x − μ). Parameters that are numbers are checked; a network gives `fromTriangle` what it puts
 * out.
 * @shape [...B, D], [...B, D, D] → batch B, event [D]
 * @math log N(x; μ, L Lᵀ) = −½ |L⁻¹(x − μ)|² − Σ log l_ii − ½ D log 2π
 * @unit logProb, entropy, kl: nats
 * @grad through sample to loc and scaleTril (reparameterised: μ + Lε)
 * @failure `MultivariateGaussian: loc [3] takes scaleTril [3, 3], found [4, 4]`
 * @failure RangeError: `MultivariateGaussian: expected scaleTril above 0 on its diagonal, found 0 at [1, 1]`
 * @law reparameterised mean and variance
 * @category distribution
 * @since 0.1.0
 * @example
 * import { matrix, MultivariateGaussian, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const q = MultivariateGaussian.fromScaleTril(vector([0, 0]), matrix([[1, 0], [3, 4]]))
 * console.assert((await read(q.variance())).join() === '1,25')
 */
export const fromScaleTril = <S extends Shape, M extends Shape>(
  loc: Tensor<S> & VectorsGuard<'MultivariateGaussian', S>,
  scaleTril: Tensor<M> & TakesGuard<'MultivariateGaussian', 'loc', S, 'scaleTril', Squared<S>, M>,
): MultivariateGaussian<BatchOf<S>, [LastDim<S>]> =>
  made<S>(loc, expression(matrixBeside(loc, 'scaleTril', scaleTril, checkedTril)))

/**
 * Gaussians by location and covariance, whose Cholesky factor is computed in the program. One that stands there as numbers
 * is checked. Where one that is computed is not positive definite it has no factor: what depends on it is NaN, which `fit`
 * reports as a value that is not finite.
 * @shape [...B, D], [...B, D, D] → batch B, event [D]
 * @grad through sample to loc and covariance
 * @failure `MultivariateGaussian: loc [3] takes covariance [3, 3], found [3]`
 * @failure RangeError: `MultivariateGaussian: expected covariance positive definite, found one that is not`
 * @category distribution
 * @since 0.1.0
 * @example
 * import { matrix, MultivariateGaussian, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const q = MultivariateGaussian.fromCovariance(vector([0, 0]), matrix([[4, 2], [2, 10]]))
 * console.assert((await read(q.parameters.scaleTril)).join() === '2,0,1,3')
 */
export const fromCovariance = <S extends Shape, M extends Shape>(
  loc: Tensor<S> & VectorsGuard<'MultivariateGaussian', S>,
  covariance: Tensor<M> & TakesGuard<'MultivariateGaussian', 'loc', S, 'covariance', Squared<S>, M>,
): MultivariateGaussian<BatchOf<S>, [LastDim<S>]> =>
  made<S>(loc, expression(cholesky(matrixBeside(loc, 'covariance', covariance, checkedCovariance))))

/** Which of the numbers of a triangle stand on the diagonal: 1 there. */
const onDiagonalOf = (n: number): readonly number[] =>
  Array.from({ length: n }, (_, row) =>
    Array.from({ length: row + 1 }, (_, column) => Number(column === row)),
  ).flat()

/**
 * Gaussians by location and any D(D + 1)/2 numbers, such as a network gives: the rows of the lower triangle of L one
 * after the other, with the logarithms of its diagonal, kept within ±80.
 * @shape [...B, D], [...B, D(D + 1)/2] → batch B, event [D]
 * @grad through sample to loc and to every number
 * @failure `MultivariateGaussian: loc [3] takes triangle [6], found [5]`
 * @category distribution
 * @since 0.1.0
 * @example
 * import { MultivariateGaussian, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const q = MultivariateGaussian.fromTriangle(vector([0, 0]), vector([0, 5, 0]))
 * console.assert((await read(q.parameters.scaleTril)).join() === '1,0,5,1')
 */
export const fromTriangle = <S extends Shape, T extends Shape>(
  loc: Tensor<S> & VectorsGuard<'MultivariateGaussian', S>,
  triangle: Tensor<T> & TakesGuard<'MultivariateGaussian', 'loc', S, 'triangle', Triangle<S>, T>,
): MultivariateGaussian<BatchOf<S>, [LastDim<S>]> => {
  const n = vectorSize('MultivariateGaussian', shapeOf(loc))
  const count = (n * (n + 1)) / 2
  const expected = [...shapeOf(loc).slice(0, -1), count]
  const given = expression(taken<T>('MultivariateGaussian', 'loc', loc, 'triangle', expected, triangle))
  const diagonal = broadcastTo(constant(Float32Array.from(onDiagonalOf(n)), [count]), given.shape)
  const bounded = expression(boundedLogScale(typed<Tensor<T>>(given)))
  const isDiagonal = primitive.compare('GT')(diagonal, splatLike(0.5, diagonal))
  const numbers = typed<Tensor<Shape>>(primitive.select(isDiagonal, bounded, given))
  return made<S>(loc, expression(fromLowerTriangle<number>(n)(numbers)))
}
