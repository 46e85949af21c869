/** Sums over leading axes on wasm, whose kernel for them transposes first and then adds one by one. */
import { size } from '../../shape/index.js'
import type { ConvolutionWindow, Expression } from '../../tensor/expression.js'
import { depthwiseConvolution } from '../../tensor/primitive/depthwise.js'
import { matrixProduct } from '../../tensor/primitive/dot.js'
import { splat } from '../../tensor/primitive/leaf.js'
import { reshape } from '../../tensor/primitive/structure.js'

/** Numbers that are summed at once by a row of ones, however many more there could be. */
const FEW = 4096

/**
 * Sums over all axes but the last, as a row of ones times the matrix: it shares the packed operand with other products.
 * Of images, which no product takes, four rows each are summed first, as long as it pays: a kernel of four ones slid
 * over each channel takes a tenth of the time.
 */
export const sumOfRows = (x: Expression, axes: readonly number[]): Expression | undefined => {
  const rank = x.shape.length
  const leading = rank > 1 && axes.length === rank - 1 && axes.every((a, i) => a === i)
  const columns = x.shape[rank - 1] ?? 0
  if (!leading || columns === 0 || size(x.shape) === 0) return undefined
  const rows = size(x.shape) / columns
  const matrix = reshape(x, [rows, columns])
  const left = rank > 3 ? foursSummed(matrix, rows, columns) : matrix
  return reshape(matrixProduct(splat(1, [1, left.shape[0] ?? 0]), left), [columns])
}

const foursSummed = (x: Expression, rows: number, columns: number): Expression => {
  if (rows % 4 !== 0 || rows * columns <= FEW) return x
  const window: ConvolutionWindow = {
    strides: [4, 1],
    padding: [
      [0, 0],
      [0, 0],
    ],
    inputDilation: [1, 1],
    kernelDilation: [1, 1],
  }
  const sums = depthwiseConvolution(reshape(x, [1, rows, 1, columns]), splat(1, [4, 1, columns, 1]), window)
  return foursSummed(reshape(sums, [rows / 4, columns]), rows / 4, columns)
}
