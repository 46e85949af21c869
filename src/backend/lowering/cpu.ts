/**
 * What the cpu backend, whose kernels are loops in JavaScript, wants otherwise. Its matrix product reads a turned matrix
 * as fast as any, and a transpose is a slow loop of its own. Its kernel for the cotangent of a convolution's kernel is
 * some fifty times slower than the convolution that the cotangent is made of, which stays.
 */
import { asFlaggedProduct, flaggedProduct, isFlaggedProduct } from './flagged.js'
import { general } from './general.js'
import type { BackendTable } from './lowering.js'
import { nativeInputGradient } from './native.js'

/** The cpu backend. */
export const cpu: BackendTable = {
  lowerings: { ...general.lowerings, dotGeneral: flaggedProduct },
  composites: { ...general.composites, convolutionInputGradient: nativeInputGradient },
  rewrites: {
    ...general.rewrites,
    // the kernel is right from the end, too
    cumulativeSum: () => undefined,
    dotGeneral: (node) => (isFlaggedProduct(node) ? undefined : asFlaggedProduct(node)),
  },
}
