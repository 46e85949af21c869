/**
 * What the webgl backend wants otherwise than other GPUs. TensorFlow.js says there that the quotient of equal numbers
 * is 1, of 0 and 0 and of two infinities too; and it counts lanes of no element into sums over an odd size (see
 * `shader/lanes.ts`), so those are cleared first.
 */
import { size } from '../../shape/index.js'
import { type Expression, input, type Node, type Op } from '../../tensor/expression.js'
import type { TensorInfo } from '../device/device.js'
import { clearLanes } from '../shader/lanes.js'
import { folded } from './folded.js'
import { gpu, own } from './gpu.js'
import type { BackendTable, Kernels, Launch, Lowering, LoweringTable } from './lowering.js'

/** What the host uploads has zeros there. */
const uploaded: ReadonlySet<Op> = new Set<Op>(['constant', 'splat', 'draw', 'iota'])

/**
 * A launch over operands in whose lanes beyond their edges there is 0. Vectors become columns, which are laid out anew
 * and have it there; but one number is taken for a column as it stands.
 */
const overCleared = (launch: Launch, inputs: readonly Expression[], { kernel, dispose }: Kernels): Launch => {
  const clear = kernel(clearLanes)
  return (operands) => {
    const copies: TensorInfo[] = []
    try {
      const cleared = operands.map((x, i) => {
        const from = inputs[i]
        const laidAnew = x.shape.length < 2 && size(x.shape) !== 1
        if (laidAnew || (from !== undefined && uploaded.has(from.op))) return x
        const copy = { ...clear([x]), shape: x.shape }
        copies.push(copy)
        return copy
      })
      return launch(cleared)
    } finally {
      for (const copy of copies) dispose(copy)
    }
  }
}

/** A lowering that clears its operands where it adds up an odd number of terms. */
const clearing =
  <O extends Op>(lowering: Lowering<O>, terms: (node: Node<O>) => number): Lowering<O> =>
  (node, kernels) => {
    const launch = lowering(node, kernels)
    return terms(node) % 2 === 0 ? launch : overCleared(launch, node.inputs, kernels)
  }

const lowerings: LoweringTable = {
  ...gpu.lowerings,
  divide: own('divide'),
  reduce: folded,
  dotGeneral: clearing(gpu.lowerings.dotGeneral, (node) => {
    const [axis = 0] = node.attributes.lhsContracting
    return input(node, 0).shape[axis] ?? 0
  }),
  scatterAdd: clearing(gpu.lowerings.scatterAdd, (node) => size(input(node, 1).shape)),
  // wider kernels are laid out anew before they are summed
  convolution: clearing(gpu.lowerings.convolution, (node) => {
    const [height = 0, width = 0, channels = 0] = input(node, 1).shape
    return height === 1 && width === 1 ? channels : 0
  }),
}

/** The webgl backend. */
export const webgl: BackendTable = {
  ...gpu,
  lowerings,
  composites: {
    ...gpu.composites,
    convolutionInputGradient: clearing(
      gpu.composites.convolutionInputGradient,
      (node) => input(node, 1).shape[3] ?? 0,
    ),
  },
}
