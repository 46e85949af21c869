/** Cells over the support of each element of a batch, for quadrature. */
import type { Distribution } from '../distribution/index.js'
import type { Shape } from '../shape/index.js'
import type { Tensor } from '../tensor/index.js'
import { functionOf } from './ability.js'
import { numbersOf, tensor } from './host.js'

/**
 * The interval outside of which a distribution has no probability that counts.
 * @category laws
 * @since 0.1.0
 */
export type Support = readonly [low: number, high: number]

const cells = 4096
const deviations = 24

/** The cells of each element: their widths, their middles one row a cell, and their edges. */
export interface Cells<B extends Shape> {
  readonly count: number
  /** One row a cell. */
  readonly widths: readonly (readonly number[])[]
  readonly middles: Tensor<[number, ...B]>
  readonly edges: Tensor<[number, ...B]>
  /** A few values where the probability is, one number for each element of the batch. */
  readonly probes: readonly (readonly number[])[]
}

/** From 0 to 1, ever slower towards both: cells are small where a density may be steep. */
const place = (t: number): number => t * t * (3 - 2 * t)
const placeSlope = (t: number): number => 6 * t * (1 - t)

interface Extent {
  readonly low: readonly number[]
  readonly high: readonly number[]
  readonly centre: readonly number[]
  readonly spread: readonly number[]
}

/** From where to where an element is looked at: as was said, as its quantile has it, or as far as the moments go. */
const extentOf = async <B extends Shape>(d: Distribution<B, []>, support?: Support): Promise<Extent> => {
  const size = d.batch.reduce((a, b) => a * b, 1)
  const each = (value: number): readonly number[] => Array.from({ length: size }, () => value)
  const at = (value: number): Tensor<B> => tensor<B>(each(value), d.batch)
  const [mean, variance, quantile] = [
    functionOf(d, 'mean'),
    functionOf(d, 'variance'),
    functionOf(d, 'quantile'),
  ]
  if (mean !== undefined && variance !== undefined) {
    const [centre = [], squares = [], least = each(-Infinity), most = each(Infinity)] = await numbersOf([
      mean(),
      variance(),
      ...(quantile === undefined ? [] : [quantile(at(0)), quantile(at(1))]),
    ])
    const spread = squares.map(Math.sqrt)
    const end = (sign: number, said: number | undefined, known: readonly number[]) =>
      centre.map((m, i) => {
        const [first = Number.NaN] = [said, known[i], m + sign * deviations * (spread[i] ?? 0)].filter(
          (v) => v !== undefined && Number.isFinite(v),
        )
        return first
      })
    return { low: end(-1, support?.[0], least), high: end(1, support?.[1], most), centre, spread }
  }
  if (support === undefined || !support.every(Number.isFinite))
    throw new TypeError(`${d.family} states no mean and variance: give its support, two finite numbers`)
  const [low, high] = support
  return { low: each(low), high: each(high), centre: each((low + high) / 2), spread: each((high - low) / 8) }
}

/** Cells over a support, or around the mean of each element. */
export const cellsOf = async <B extends Shape>(
  d: Distribution<B, []>,
  support?: Support,
): Promise<Cells<B>> => {
  const { low, high, centre, spread } = await extentOf(d, support)
  const rows = (count: number, of: (t: number) => number, offset: number) =>
    Array.from({ length: count }, (_, k) => of((k + offset) / cells))
  const along = (values: readonly number[]): Tensor<[number, ...B]> =>
    tensor<[number, ...B]>(
      values.flatMap((s) => low.map((l, i) => l + s * ((high[i] ?? l) - l))),
      [values.length, ...d.batch],
    )
  return {
    count: cells,
    widths: rows(cells, placeSlope, 0.5).map((s) => low.map((l, i) => (s * ((high[i] ?? l) - l)) / cells)),
    middles: along(rows(cells, place, 0.5)),
    edges: along(rows(cells + 1, place, 0)),
    probes: [-3, -1, 0, 1, 3].map((by) => centre.map((m, i) => m + by * (spread[i] ?? 0))),
  }
}
