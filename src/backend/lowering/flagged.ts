/**
 * Contractions as matrix products of kernels that take either matrix as it stands or turned: a transpose is left only
 * where the axes of an operand are neither [batch, free, contracting] nor [batch, contracting, free].
 */
import { size } from '../../shape/index.js'
import { type Expression, input, type Node } from '../../tensor/expression.js'
import { dotGeneral } from '../../tensor/primitive/dot.js'
import { reshape, transpose } from '../../tensor/primitive/structure.js'
import type { TensorInfo } from '../device/device.js'
import { at, type Lowering } from './lowering.js'

/** Whether the axis that a matrix of rank 2 or 3 contracts is its last. */
const contractsLast = (x: Expression, contracting: readonly number[]): boolean =>
  contracting[0] === x.shape.length - 1

/** Whether a contraction is one of matrices, or of equally many pairs, over one axis of each. */
export const isFlaggedProduct = (node: Node<'dotGeneral'>): boolean => {
  const [a, b] = [input(node, 0), input(node, 1)]
  const { lhsBatch, rhsBatch, lhsContracting, rhsContracting } = node.attributes
  const rank = a.shape.length
  const batch = rank === 3 ? '0' : ''
  return (
    (rank === 2 || rank === 3) &&
    b.shape.length === rank &&
    lhsBatch.join() === batch &&
    rhsBatch.join() === batch &&
    lhsContracting.length === 1 &&
    rhsContracting.length === 1
  )
}

/** The kernel, told which of the two matrices are turned. */
export const flaggedProduct: Lowering<'dotGeneral'> = (node, { kernel }) => {
  const { lhsContracting, rhsContracting } = node.attributes
  const run = kernel('BatchMatMul', {
    transposeA: !contractsLast(input(node, 0), lhsContracting),
    transposeB: contractsLast(input(node, 1), rhsContracting),
  })
  // every backend takes matrices of rank 3
  const pair = (x: TensorInfo): TensorInfo => (x.shape.length === 2 ? { ...x, shape: [1, ...x.shape] } : x)
  return (operands) => run({ a: pair(at(operands, 0)), b: pair(at(operands, 1)) })
}

/** An operand as matrices, with the axis that is contracted. */
interface Matrices {
  readonly matrices: Expression
  readonly contracting: number
}

/** An operand as matrices [batch, m, k], or [batch, k, m] where its axes stand so. */
const asMatrices = (x: Expression, batch: readonly number[], contracting: readonly number[]): Matrices => {
  const free = x.shape.map((_, axis) => axis).filter((a) => !batch.includes(a) && !contracting.includes(a))
  const sizeOf = (axes: readonly number[]): number => size(axes.map((a) => x.shape[a] ?? 0))
  const lead = batch.length === 0 ? [] : [sizeOf(batch)]
  const stands = (axes: readonly number[]): boolean => axes.every((a, i) => a === i)
  if (stands([...batch, ...contracting, ...free]))
    return {
      matrices: reshape(x, [...lead, sizeOf(contracting), sizeOf(free)]),
      contracting: lead.length,
    }
  const order = [...batch, ...free, ...contracting]
  return {
    matrices: reshape(stands(order) ? x : transpose(x, order), [...lead, sizeOf(free), sizeOf(contracting)]),
    contracting: lead.length + 1,
  }
}

/** Any contraction as one of matrices. */
export const asFlaggedProduct = (node: Node<'dotGeneral'>): Expression => {
  const { lhsBatch, rhsBatch, lhsContracting, rhsContracting } = node.attributes
  const a = asMatrices(input(node, 0), lhsBatch, lhsContracting)
  const b = asMatrices(input(node, 1), rhsBatch, rhsContracting)
  const batch = lhsBatch.length === 0 ? [] : [0]
  const product = dotGeneral(a.matrices, b.matrices, {
    lhsBatch: batch,
    rhsBatch: batch,
    lhsContracting: [a.contracting],
    rhsContracting: [b.contracting],
  })
  return reshape(product, node.shape)
}
