/**
 * What the two GPU backends want otherwise. Both multiply transposed matrices as they stand and have kernels for both
 * derivatives of a convolution, which saves copies; both lack a good sine, lose digits near 0 in log(1 + x) and
 * exp x − 1, may make a number of what is none, and take at most four axes in most kernels.
 */
import type { ShaderKernel } from '../shader/functions.js'
import { poolMaximum } from '../shader/pool.js'
import { fewAxes } from './axes.js'
import { asFlaggedProduct, flaggedProduct, isFlaggedProduct } from './flagged.js'
import { general } from './general.js'
import {
  at,
  type BackendTable,
  type CompositeTable,
  type Kernels,
  type Launch,
  type LoweringTable,
  type RewriteTable,
} from './lowering.js'
import { nativeInputGradient, nativeKernelGradient } from './native.js'

/** One of our own functions, as one kernel. */
export const own =
  (name: ShaderKernel) =>
  (_: object, { kernel }: Kernels): Launch =>
    kernel(name)

const lowerings = {
  ...general.lowerings,
  ...fewAxes,
  sine: own('sine'),
  cosine: own('cosine'),
  exponential: own('exponential'),
  exponentialMinusOne: own('exponentialMinusOne'),
  log: own('log'),
  logPlusOne: own('logPlusOne'),
  logistic: own('logistic'),
  tanh: own('tanh'),
  sign: own('sign'),
  power: own('power'),
  dotGeneral: flaggedProduct,
  // a sum of windows is a composite by now
  reduceWindow: (node, { kernel }) => {
    const run = kernel(poolMaximum, node.attributes)
    return (operands) => run({ x: at(operands, 0) })
  },
} satisfies LoweringTable

const composites = {
  ...general.composites,
  relu: own('relu'),
  reluCotangent: own('reluCotangent'),
  softplus: own('softplus'),
  convolutionInputGradient: nativeInputGradient,
  convolutionKernelGradient: nativeKernelGradient,
} satisfies CompositeTable

const rewrites: RewriteTable = {
  ...general.rewrites,
  logPlusOne: () => undefined,
  dotGeneral: (node) => (isFlaggedProduct(node) ? undefined : asFlaggedProduct(node)),
}

/** What webgl and webgpu have in common. */
export const gpu = { lowerings, composites, rewrites } satisfies BackendTable
