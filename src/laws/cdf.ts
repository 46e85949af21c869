/** Laws of the cumulative distribution function. */
import type { Distribution } from '../distribution/index.js'
import type { Shape } from '../shape/index.js'
import { few, valuesAt } from './at.js'
import { atLeast, close, rounding } from './claim.js'
import { agreesExpanded } from './expand.js'
import { cellsOf, type Support } from './grid.js'
import { columns, numbersOf } from './host.js'
import { type Law, lawOf } from './law.js'
import type { ParameterRecord, Subject, Value } from './subject.js'

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
 * The law that the cdf never falls, goes from 0 to 1, and rises by the integral of the density: by the midpoint rule
 * over the support. An end that is not given is where the quantile has it, or 24 standard deviations from the mean.
 * Tolerance: 2e-4 (1e-6 for falling, 1e-5 at ∓1e30), for rounding and the rule; no chance is involved.
 * @law cdf is the integral of the density
 * @category laws
 * @since 0.1.0
 */
export const cdfIntegrates = <P extends ParameterRecord, B extends Shape>(
  of: Subject<P, B, [], Distribution<B, [], 'cdf'>>,
  { support = of.support }: { readonly support?: Support | undefined } = {},
): Law<P> =>
  lawOf(of.parameters, async (p, key) => {
    const d: Distribution<B, [], 'cdf'> = of.make(p)
    const { count, widths, middles, edges, probes } = await cellsOf(d, support)
    await agreesExpanded(d, key, { parts: ['logProb', 'cdf'], at: probes })
    const [logs = [], cdfs = [], ends = []] = await numbersOf([
      d.expand<number>(count).logProb(middles),
      d.expand<number>(count + 1).cdf(edges),
      d.expand<number>(2).cdf(valuesAt(d, [-1e30, 1e30]).at),
    ])
    const size = logs.length / count
    close(
      'the cdf goes from 0 to 1',
      ends,
      [...Array(2 * size).keys()].map((i) => (i < size ? 0 : 1)),
      () => rounding(1),
    )
    const density = columns(logs, size)
    columns(cdfs, size).forEach((claimed, i) => {
      const first = claimed[0] ?? Number.NaN
      const integral = running((density[i] ?? []).map((v, k) => Math.exp(v) * (widths[k]?.[i] ?? 0)))
      rises(claimed)
      close(
        law,
        claimed,
        integral.map((v) => first + v),
        () => 2e-4,
      )
    })
  })

/**
 * The law that the cdf at a value is the sum of the probabilities up to it, for values in rising order: its steps are
 * theirs, and between two values it stays. Tolerance: 1e-5, for rounding.
 * @law cdf is the sum of the probabilities
 * @category laws
 * @since 0.1.0
 */
export const cdfSums = <P extends ParameterRecord, B extends Shape>(
  of: Subject<P, B, [], Distribution<B, [], 'cdf'>>,
  { values = of.values ?? [] }: { readonly values?: readonly Value[] } = {},
): Law<P> =>
  lawOf(of.parameters, async (p, key) => {
    const d: Distribution<B, [], 'cdf'> = of.make(p)
    const size = d.batch.reduce((a, b) => a * b, 1)
    const given = values.map(Number)
    // below every value, at each of them, and just before the next
    const points = given.flatMap((v, i) => [(v + (given[i - 1] ?? v - 2)) / 2, v])
    const at = valuesAt(d, points)
    await agreesExpanded(d, key, { parts: ['logProb', 'cdf'], at: few(at.rows) })
    const [found = [], cdf = []] = await numbersOf([
      d.expand<number>(given.length).logProb(valuesAt(d, given).at),
      d.expand<number>(points.length).cdf(at.at),
    ])
    const logs = columns(found, size)
    columns(cdf, size).forEach((claimed, i) => {
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
