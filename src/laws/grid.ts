/** Cells of equal width over the support of each element of a batch, for quadrature. */
import type { Distribution } from '../distribution/index.js'
import type { Shape } from '../shape/index.js'
import type { Tensor } from '../tensor/index.js'
import { numbers, tensor } from './host.js'

/**
 * The interval outside of which a distribution has no probability that counts.
 * @category laws
 * @since 0.1.0
 */
export type Support = readonly [low: number, high: number]

const cells = 8192
const deviations = 24

/** The cells of each element: their width, their middles one row a cell, and their edges. */
export interface Cells<B extends Shape> {
  readonly count: number
  readonly widths: readonly number[]
  readonly middles: Tensor<[number, ...B]>
  readonly edges: Tensor<[number, ...B]>
  /** A few values where the probability is, one number for each element of the batch. */
  readonly probes: readonly (readonly number[])[]
}

/** Cells over a support, or around the mean of each element. */
export const cellsOf = async <B extends Shape>(
  d: Distribution<B, []>,
  support?: Support,
): Promise<Cells<B>> => {
  const mean = await numbers(d.mean())
  const deviation = (await numbers(d.variance())).map(Math.sqrt)
  const low = mean.map((m, i) => support?.[0] ?? m - deviations * (deviation[i] ?? 0))
  const high = mean.map((m, i) => support?.[1] ?? m + deviations * (deviation[i] ?? 0))
  const widths = low.map((l, i) => ((high[i] ?? l) - l) / cells)
  const rows = (count: number, offset: number): Tensor<[number, ...B]> =>
    tensor<[number, ...B]>(
      Array.from({ length: count }, (_, k) => low.map((l, i) => l + (k + offset) * (widths[i] ?? 0))).flat(),
      [count, ...d.batch],
    )
  const probes = [-3, -1, 0, 1, 3].map((by) => mean.map((m, i) => m + by * (deviation[i] ?? 0)))
  return { count: cells, widths, middles: rows(cells, 0.5), edges: rows(cells + 1, 0), probes }
}
