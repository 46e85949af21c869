/** Kernels for the derivatives of a convolution, for the tables of backends on which they are right and fast. */
import type { Node } from '../../tensor/expression.js'
import { at, type Lowering } from './lowering.js'

/** What such a kernel is told: the window, which it takes as it is, or there would be no such composite. */
const window = ({ attributes }: Node<'composite'>): object => {
  const { strides, padding } = attributes.parameters
  const [rows, columns] = Array.isArray(padding) ? padding : []
  return { strides, pad: [[0, 0], rows, columns, [0, 0]], dataFormat: 'NHWC', dimRoundingMode: 'floor' }
}

/** The cotangent of the input of a convolution, from its own cotangent and the kernel. */
export const nativeInputGradient: Lowering<'composite'> = (node, { kernel }) => {
  const run = kernel('Conv2DBackpropInput', { ...window(node), inputShape: node.shape })
  return (operands) => run({ dy: at(operands, 0), filter: at(operands, 1) })
}

/** The cotangent of the kernel of a convolution, from the input and its own cotangent. */
export const nativeKernelGradient: Lowering<'composite'> = (node, { kernel }) => {
  const run = kernel('Conv2DBackpropFilter', { ...window(node), filterShape: node.shape })
  return (operands) => run({ x: at(operands, 0), dy: at(operands, 1) })
}
