/** Laws of the quantile. */
import type { Distribution } from '../distribution/index.js'
import type { Shape } from '../shape/index.js'
import { close, LawBroken, rounding } from './claim.js'
import { samplesOf } from './estimate.js'
import { agreesExpanded } from './expand.js'
import { numbersOf, tensor } from './host.js'
import { type Law, lawOf } from './law.js'
import type { ParameterRecord, Subject } from './subject.js'

/** Probabilities in both tails and between. */
const levels = [1e-3, 0.05, 0.3, 0.5, 0.7, 0.95, 0.999]

/**
 * The law of the quantile: it is the inverse of the cdf, element by element. What `cdf` makes of the quantile of u is
 * u, quantiles rise with u, and the quantile of what `cdf` makes of a sample is the sample, where the density says how
 * far a rounded probability may move it. Tolerance: 1e-5 of a probability; of a sample, that divided by the density,
 * and 1e-4 of it. No chance is involved but that of the sample.
 * @law cdf and quantile inverse
 * @category laws
 * @since 0.1.0
 */
export const quantileInverts = <P extends ParameterRecord, B extends Shape>({
  parameters,
  make,
}: Subject<P, B, [], Distribution<B, [], 'cdf' | 'quantile'>>): Law<P> =>
  lawOf(parameters, async (p, key) => {
    const d: Distribution<B, [], 'cdf' | 'quantile'> = make(p)
    await agreesExpanded(d, key, { parts: ['cdf', 'quantile'] })
    const size = d.batch.reduce((a, b) => a * b, 1)
    const each = (value: number) =>
      tensor<[...B]>(
        Array.from({ length: size }, () => value),
        d.batch,
      )
    const { values, at } = await samplesOf(d, key)
    const quantiles = levels.map((level) => d.quantile(each(level)))
    const [logs = [], back = [], ...found] = await numbersOf([
      d.logProb(at),
      d.quantile(d.cdf(at)),
      ...quantiles,
      ...quantiles.map((q) => d.cdf(q)),
    ])
    levels.forEach((level, k) => {
      close(
        `the cdf at the quantile of ${level}`,
        found[levels.length + k] ?? [],
        values.map(() => level),
        () => 1e-5,
      )
      found[k]?.forEach((v, i) => {
        const below = found[k - 1]?.[i] ?? v
        if (!(v >= below))
          throw new LawBroken(`quantiles rise: element ${i} is ${v} at ${level}, below ${below}`)
      })
    })
    close(
      'the quantile of the cdf of a sample is the sample',
      back,
      values,
      (i) => rounding(values[i] ?? 0, 1e-4) + 1e-6 / Math.exp(logs[i] ?? Number.NaN),
    )
  })
