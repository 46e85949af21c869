/** The run-time shapes of windows that slide over images. */
import { show } from '../show.js'
import { refuse } from '../words.js'
import { differ } from './kernel.js'
import { larger } from './places.js'
import { type Pair, reach } from './sliding.js'

const convolved = 'expected input [n, h, w, c] and kernel [h, w, c, out], got {} and {}'
const windowed = 'expected [n, h, w, c], got {}'

/** How many positions a window that reaches over `wide` has on a padded axis. */
const positions = (
  op: string,
  what: string,
  shape: readonly number[],
  axis: 0 | 1,
  spread: number,
  padding: Pair<number>,
  wide: number,
  stride: number,
): number => {
  const room = spread + padding[0] + padding[1]
  if (wide > room)
    return refuse(op, larger, what, wide, axis === 0 ? 'height' : 'width', room, show(shape.slice(1)))
  return Math.floor((room - wide) / stride) + 1
}

/** The shape of a kernel [h, w, in, out] slid over an input [n, h, w, in]. */
export const convolutionShape = (
  op: string,
  input: readonly number[],
  kernel: readonly number[],
  window: {
    readonly strides: Pair<number>
    readonly padding: Pair<Pair<number>>
    readonly inputDilation: Pair<number>
    readonly kernelDilation: Pair<number>
  },
): number[] => {
  const [n = 0, height = 0, width = 0, depth = 0] = input
  const [tall = 0, wide = 0, taken = 0, out = 0] = kernel
  if (input.length !== 4 || kernel.length !== 4) return refuse(op, convolved, show(input), show(kernel))
  if (depth !== taken) return refuse(op, differ, depth, taken, show(input), show(kernel))
  const along = (axis: 0 | 1, size: number, count: number): number =>
    positions(
      op,
      'kernel',
      input,
      axis,
      reach(size, window.inputDilation[axis]),
      window.padding[axis],
      reach(count, window.kernelDilation[axis]),
      window.strides[axis],
    )
  return [n, along(0, height, tall), along(1, width, wide), out]
}

/** The shape of a window slid over an input [n, h, w, c]. */
export const windowShape = (
  op: string,
  input: readonly number[],
  {
    window,
    strides,
    padding,
  }: {
    readonly window: Pair<number>
    readonly strides: Pair<number>
    readonly padding: Pair<Pair<number>>
  },
): number[] => {
  const [n = 0, height = 0, width = 0, depth = 0] = input
  if (input.length !== 4) return refuse(op, windowed, show(input))
  const along = (axis: 0 | 1, size: number): number =>
    positions(op, 'window', input, axis, size, padding[axis], window[axis], strides[axis])
  return [n, along(0, height), along(1, width), depth]
}
