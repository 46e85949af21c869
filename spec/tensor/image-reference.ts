/** What convolutions, pools and upsampling mean, element by element, from their definitions and nothing of `src`. */
import { build, each, element, number, position, type Value } from '../support/reference-value.js'

/** How a window lies on one axis: the number of its places, and the zeros before the first element. */
export interface Laid {
  readonly places: number
  readonly low: number
}

export type Edges = 'same' | 'valid' | readonly [number, number]

/** The places of a window on an axis, counted one by one; none where it does not fit. */
export const laidOn = (size: number, count: number, stride: number, edges: Edges, dilation: number): Laid => {
  const reach = 1 + (count - 1) * dilation
  if (edges === 'same') {
    // as many places as there are strides that begin on the axis; what they reach beyond it stands around it
    let places = 0
    while (places * stride < size) places += 1
    let total = 0
    while (size + total < (places - 1) * stride + reach) total += 1
    return { places, low: (total - (total % 2)) / 2 }
  }
  const [low, high] = edges === 'valid' ? [0, 0] : edges
  let places = 0
  while (places * stride + reach <= size + low + high) places += 1
  return { places, low }
}

/** The length of an axis under whose elements a kernel is laid, and what is cut before it. */
export const laidUnder = (
  size: number,
  count: number,
  stride: number,
  edges: Edges,
  dilation: number,
  extra: number,
): Laid => {
  const reach = 1 + (count - 1) * dilation
  if (edges === 'same') return { places: size * stride, low: Math.floor(Math.max(reach - stride, 0) / 2) }
  const [low, high] = edges === 'valid' ? [0, 0] : edges
  return { places: (size - 1) * stride + reach + extra - low - high, low }
}

/** A window on both axes. */
export interface Window {
  readonly rows: Laid
  readonly columns: Laid
  readonly strides: readonly [number, number]
  readonly dilation: readonly [number, number]
}

const axesOf = ({ shape }: Value): readonly [number, number, number, number] => [
  number(shape, 0),
  number(shape, 1),
  number(shape, 2),
  number(shape, 3),
]

/** Where a tap lies for a place of the window, or undefined in the padding. */
const under = (
  x: Value,
  w: Window,
  [i, j]: readonly [number, number],
  [a, b]: readonly [number, number],
): readonly [number, number] | undefined => {
  const [, height, width] = axesOf(x)
  const row = i * w.strides[0] + a * w.dilation[0] - w.rows.low
  const column = j * w.strides[1] + b * w.dilation[1] - w.columns.low
  return row < 0 || row >= height || column < 0 || column >= width ? undefined : [row, column]
}

/** The sum of x times kernel over all taps, for each filter. */
export const convolved = (x: Value, kernel: Value, w: Window): Value => {
  const [n] = axesOf(x)
  const [kh, kw, channels, filters] = axesOf(kernel)
  return build([n, w.rows.places, w.columns.places, filters], ([at = 0, i = 0, j = 0, f = 0]) => {
    let total = 0
    each([kh, kw, channels], ([a = 0, b = 0, c = 0]) => {
      const place = under(x, w, [i, j], [a, b])
      if (place !== undefined) total += element(x, [at, ...place, c]) * element(kernel, [a, b, c, f])
    })
    return total
  })
}

/** The same for each channel by itself. */
export const convolvedByChannel = (x: Value, kernel: Value, w: Window): Value => {
  const [n] = axesOf(x)
  const [kh, kw, channels, multiplier] = axesOf(kernel)
  const shape = [n, w.rows.places, w.columns.places, channels * multiplier]
  return build(shape, ([at = 0, i = 0, j = 0, o = 0]) => {
    const [c, m] = [Math.floor(o / multiplier), o % multiplier]
    let total = 0
    each([kh, kw], ([a = 0, b = 0]) => {
      const place = under(x, w, [i, j], [a, b])
      if (place !== undefined) total += element(x, [at, ...place, c]) * element(kernel, [a, b, c, m])
    })
    return total
  })
}

/** Each element of x lays the kernel, times itself, onto the result. */
export const laidOut = (x: Value, kernel: Value, w: Window): Value => {
  const [n, height, width] = axesOf(x)
  const [kh, kw, filters, channels] = axesOf(kernel)
  const shape = [n, w.rows.places, w.columns.places, filters]
  const data = Array.from({ length: n * w.rows.places * w.columns.places * filters }, () => 0)
  each([n, height, width, channels], ([at = 0, i = 0, j = 0, c = 0]) => {
    each([kh, kw, filters], ([a = 0, b = 0, f = 0]) => {
      const row = i * w.strides[0] + a * w.dilation[0] - w.rows.low
      const column = j * w.strides[1] + b * w.dilation[1] - w.columns.low
      if (row < 0 || row >= w.rows.places || column < 0 || column >= w.columns.places) return
      const to = position(shape, [at, row, column, f])
      data[to] = number(data, to) + element(x, [at, i, j, c]) * element(kernel, [a, b, f, c])
    })
  })
  return { shape, data }
}

/** What `f` makes of the elements under each place of a window. */
export const pooled = (
  x: Value,
  size: readonly [number, number],
  w: Window,
  f: (found: readonly number[]) => number,
): Value => {
  const [n, , , channels] = axesOf(x)
  return build([n, w.rows.places, w.columns.places, channels], ([at = 0, i = 0, j = 0, c = 0]) => {
    const found: number[] = []
    each(size, ([a = 0, b = 0]) => {
      const place = under(x, w, [i, j], [a, b])
      if (place !== undefined) found.push(element(x, [at, ...place, c]))
    })
    return f(found)
  })
}

/** The element of x nearest to each place of a larger image. */
export const nearest = (x: Value, [tall, wide]: readonly [number, number]): Value => {
  const [n, height, width, channels] = axesOf(x)
  return build([n, height * tall, width * wide, channels], ([at = 0, i = 0, j = 0, c = 0]) =>
    element(x, [at, Math.floor(i / tall), Math.floor(j / wide), c]),
  )
}
