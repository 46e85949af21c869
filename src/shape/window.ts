/** The run-time shapes of cutting, padding, gathering and sliding. */
import { ShapeError } from './dim.js'
import { show } from './show.js'

type Pair<A> = readonly [A, A]

/** The shape of every `strides`-th element from `start` up to `limit`. */
export const sliceShape = (
  op: string,
  shape: readonly number[],
  start: readonly number[],
  limit: readonly number[],
  strides: readonly number[],
): number[] =>
  shape.map((d, i) => {
    const [from, to, step] = [start[i] ?? 0, limit[i] ?? d, strides[i] ?? 1]
    if (from < 0 || to > d || from > to || step < 1)
      throw new ShapeError(
        `${op}: ${from} to ${to} by ${step} is out of range for axis ${i} of ${show(shape)}`,
      )
    return Math.ceil((to - from) / step)
  })

/** The shape after gaps between elements and edges around them; negative edges cut. */
export const padShape = (
  op: string,
  shape: readonly number[],
  low: readonly number[],
  high: readonly number[],
  interior: readonly number[],
): number[] =>
  shape.map((d, i) => {
    const size = d + Math.max(d - 1, 0) * (interior[i] ?? 0) + (low[i] ?? 0) + (high[i] ?? 0)
    if (size < 0 || (interior[i] ?? 0) < 0)
      throw new ShapeError(`${op}: edges ${low[i]} and ${high[i]} cut more than axis ${i} of ${show(shape)}`)
    return size
  })

/** The shape of slices picked by indices along an axis. */
export const gatherShape = (
  op: string,
  shape: readonly number[],
  indices: readonly number[],
  axis: number,
): number[] => {
  if (axis < 0 || axis >= shape.length)
    throw new ShapeError(`${op}: axis ${axis} is out of range for ${show(shape)}`)
  return [...shape.slice(0, axis), ...indices, ...shape.slice(axis + 1)]
}

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
