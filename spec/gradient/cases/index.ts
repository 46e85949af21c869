/** Cases of every operation of the closed set: one that has none does not compile. */
import type { Op } from '../../../src/tensor/expression.js'
import type { Case } from './case.js'
import { convolutionGradients, convolutions, dots, pools } from './contraction.js'
import { binary, unary } from './elementwise.js'
import {
  globalPools,
  kernelsByChannel,
  kernelsLaid,
  repeatedImages,
  slidingKernels,
  slidingPools,
} from './image.js'
import { composites, leaves } from './leaves.js'
import { logic } from './logic.js'
import { reduction } from './reduction.js'
import { structure } from './structure.js'

export type { Case } from './case.js'

export const cases: Readonly<Record<Op, readonly Case[]>> = {
  ...leaves,
  ...unary,
  ...binary,
  ...logic,
  ...reduction,
  ...structure,
  dotGeneral: dots,
  reduce: [...reduction.reduce, ...globalPools],
  broadcastInDim: [...reduction.broadcastInDim, ...repeatedImages],
  convolution: [...convolutions, ...slidingKernels],
  reduceWindow: [...pools, ...slidingPools],
  composite: [...composites, ...kernelsByChannel, ...kernelsLaid, ...convolutionGradients],
}
