/**
 * What the webgpu backend wants otherwise than other GPUs. Its buffers of bools and whole numbers hold integers, and
 * a cast to float32 leaves them so; a transpose of more than two axes then compiles to nothing, and its result is
 * zeros without a word. So numbers that are not floats become floats by a kernel that really makes new data. And a
 * kernel of two operands, one of them a vector, does not compile for more than four axes.
 */
import { size } from '../../shape/index.js'
import { input, type Op } from '../../tensor/expression.js'
import type { TensorInfo } from '../device/device.js'
import { gpu } from './gpu.js'
import {
  at,
  type BackendTable,
  type Kernels,
  type Launch,
  type Lowering,
  type LoweringTable,
} from './lowering.js'

/** Whole numbers as floats in new data: rounding them down changes none. */
const floats = ({ kernel }: Kernels): ((x: TensorInfo) => TensorInfo) => {
  const run = kernel('Floor')
  return (x) => run({ x: { ...x, dtype: 'float32' } })
}

/** A launch over its first operand as floats. */
const overFloats = (launch: Launch, kernels: Kernels): Launch => {
  const convert = floats(kernels)
  return (operands) => {
    const x = convert(at(operands, 0))
    try {
      return launch([x])
    } finally {
      kernels.dispose(x)
    }
  }
}

/** Operands of which one is a vector: the other as rows of its length. */
const asRows = (operands: readonly TensorInfo[]): readonly TensorInfo[] => {
  const vector = operands.find((x) => x.shape.length <= 1)
  const columns = vector?.shape[0] ?? 1
  if (vector === undefined) return operands
  return operands.map((x) => (x === vector ? x : { ...x, shape: [size(x.shape) / columns, columns] }))
}

/** A kernel of two operands that sees few axes. */
const ofTwo =
  <O extends Op>(lowering: Lowering<O>): Lowering<O> =>
  (node, kernels) => {
    const launch = lowering(node, kernels)
    return node.shape.length <= 4 ? launch : (operands) => launch(asRows(operands))
  }

const lowerings: LoweringTable = {
  ...gpu.lowerings,
  add: ofTwo(gpu.lowerings.add),
  subtract: ofTwo(gpu.lowerings.subtract),
  multiply: ofTwo(gpu.lowerings.multiply),
  divide: ofTwo(gpu.lowerings.divide),
  maximum: ofTwo(gpu.lowerings.maximum),
  minimum: ofTwo(gpu.lowerings.minimum),
  compare: ofTwo(gpu.lowerings.compare),
  convert: (node, kernels) => {
    if (node.dtype === 'float32') {
      const convert = floats(kernels)
      return (operands) => convert(at(operands, 0))
    }
    return gpu.lowerings.convert(node, kernels)
  },
  transpose: (node, kernels) => {
    const launch = gpu.lowerings.transpose(node, kernels)
    return node.dtype === 'float32' ? launch : overFloats(launch, kernels)
  },
  reduce: (node, kernels) => {
    const launch = gpu.lowerings.reduce(node, kernels)
    return input(node, 0).dtype === 'float32' ? launch : overFloats(launch, kernels)
  },
}

/** The webgpu backend. */
export const webgpu: BackendTable = { ...gpu, lowerings }
