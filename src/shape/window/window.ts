/** The run-time shapes of windows that slide over images. */
import { ShapeError } from '../dim.js'
import { show } from '../show.js'

type Pair<A> = readonly [A, A]

/** How many positions a window of `reach` has on a padded axis. */
const positions = (
  op: string,
  shape: readonly number[],
  axis: 0 | 1,
  spread: number,
  padding: Pair<number>,
  reach: number,
  stride: number,
): number => {
  const room = spread + padding[0] + padding[1]
  if (reach > room)
    throw new ShapeError(
      `${op}: kernel ${reach} is larger than ${axis === 0 ? 'height' : 'width'} ${room} of ${show(shape.slice(1))}`,
    )
  return Math.floor((room - reach) / stride) + 1
}

const reach = (count: number, dilation: number): number => (count === 0 ? 0 : (count - 1) * dilation + 1)

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
  if (input.length !== 4 || kernel.length !== 4)
    throw new ShapeError(
      `${op}: expected input [n, h, w, c] and kernel [h, w, c, out], got ${show(input)} and ${show(kernel)}`,
    )
  if (input[3] !== kernel[2])
    throw new ShapeError(
      `${op}: channels ${input[3]} and ${kernel[2]} of ${show(input)} and ${show(kernel)} differ`,
    )
  const along = (axis: 0 | 1): number =>
    positions(
      op,
      input,
      axis,
      reach(input[axis + 1] ?? 0, window.inputDilation[axis]),
      window.padding[axis],
      reach(kernel[axis] ?? 0, window.kernelDilation[axis]),
      window.strides[axis],
    )
  return [input[0] ?? 0, along(0), along(1), kernel[3] ?? 0]
}

/** The shape of a window slid over an input [n, h, w, c]. */
export const windowShape = (
  op: string,
  input: readonly number[],
  window: {
    readonly window: Pair<number>
    readonly strides: Pair<number>
    readonly padding: Pair<Pair<number>>
  },
): number[] => {
  if (input.length !== 4) throw new ShapeError(`${op}: expected [n, h, w, c], got ${show(input)}`)
  const along = (axis: 0 | 1): number =>
    positions(
      op,
      input,
      axis,
      input[axis + 1] ?? 0,
      window.padding[axis],
      window.window[axis],
      window.strides[axis],
    )
  return [input[0] ?? 0, along(0), along(1), input[3] ?? 0]
}
