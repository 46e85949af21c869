/** The contractive penalty: how much an encoding moves when its input does. */
import { vjp } from '../gradient/index.js'
import { normal, split } from '../random/index.js'
import type { Dim, Shape } from '../shape/index.js'
import { add, type Key, scale, shapeOf, square, type Tensor } from '../tensor/index.js'
import { constant } from '../tensor/primitive/leaf.js'
import { broadcastInDim } from '../tensor/primitive/reduction.js'
import { expression, typed } from '../tensor/tensor.js'
import { sumExample } from './reduction.js'

/** An encoding of each example by itself. */
type Encoding<B extends Dim, X extends Shape, Z extends Dim> = (x: Tensor<[B, ...X]>) => Tensor<[B, Z]>

/**
 * The squared Frobenius norm of the Jacobian of an encoding, for each example: one derivative for each unit. The encoding
 * takes each example by itself: none that normalises over the batch.
 * @shape [B, ...X] → [B, Z]; [B, ...X] → [B]
 * @math Σ_j ‖∂h_j/∂x‖²
 * @unit none
 * @grad to whatever the encoding was made of
 * @source Rifai et al.: Contractive auto-encoders (2011), equation 3
 * @category objective
 * @since 0.1.0
 * @example
 * import { contractive, matmul, matrix, read, type Tensor, use } from 'reparam'
 * await use('cpu')()
 * const weights = matrix([[1, 2, 0], [3, -1, 1]])
 * const penalty = contractive((x: Tensor<[1, 2]>) => matmul(x, weights), matrix([[0.5, 4]]))
 * console.assert((await read(penalty)).join() === '16')
 */
export const contractive = <B extends Dim, X extends Shape, Z extends Dim>(
  encode: Encoding<B, X, Z>,
  x: Tensor<[B, ...X]>,
): Tensor<[B]> => {
  const [encoded, pull] = vjp(encode)(x)
  const shape = shapeOf(encoded)
  const units = shape[1] ?? 0
  const alone = (unit: number): Tensor<[B, Z]> => {
    const one = Float32Array.from({ length: units }, (_, j) => (j === unit ? 1 : 0))
    return typed(broadcastInDim(constant(one, [units]), shape, [1]))
  }
  const norms = Array.from({ length: units }, (_, j) => sumExample<B, X>(square(pull(alone(j)))))
  return norms.reduce((total, norm) => add(total, norm))
}

/**
 * An estimate of the same norm by so many random projections of the encoding, however many units it has.
 * @shape [B, ...X] → [B, Z]; [B, ...X] → [B]
 * @math mean over v ~ N(0, I) of ‖vᵀ ∂h/∂x‖²
 * @unit none
 * @law its mean is the norm
 * @grad to whatever the encoding was made of
 * @failure RangeError: `contractiveByProjections: expected a whole number of projections, at least 1, found 0`
 * @source Hutchinson: A stochastic estimator of the trace of the influence matrix (1990), of the trace of J Jᵀ
 * @category objective
 * @since 0.1.0
 * @example
 * import { contractiveByProjections, key, matmul, matrix, read, type Tensor, use } from 'reparam'
 * await use('cpu')()
 * const weights = matrix([[2], [1]])
 * const encode = (x: Tensor<[1, 2]>) => matmul(x, weights)
 * const [norm = 0] = await read(contractiveByProjections({ projections: 200 })(encode, matrix([[0.5, 4]]))(key(0)))
 * // one projection has variance 2 · 5²
 * console.assert(Math.abs(norm - 5) < 5 * Math.sqrt(50 / 200))
 */
export const contractiveByProjections = ({ projections }: { readonly projections: number }) => {
  if (!Number.isSafeInteger(projections) || projections < 1)
    throw new RangeError(
      `contractiveByProjections: expected a whole number of projections, at least 1, found ${projections}`,
    )
  return <B extends Dim, X extends Shape, Z extends Dim>(encode: Encoding<B, X, Z>, x: Tensor<[B, ...X]>) =>
    (key: Key): Tensor<[B]> => {
      const [encoded, pull] = vjp(encode)(x)
      const norms = split<number>(projections)(key).map((k) => {
        const along: Tensor<[B, Z]> = typed(expression(normal(...shapeOf(encoded))(k)))
        return sumExample<B, X>(square(pull(along)))
      })
      return scale(1 / projections)(norms.reduce((total, norm) => add(total, norm)))
    }
}
