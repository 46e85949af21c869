/**
 * Matrix products on wasm. XNNPACK packs the right operand and the backend keeps the packed copy under the identity
 * of the data alone, without its shape: the same data seen as [2, 3] and then as [3, 2] is multiplied as [2, 3]
 * twice, reading beyond the end. Data that was packed under another shape is therefore copied first.
 */
import type { TensorInfo } from '../device/device.js'
import { general } from './general.js'
import { at, type Launch, type Lowering } from './lowering.js'

/** The rows of the matrix as which data was packed. */
const packedRows = new WeakMap<object, number>()

/** Data that TensorFlow.js's own tensors hold too may have been packed under any shape. */
export const packedElsewhere = (id: object): void => {
  packedRows.set(id, Number.NaN)
}

/** Whether data is free to be packed as a matrix of so many rows; it then counts as packed so. */
const claim = ({ dataId }: TensorInfo, rows: number): boolean => {
  const known = packedRows.get(dataId)
  if (known === undefined) packedRows.set(dataId, rows)
  return known === undefined || known === rows
}

/** A matrix product whose right operand is packed under one shape only. */
export const packedProduct: Lowering<'dotGeneral'> = (node, kernels) => {
  const product = general.lowerings.dotGeneral(node, kernels)
  const batches = node.shape.length > 2 ? node.shape[0] : 1
  // many matrices at once are not packed
  return batches === 1 ? withCopies(product, kernels) : product
}

const withCopies =
  (product: Launch, { kernel, dispose }: Parameters<Lowering<'dotGeneral'>>[1]): Launch =>
  (operands) => {
    const right = at(operands, 1)
    const rows = right.shape[right.shape.length - 2] ?? 0
    if (claim(right, rows)) return product(operands)
    const count = right.shape.reduce((a, b) => a * b, 1)
    const copy = kernel('Slice', { begin: [0], size: [count] })({ x: { ...right, shape: [count] } })
    try {
      return product([at(operands, 0), { ...copy, shape: right.shape }])
    } finally {
      dispose(copy)
    }
  }
