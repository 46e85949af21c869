/** The phases of a convolution along one axis of an input with gaps. */
import type { Padding } from '../../tensor/expression.js'

/** A convolution along one axis. */
export interface Axis {
  /** Elements of the input. */
  readonly length: number
  /** Taps of the kernel. */
  readonly taps: number
  /** Elements of the result. */
  readonly size: number
  readonly stride: number
  /** Padding before the first element. */
  readonly low: number
  /** Distance of two elements of the input. */
  readonly gap: number
  /** Distance of two taps. */
  readonly reach: number
}

/** Phases that one convolution computes. */
export interface Group {
  readonly phases: number
  /** For each tap of the smaller kernel, the tap of the whole one that each phase takes there; −1 where it takes none. */
  readonly taps: readonly (readonly number[])[]
  readonly padding: Padding
}

/** How the phases of an axis are computed. */
export interface Along {
  readonly groups: readonly Group[]
  /** Elements of each phase; those of all phases may be more than the result has. */
  readonly places: number
  readonly stride: number
  readonly reach: number
}

/** The taps of a phase: from `first` on, `count` of them, the first over the element at `offset` of the input. */
interface Phase {
  readonly first: number
  readonly count: number
  readonly offset: number
}

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b))

const range = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i)

/** How many taps a group has. */
export const taken = ({ taps }: Group): number => taps.length

/**
 * The phases of an axis, each by a convolution of its own, or joint as channels of one that has a tap wherever some
 * phase has one. Element i of the result reads the input where i·stride + tap·reach − low is a multiple of the gap.
 */
export const along = (joint: boolean, axis: Axis): Along => {
  const { stride, low, gap, reach } = axis
  const count = gap / divisor(gap, stride)
  const [strides, step, reaches] = [
    stride / divisor(gap, stride),
    gap / divisor(gap, reach),
    reach / divisor(gap, reach),
  ]
  const places = Math.ceil(axis.size / count)
  const phases = range(count).map((phase): Phase => {
    const from = phase * stride - low
    const first = range(Math.min(step, axis.taps)).find((tap) => (from + tap * reach) % gap === 0)
    return first === undefined
      ? { first: 0, count: 0, offset: 0 }
      : { first, count: Math.ceil((axis.taps - first) / step), offset: (from + first * reach) / gap }
  })
  const group = (members: readonly Phase[]): Group => {
    const read = members.filter((p) => p.count > 0)
    const start = read.length === 0 ? 0 : Math.min(...read.map((p) => p.offset))
    const end = Math.max(start, ...read.map((p) => p.offset + p.count))
    const tap = (p: Phase, i: number): number => {
      const own = i + start - p.offset
      return own >= 0 && own < p.count ? p.first + own * step : -1
    }
    const taps = range(end - start).map((i) => members.map((p) => tap(p, i)))
    const covered = (places - 1) * strides + (taps.length - 1) * reaches + 1
    return { phases: members.length, taps, padding: [-start, covered + start - axis.length] }
  }
  // taps of different phases fall on the same elements only where the smaller kernels have no gaps
  const groups = joint && reaches === 1 ? [group(phases)] : phases.map((p) => group([p]))
  return { groups, places, stride: strides, reach: reaches }
}
