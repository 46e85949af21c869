/** Products of matrices. */
import { broadcastShapes, type MatMul, type MatMulGuard, matmulShape, type Shape } from '../shape/index.js'
import { dotGeneral } from './primitive/dot.js'
import { broadcastTo } from './primitive/reduction.js'
import { expression, type Tensor, typed } from './tensor.js'

/**
 * The matrix product; leading axes are batch axes and broadcast.
 * @shape [..., M, K], [..., K, N] → [..., M, N]
 * @grad g·bᵀ and aᵀ·g
 * @failure `matmul: inner dimensions 784 and 400 of [32, 784] and [400, 10] differ`
 * @category contraction
 * @since 0.1.0
 * @example
 * import { matmul, matrix, read, use } from 'reparam'
 * await use('cpu')()
 * const y = matmul(matrix([[1, 2]]), matrix([[3], [4]]))
 * console.assert((await read(y)).join() === '11')
 */
export const matmul = <A extends Shape, B extends Shape>(
  a: Tensor<A>,
  b: Tensor<B> & MatMulGuard<'matmul', A, B>,
): Tensor<MatMul<A, B>> => {
  const [x, y] = [expression(a), expression(b)]
  matmulShape('matmul', x.shape, y.shape)
  const contracting = { lhsContracting: [x.shape.length - 1], rhsContracting: [y.shape.length - 2] }
  // the leading axes of a are free axes when b has none of its own
  if (y.shape.length === 2) return typed(dotGeneral(x, y, { lhsBatch: [], rhsBatch: [], ...contracting }))
  const lead = broadcastShapes('matmul', x.shape.slice(0, -2), y.shape.slice(0, -2))
  const [p, q] = [x, y].map((e) => broadcastTo(e, [...lead, ...e.shape.slice(-2)]))
  const batch = lead.map((_, i) => i)
  const last = lead.length + 1
  return typed(
    dotGeneral(p ?? x, q ?? y, {
      lhsBatch: batch,
      rhsBatch: batch,
      lhsContracting: [last],
      rhsContracting: [last - 1],
    }),
  )
}
