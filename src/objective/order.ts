/** Sorting by comparing all pairs: there is no kernel for it, and batches are small. */
import type { Dim } from '../shape/index.js'
import { and, equal, greater, less, mul, or, scalar, shapeOf, type Tensor, toFloat } from '../tensor/index.js'
import { iota } from '../tensor/primitive/draw.js'
import { broadcastInDim } from '../tensor/primitive/reduction.js'
import { expression, typed } from '../tensor/tensor.js'
import { strictlyLowerMask } from './pairs.js'
import { sumUnits } from './reduction.js'

/**
 * Each row in ascending order; of equal numbers the one that stood first comes first. The derivative goes back to the
 * place that a number came from.
 * @shape [P, B] → [P, B]
 */
export const sorted = <P extends Dim, B extends Dim>(rows: Tensor<[P, B]>): Tensor<[P, B]> => {
  const [count = 0, size = 0] = shapeOf(rows)
  type Cube = Tensor<[number, number, number]>
  const cube = (axes: readonly number[]): Cube =>
    typed(broadcastInDim(expression(rows), [count, size, size], axes))
  const [here, there] = [cube([0, 1]), cube([0, 2])]
  const earlier: Cube = typed(
    broadcastInDim(expression(strictlyLowerMask(size)), [count, size, size], [1, 2]),
  )
  // how many of a row come before a number: its place
  const before = or(less(there, here), and(equal(there, here), greater(earlier, scalar(0))))
  const place = sumUnits<[number, number], number>(toFloat(before))
  const placed: Cube = typed(broadcastInDim(expression(place), [count, size, size], [0, 2]))
  const places: Cube = typed(iota([count, size, size], 1, 'float32'))
  const chosen = mul(toFloat(equal(placed, places)), there)
  return typed(expression(sumUnits<[number, number], number>(chosen)))
}
