/** Images, series, kernels and options of windows to draw. */
import fc from 'fast-check'
import { nearly, shapeOfRank, sometimes } from './shapes.js'

type Dims = fc.Arbitrary<number>

/** A number of elements, now and then one that is none. */
export const whole = (min: number, max: number): Dims =>
  sometimes(min, fc.integer({ min, max }), 2).chain((n) =>
    sometimes(n, fc.constantFrom(min - 1, 0.5, -2), 24),
  )

export const pair = <A>(of: fc.Arbitrary<A>): fc.Arbitrary<readonly [A, A]> => fc.tuple(of, of)
export const perAxis = (of: Dims) => fc.oneof(of, pair(of))

/** What is said of options alone. */
export const early = /is no whole number|is not below|does not go with/

export const strides = perAxis(whole(1, 3))
export const edges = whole(0, 2)
export const words = fc.constantFrom('same' as const, 'valid' as const)
export const paddings = fc.oneof({ weight: 3, arbitrary: words }, edges, pair(edges), pair(pair(edges)))

/** Images with batch axes, mostly; sizes are at least 1, and channels few. */
export const images = (dim: Dims) =>
  fc
    .record({ lead: shapeOfRank(dim, 0, 2), size: pair(dim), channels: fc.integer({ min: 1, max: 3 }) })
    .chain(({ lead, size, channels }) =>
      sometimes<readonly number[]>(
        [...lead, ...size.map((d) => Math.max(d, 1)), channels],
        shapeOfRank(dim, 0, 2),
        11,
      ),
    )
    .filter((shape) => shape.reduce((a, b) => a * Math.max(b, 1), 1) < 2 ** 48)

const kernelSize = (dim: Dims): Dims =>
  fc.oneof(
    { weight: 5, arbitrary: fc.integer({ min: 1, max: 4 }) },
    dim.map((d) => Math.max(d, 1)),
  )

/** A kernel whose channels mostly are those of the images: before the filters, or behind them. */
export const kernels = (dim: Dims, channels: number, order: 'in, out' | 'out, in') =>
  fc
    .tuple(pair(kernelSize(dim)), fc.integer({ min: 1, max: 4 }))
    .chain(([size, filters]) =>
      nearly(
        [...size, ...(order === 'in, out' ? [channels, filters] : [filters, channels])],
        kernelSize(dim),
        6,
      ).chain((shape) => sometimes(shape, fc.constant(shape.slice(1)), 16)),
    )
