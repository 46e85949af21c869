/**
 * Operations over more than four axes, of which most GPU kernels take no more: axis by axis, each between what
 * stands before and after it. What a kernel of ours sees is then [before, axis, after].
 */
import { size } from '../../shape/index.js'
import { input } from '../../tensor/expression.js'
import type { TensorInfo } from '../device/device.js'
import { general } from './general.js'
import { at, chained, type Kernels, type Lowering, type LoweringTable, type Step } from './lowering.js'

const most = 4

/** A shape seen from one of its axes. */
const around = (shape: readonly number[], axis: number): readonly number[] => [
  size(shape.slice(0, axis)),
  shape[axis] ?? 1,
  size(shape.slice(axis + 1)),
]

/** A kernel of one operand that sees it under a shape. */
const seen = (kernels: Kernels, name: string, attributes: object, shape: readonly number[]): Step => {
  const run = kernels.kernel(name, attributes)
  return (x) => run({ x: { ...x, shape } })
}

/** The step of each axis for which there is one; the axes before it have their sizes after, those behind it before. */
const axisByAxis = (
  from: readonly number[],
  to: readonly number[],
  step: (axis: number, shape: readonly number[]) => Step | undefined,
): readonly Step[] =>
  from.flatMap((_, axis) => {
    const shape = around([...to.slice(0, axis), ...from.slice(axis)], axis)
    return step(axis, shape) ?? []
  })

/** The general lowering, or another where there are too many axes. */
const beyond =
  <O extends keyof LoweringTable & ('pad' | 'slice' | 'reverse' | 'cumulativeSum')>(
    usual: Lowering<O>,
    steps: Lowering<O>,
  ): Lowering<O> =>
  (node, kernels) =>
    node.shape.length <= most ? usual(node, kernels) : steps(node, kernels)

const edges = (low: number, high: number): readonly (readonly number[])[] => [
  [0, 0],
  [low, high],
  [0, 0],
]

/** The entries of a table for which few axes are left. */
export const fewAxes = {
  pad: beyond(general.lowerings.pad, (node, kernels) => {
    const { low, high, value } = node.attributes
    const steps = axisByAxis(input(node, 0).shape, node.shape, (axis, shape) => {
      const [below = 0, above = 0] = [low[axis], high[axis]]
      if (below === 0 && above === 0) return undefined
      return seen(kernels, 'PadV2', { paddings: edges(below, above), constantValue: value }, shape)
    })
    return chained(steps, kernels)
  }),
  slice: beyond(general.lowerings.slice, (node, kernels) => {
    const { start, limit, strides } = node.attributes
    const from = input(node, 0).shape
    const steps = axisByAxis(from, node.shape, (axis, shape) => {
      const [first = 0, end = 0, stride = 1] = [start[axis], limit[axis], strides[axis]]
      if (first === 0 && end === from[axis] && stride === 1) return undefined
      const [before = 1, , after = 1] = shape
      const cut =
        stride === 1
          ? { begin: [0, first, 0], size: [before, end - first, after] }
          : { ...unmasked, begin: [0, first, 0], end: [before, end, after], strides: [1, stride, 1] }
      return seen(kernels, stride === 1 ? 'Slice' : 'StridedSlice', cut, shape)
    })
    return chained(steps, kernels)
  }),
  reverse: beyond(general.lowerings.reverse, (node, kernels) => {
    const steps = axisByAxis(node.shape, node.shape, (axis, shape) =>
      node.attributes.axes.includes(axis) ? seen(kernels, 'Reverse', { dims: [1] }, shape) : undefined,
    )
    return chained(steps, kernels)
  }),
  cumulativeSum: beyond(general.lowerings.cumulativeSum, (node, kernels) => {
    const { axis, reverse } = node.attributes
    const sum = { axis: 1, exclusive: false, reverse }
    return chained([seen(kernels, 'Cumsum', sum, around(node.shape, axis))], kernels)
  }),
  concatenate: (node, kernels) => {
    const { axis } = node.attributes
    if (node.shape.length <= most) return general.lowerings.concatenate(node, kernels)
    const run = kernels.kernel('Concat', { axis: 1 })
    return (operands) => run(operands.map((x) => ({ ...x, shape: around(x.shape, axis) })))
  },
  // more than four axes are read back by the kernel, which a GPU's device need not survive
  broadcastInDim: (node, kernels) => {
    const { dimensions } = node.attributes
    const from = node.shape.map((_, axis) => input(node, 0).shape[dimensions.indexOf(axis)] ?? 1)
    if (node.shape.length <= most) return general.lowerings.broadcastInDim(node, kernels)
    const steps = axisByAxis(from, node.shape, (axis, shape) =>
      from[axis] === node.shape[axis]
        ? undefined
        : seen(kernels, 'Tile', { reps: [1, node.shape[axis] ?? 1, 1] }, shape),
    )
    return chained(steps, kernels)
  },
  select: (node, kernels) => {
    const run = kernels.kernel('Select')
    const flat = (x: TensorInfo): TensorInfo =>
      x.shape.length <= most ? x : { ...x, shape: [size(node.shape)] }
    return (operands) =>
      run({ condition: flat(at(operands, 0)), t: flat(at(operands, 1)), e: flat(at(operands, 2)) })
  },
} satisfies LoweringTable

const unmasked = { beginMask: 0, endMask: 0, ellipsisMask: 0, newAxisMask: 0, shrinkAxisMask: 0 }
