/** Disentangled inferred priors: the covariance of the latents of a batch drawn towards the identity. */
import type { Dim } from '../shape/index.js'
import {
  add,
  matmul,
  mul,
  shapeOf,
  square,
  sub,
  type Tensor,
  scale as times,
  transpose,
} from '../tensor/index.js'
import { broadcastTo } from '../tensor/primitive/reduction.js'
import { expression, typed } from '../tensor/tensor.js'
import { diagonalMask, offDiagonalMask } from './pairs.js'
import { meanOfUnits, sumEntries } from './reduction.js'
import { type Weight, weighted } from './weight.js'

/**
 * How much the entries of a covariance count.
 * @category objective
 * @since 0.1.0
 */
export type DipWeights = {
  /** Of a covariance of two units that is not 0. */
  readonly offDiagonal: Weight
  /** Of a variance of a unit that is not 1. */
  readonly diagonal: Weight
}

/**
 * The covariance of the units over the examples of a batch, divided by their number.
 * @shape [B, Z] → [Z, Z]
 * @math 1/B Σ_b (x_b − mean)(x_b − mean)ᵀ
 * @category objective
 * @since 0.1.0
 * @example
 * import { batchCovariance, matrix, read, use } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(batchCovariance(matrix([[1, 2], [3, -2]])))).join() === '1,-2,-2,4')
 */
export const batchCovariance = <B extends Dim, Z extends Dim>(x: Tensor<[B, Z]>): Tensor<[Z, Z]> => {
  const [examples = 0] = shapeOf(x)
  const given: Tensor<[number, number]> = typed(expression(x))
  const mean = typed<typeof given>(broadcastTo(expression(meanOfUnits(given)), shapeOf(x)))
  const centred = sub(given, mean)
  return typed(expression(times(1 / examples)(matmul(transpose(1, 0)(centred), centred))))
}

/**
 * How far a covariance is from the identity.
 * @shape [Z, Z] → []
 * @math λ_od Σ_{i≠j} C_ij² + λ_d Σ_i (C_ii − 1)²
 * @source Kumar, Sattigeri and Balakrishnan: Variational inference of disentangled latent concepts (2018), equation 6
 * @category objective
 * @since 0.1.0
 * @example
 * import { dipPenalty, ones, read, use } from 'reparam'
 * await use('cpu')()
 * const penalty = dipPenalty({ offDiagonal: 1, diagonal: 1 })(ones(10, 10))
 * console.assert((await read(penalty)).join() === '90')
 */
export const dipPenalty =
  ({ offDiagonal, diagonal }: DipWeights) =>
  <Z extends Dim>(covariance: Tensor<[Z, Z]>): Tensor<[]> => {
    const [units = 0] = shapeOf(covariance)
    const one = diagonalMask<Z>(units)
    const squared = square(sub(covariance, one))
    const variances = sumEntries(mul(squared, one))
    const covariances = sumEntries(mul(squared, offDiagonalMask<Z>(units)))
    return add(weighted(offDiagonal)(covariances), weighted(diagonal)(variances))
  }

/**
 * The penalty of DIP-VAE-I: on the covariance of the means of the posteriors of a batch.
 * @shape [B, Z] → []
 * @math of Cov_b[E[z|x_b]]
 * @grad to the means
 * @source Kumar, Sattigeri and Balakrishnan (2018), equation 6
 * @category objective
 * @since 0.1.0
 * @example
 * import { dipI, matrix, read, use } from 'reparam'
 * await use('cpu')()
 * const penalty = dipI({ offDiagonal: 10, diagonal: 5 })(matrix([[1, 2], [3, -2]]))
 * console.assert((await read(penalty)).join() === '125')
 */
export const dipI =
  (weights: DipWeights) =>
  <B extends Dim, Z extends Dim>(means: Tensor<[B, Z]>): Tensor<[]> =>
    dipPenalty(weights)(batchCovariance(means))

/**
 * The penalty of DIP-VAE-II: on the covariance of the latents themselves, whose posteriors have independent units.
 * @shape [B, Z], [B, Z] → []
 * @math of Cov_b[E[z|x_b]] + E_b[diag Var[z|x_b]]
 * @grad to the means and the variances
 * @source Kumar, Sattigeri and Balakrishnan (2018), equation 7
 * @category objective
 * @since 0.1.0
 * @example
 * import { dipII, matrix, ones, read, use } from 'reparam'
 * await use('cpu')()
 * const penalty = dipII({ offDiagonal: 10, diagonal: 5 })(matrix([[1, 2], [3, -2]]), ones(2, 2))
 * console.assert((await read(penalty)).join() === '165')
 */
export const dipII =
  (weights: DipWeights) =>
  <B extends Dim, Z extends Dim>(means: Tensor<[B, Z]>, variances: Tensor<[B, Z]>): Tensor<[]> => {
    const [, units = 0] = shapeOf(means)
    const expected = expression(meanOfUnits<[B], Z>(variances))
    const within = mul(typed<Tensor<[Z, Z]>>(broadcastTo(expected, [units, units])), diagonalMask<Z>(units))
    return dipPenalty(weights)(add(batchCovariance(means), within))
  }
