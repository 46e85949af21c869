/**
 * The algebra of a covariance I + V Vᵀ of few columns without a matrix of its size. The columns of V over those of the
 * identity are made orthogonal one after the other (modified Gram–Schmidt): that gives the factor of I + VᵀV without
 * the squares of its elements, and takes zᵀ(I + V Vᵀ)⁻¹z as the squared length of what is left of z, where a difference
 * of squares would lose its digits.
 */
import { onDiagonal } from '../../linear/batch.js'
import type { Expression } from '../../tensor/expression.js'
import {
  add,
  divide,
  log,
  maximum,
  multiply,
  sqrt,
  subtract,
  times,
} from '../../tensor/primitive/elementwise.js'
import { alongLast, sumLast } from '../../tensor/primitive/last-axis.js'
import { splat } from '../../tensor/primitive/leaf.js'
import { broadcastTo } from '../../tensor/primitive/reduction.js'
import { concatenate, pad, reshape, slice, transpose } from '../../tensor/primitive/structure.js'

/** Rows of each matrix of a stack [B, M, N]. */
const rows = (x: Expression, from: number, to: number): Expression =>
  slice(x, [0, from, 0], [x.shape[0] ?? 0, to, x.shape[2] ?? 0])

/** What each row is along a unit vector, taken off: [B, M, N] beside [B, 1, N]. */
const across = (left: Expression, unit: Expression): Expression => {
  const direction = broadcastTo(unit, left.shape)
  const along = alongLast(sumLast(multiply(left, direction)), left.shape)
  return subtract(left, multiply(along, direction))
}

/** What is left of the rows after the first `count` of them, and Σ log of what was left of each of those. */
interface Orthogonal {
  readonly left: Expression
  readonly logLengths: Expression
}

/** The first rows made orthogonal one after the other, each no shorter than 1, and taken off all that follow. */
const orthogonal = (vectors: Expression, count: number): Orthogonal => {
  const [batch = 0] = vectors.shape
  let left = vectors
  let logLengths = splat(0, [batch, 1])
  for (let step = 0; step < count; step += 1) {
    const first = rows(left, 0, 1)
    // below the identity stands a 1 that nothing before takes away
    const squares = maximum(sumLast(multiply(first, first)), splat(1, [batch, 1]))
    const unit = divide(first, alongLast(sqrt(squares), first.shape))
    logLengths = add(logLengths, times(log(squares), 0.5))
    const rest = rows(left, 1, left.shape[1] ?? 0)
    left = rest.shape[1] === 0 ? rest : across(rest, unit)
  }
  return { left, logLengths }
}

/** The columns of V [B, D, R] over those of the identity, as rows: [B, R, D + R]. */
const overIdentity = (v: Expression): Expression => {
  const [batch = 0, , r = 0] = v.shape
  const identity = onDiagonal(splat(1, [batch, r, r]))
  return concatenate([transpose(v, [0, 2, 1]), identity], 2)
}

/** ½ log det(I + V Vᵀ) of each matrix [B, D, R]: [B]. */
export const halfLogDet = (v: Expression): Expression =>
  reshape(orthogonal(overIdentity(v), v.shape[2] ?? 0).logLengths, [v.shape[0] ?? 0])

/** The same, and zᵀ(I + V Vᵀ)⁻¹z of the vectors z [B, D]: [B] each. */
export const halfLogDetAndSquare = (
  v: Expression,
  z: Expression,
): { readonly halfLogDet: Expression; readonly square: Expression } => {
  const [batch = 0, d = 0, r = 0] = v.shape
  const vector = reshape(pad(z, [0, 0], [0, r]), [batch, 1, d + r])
  const { left, logLengths } = orthogonal(concatenate([overIdentity(v), vector], 1), r)
  return {
    halfLogDet: reshape(logLengths, [batch]),
    square: reshape(sumLast(multiply(left, left)), [batch]),
  }
}
