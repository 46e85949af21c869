/**
 * A convolution of an input that is spread by gaps, as plain ones: elements of the result that stand equally far from
 * the elements before them, its phases, read every so-many-th tap of the kernel, so no product with a gap is made.
 * The derivative of a strided convolution with respect to its input is such a convolution.
 */
import type { ConvolutionWindow, Expression } from '../../tensor/expression.js'
import { convolution } from '../../tensor/primitive/convolution.js'
import { matrixProduct } from '../../tensor/primitive/dot.js'
import { constant, splat } from '../../tensor/primitive/leaf.js'
import { concatenate, reshape, slice, transpose } from '../../tensor/primitive/structure.js'
import { type Along, along, type Group, taken } from './phase.js'

/** How the phases of each axis are computed: by a convolution each, or as channels of one. */
interface Layout {
  readonly rows: Along
  readonly columns: Along
}

/** What a convolution costs beside its products, in products: starting kernels and packing the taps. */
const OVERHEAD = 300_000

/** Channels that the kernel computes at once, wanted or not. */
const LANES = 8

/** Products made for one layout, with what is made in vain. */
const cost = ({ rows, columns }: Layout, each: number, channels: number): number => {
  const products = (r: Group, c: Group): number =>
    taken(r) * taken(c) * Math.ceil((r.phases * c.phases * channels) / LANES) * LANES
  const costs = rows.groups.flatMap((r) =>
    columns.groups.map((c) => products(r, c) * rows.places * columns.places * each + OVERHEAD),
  )
  return costs.reduce((a, b) => a + b, 0)
}

/** The layouts there are: each axis with its phases apart, or joint; rows joint and columns apart would interleave worse. */
export const layouts = (
  x: Expression,
  kernel: Expression,
  w: ConvolutionWindow,
  shape: readonly number[],
): readonly Layout[] => {
  const axis = (a: 0 | 1, joint: boolean): Along =>
    along(joint, {
      length: x.shape[a + 1] ?? 0,
      taps: kernel.shape[a] ?? 0,
      size: shape[a + 1] ?? 0,
      stride: w.strides[a],
      low: w.padding[a][0],
      gap: w.inputDilation[a],
      reach: w.kernelDilation[a],
    })
  return [
    { rows: axis(0, false), columns: axis(1, false) },
    { rows: axis(0, false), columns: axis(1, true) },
    { rows: axis(0, true), columns: axis(1, true) },
  ]
}

/**
 * The kernel of one group of phases, from all taps as a matrix [taps, in · out]: a product with a matrix of zeros and
 * ones picks them, for cutting, turning and spreading a kernel goes element by element on wasm. An element that is not
 * finite comes out as NaN in more than its own place.
 */
const picked = (kernel: Expression, rows: Group, columns: Group, turned: boolean): Expression => {
  const [tall = 0, wide = 0, depth = 0, channels = 0] = kernel.shape
  const all = tall * wide
  const at = (tap: number, count: number): number => (turned ? count - 1 - tap : tap)
  const wanted = rows.taps.flatMap((byRow) =>
    columns.taps.flatMap((byColumn) =>
      byRow.flatMap((r) => byColumn.map((c) => (r < 0 || c < 0 ? -1 : at(r, tall) * wide + at(c, wide)))),
    ),
  )
  const ones = new Float32Array(wanted.length * all)
  wanted.forEach((tap, i) => {
    if (tap >= 0) ones[i * all + tap] = 1
  })
  const phases = rows.phases * columns.phases
  const inOrder = wanted.length === all && wanted.every((tap, i) => tap === i)
  const matrix = reshape(kernel, [all, depth * channels])
  const chosen = inOrder ? matrix : matrixProduct(constant(ones, [wanted.length, all]), matrix)
  const parted = reshape(chosen, [wanted.length / phases, phases, depth, channels])
  return reshape(transpose(parted, [0, 2, 1, 3]), [taken(rows), taken(columns), depth, phases * channels])
}

/** The convolution by plain ones in one layout. */
export const byLayout = (
  { rows, columns }: Layout,
  x: Expression,
  kernel: Expression,
  shape: readonly number[],
  turned: boolean,
): Expression => {
  const [n = 0] = x.shape
  const [, , , channels = 0] = kernel.shape
  const parts = rows.groups.flatMap((r) =>
    columns.groups.map((c) => {
      const made = [n, rows.places, columns.places, r.phases * c.phases * channels]
      if (taken(r) === 0 || taken(c) === 0) return splat(0, made)
      return convolution(x, picked(kernel, r, c, turned), {
        strides: [rows.stride, columns.stride],
        padding: [r.padding, c.padding],
        inputDilation: [1, 1],
        kernelDilation: [rows.reach, columns.reach],
      })
    }),
  )
  const [tall, wide] = [phasesOf(rows), phasesOf(columns)]
  // [row groups, column groups, n·places, places, row phases, column phases, out]
  const apart = reshape(concatenate(parts, 0), [
    rows.groups.length,
    columns.groups.length,
    n * rows.places,
    columns.places,
    tall / rows.groups.length,
    wide / columns.groups.length,
    channels,
  ])
  const whole = [n, rows.places * tall, columns.places * wide, channels]
  const together = reshape(transpose(apart, [2, 0, 4, 3, 1, 5, 6]), whole)
  return slice(
    together,
    whole.map(() => 0),
    shape,
  )
}

/**
 * The convolution of x by a kernel [h, w, in, out] under a window with input dilation, by plain convolutions in the
 * layout of least cost: few channels are better computed at once although some taps are zeros. A kernel that is
 * `turned` is meant with its taps in the opposite order.
 */
export const byPhases = (
  x: Expression,
  kernel: Expression,
  w: ConvolutionWindow,
  shape: readonly number[],
  turned = false,
): Expression => {
  const [n = 0, , , depth = 0] = x.shape
  const costOf = (layout: Layout): number => cost(layout, n * depth, kernel.shape[3] ?? 0)
  const best = layouts(x, kernel, w, shape).reduce((a, b) => (costOf(b) < costOf(a) ? b : a))
  return byLayout(best, x, kernel, shape, turned)
}

const phasesOf = ({ groups }: Along): number => groups.reduce((sum, { phases }) => sum + phases, 0)
