/** Laws of the cumulative distribution function. */
import type { Distribution } from '../distribution/index.js'
import type { Shape } from '../shape/index.js'
import { atLeast, close, rounding } from './claim.js'
import { agreesExpanded } from './expand.js'
import { cellsOf, type Support } from './grid.js'
import { columns, numbers, tensor } from './host.js'
import { type Law, lawOf } from './law.js'
import type { ParameterRecord, Subject } from './subject.js'

const law = 'the cdf is the integral of the density'

const running = (values: readonly number[]): readonly number[] => {
  let total = 0
  return [0, ...values.map((v) => (total += v))]
}

/** Claims that a list of numbers never falls. */
const rises = (values: readonly number[]): void =>
  atLeast(
    'the cdf never falls',
    values.slice(1),
    (i) => values[i] ?? Number.NaN,
    () => 1e-6,
  )

/**
 * The law that the cdf never falls, and is the integral of the density up to each point: by the midpoint rule over the
 * support, the mean ± 24 standard deviations if none is given. Tolerance: 2e-4 (1e-6 for falling), for rounding and
 * the rule; no chance is involved.
 * @category laws
 * @since 0.1.0
 */
export const cdfIntegrates = <P extends ParameterRecord, B extends Shape>(
  { parameters, make }: Subject<P, B, []>,
  { support }: { readonly support?: Support } = {},
): Law<P> =>
  lawOf(parameters, async (p, key) => {
    const d: Distribution<B, []> = make(p)
    const { count, widths, middles, edges, probes } = await cellsOf(d, support)
    await agreesExpanded(d, key, { parts: ['logProb', 'cdf'], at: probes })
    const density = columns(await numbers(d.expand<number>(count).logProb(middles)), widths.length)
    const cdf = columns(await numbers(d.expand<number>(count + 1).cdf(edges)), widths.length)
    cdf.forEach((claimed, i) => {
      const integral = running((density[i] ?? []).map((v) => Math.exp(v) * (widths[i] ?? 0)))
      rises(claimed)
      close(law, claimed, integral, () => 2e-4)
    })
  })

/**
 * The law that the cdf at a value is the sum of the probabilities up to it, for values in rising order: its steps are
 * theirs, and between two values it stays. Tolerance: 1e-5, for rounding.
 * @category laws
 * @since 0.1.0
 */
export const cdfSums = <P extends ParameterRecord, B extends Shape>(
  { parameters, make }: Subject<P, B, []>,
  { values }: { readonly values: readonly number[] },
): Law<P> =>
  lawOf(parameters, async (p, key) => {
    const d: Distribution<B, []> = make(p)
    const size = d.batch.reduce((a, b) => a * b, 1)
    const each = (points: readonly number[]) => points.map((v) => Array.from({ length: size }, () => v))
    const at = (points: readonly number[]) =>
      tensor<[number, ...B]>(each(points).flat(), [points.length, ...d.batch])
    // below every value, at each of them, and just before the next
    const points = values.flatMap((v, i) => [(v + (values[i - 1] ?? v - 2)) / 2, v])
    await agreesExpanded(d, key, { parts: ['logProb', 'cdf'], at: each(points) })
    const logs = columns(await numbers(d.expand<number>(values.length).logProb(at(values))), size)
    const cdf = columns(await numbers(d.expand<number>(points.length).cdf(at(points))), size)
    cdf.forEach((claimed, i) => {
      const sums = running((logs[i] ?? []).map(Math.exp))
      rises(claimed)
      close(
        'the cdf is the sum of the probabilities',
        claimed,
        points.map((_, k) => sums[Math.floor((k + 1) / 2)] ?? Number.NaN),
        () => rounding(1),
      )
    })
  })
