/** Values whose derivative is another's: how an estimator of a gradient stands beside the bound that it climbs. */
import type { Shape } from '../shape/index.js'
import { type AnyTensor, stopGradient, type Tensor } from '../tensor/index.js'
import { composite } from '../tensor/primitive/control.js'
import { multiply } from '../tensor/primitive/elementwise.js'
import { splatLike } from '../tensor/primitive/leaf.js'
import { broadcastInDim } from '../tensor/primitive/reduction.js'
import { expression, typed } from '../tensor/tensor.js'

/** A tensor, and what its derivative counts: as if the sum of both products were added, less its value. */
export type Part = readonly [of: AnyTensor, weight: AnyTensor]

/**
 * A value for each example whose derivative is that of the sum of its parts, each times its weights. The axes of the
 * samples come before those of the value, those of a latent behind. The weights carry no derivative, and nothing is
 * multiplied by a part itself, which may be infinite.
 */
export const withGradient = <B extends Shape>(
  value: Tensor<B>,
  samples: number,
  parts: readonly Part[],
): Tensor<B> => {
  const [given, ...of] = [stopGradient(value), ...parts.map(([part]) => part)].map(expression)
  const weights = parts.map(([, weight]) => expression(stopGradient(weight)))
  if (given === undefined) return value
  return typed(
    composite(
      'withGradient',
      [given, ...of],
      ([v = given]) => v,
      (_, g) => [
        splatLike(0, given),
        ...weights.map((weight) => {
          const axes = g.shape.map((_, axis) => samples + axis)
          return multiply(weight, broadcastInDim(g, weight.shape, axes))
        }),
      ],
    ),
  )
}
