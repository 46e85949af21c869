/** Laws of the density: its total, its expectation, its gradient. */
import type { Distribution } from '../distribution/index.js'
import type { Shape } from '../shape/index.js'
import { few, valuesAt } from './at.js'
import { close, rounding } from './claim.js'
import { agrees } from './difference.js'
import { defaultSamples, estimate, samplesOf, standardErrors } from './estimate.js'
import { agreesExpanded } from './expand.js'
import { cellsOf, type Support } from './grid.js'
import { columns, numbers } from './host.js'
import { type Law, lawOf } from './law.js'
import type { ParameterRecord, Subject, Value } from './subject.js'

/**
 * The law that a density integrates to 1, for each element of the batch: by the midpoint rule over the support. An end
 * that is not given is where the quantile has it, or 24 standard deviations from the mean. Tolerance: 1e-4, for rounding
 * and the rule; no chance is involved. A density that jumps needs its support, one with heavier tails a wider one.
 * @law density integrates to 1
 * @category laws
 * @since 0.1.0
 */
export const densityIntegrates = <P extends ParameterRecord, B extends Shape>(
  of: Subject<P, B, []>,
  { support = of.support }: { readonly support?: Support | undefined } = {},
): Law<P> =>
  lawOf(of.parameters, async (p, key) => {
    const d: Distribution<B, []> = of.make(p)
    const { count, widths, middles, probes } = await cellsOf(d, support)
    await agreesExpanded(d, key, { parts: ['logProb'], at: probes })
    const logDensity = await numbers(d.expand<number>(count).logProb(middles))
    const totals = columns(logDensity, logDensity.length / count).map((column, i) =>
      column.reduce((total, v, k) => total + Math.exp(v) * (widths[k]?.[i] ?? 0), 0),
    )
    close(
      'the density integrates to 1',
      totals,
      totals.map(() => 1),
      () => 1e-4,
    )
  })

/**
 * The law that the probabilities of all values sum to 1, for each distribution of the batch. Tolerance: 1e-5, for rounding.
 * @law probabilities sum to 1
 * @category laws
 * @since 0.1.0
 */
export const probabilitiesSum = <P extends ParameterRecord, B extends Shape, E extends Shape>(
  of: Subject<P, B, E>,
  { values = of.values ?? [] }: { readonly values?: readonly Value[] } = {},
): Law<P> =>
  lawOf(of.parameters, async (p, key) => {
    const d: Distribution<B, E> = of.make(p)
    const size = d.batch.reduce((a, b) => a * b, 1)
    const { rows, at } = valuesAt(d, values)
    await agreesExpanded(d, key, { parts: ['logProb'], at: few(rows) })
    const logs = await numbers(d.expand<number>(values.length).logProb(at))
    close(
      'the probabilities sum to 1',
      columns(logs, size).map((column) => column.reduce((total, v) => total + Math.exp(v), 0)),
      Array.from({ length: size }, () => 1),
      () => rounding(1),
    )
  })

/**
 * The law of the gradient of `logProb`: with respect to the parameters, and to the value where the distribution is
 * continuous, reparameterised and free to move, it is the central difference. The value is a sample. Tolerance: a
 * hundredth, and rounding divided by the step; no chance is involved but that of the value. Where the differences show a
 * kink nothing is compared.
 * @law logProb's gradient
 * @category laws
 * @since 0.1.0
 */
export const logProbGradient = <P extends ParameterRecord, B extends Shape, E extends Shape>({
  parameters,
  make,
  moves = true,
}: Subject<P, B, E>): Law<P> =>
  lawOf(parameters, async (p, key) => {
    const d: Distribution<B, E> = make(p)
    const { at } = await samplesOf(d, key)
    const law = 'the gradient of logProb is its central difference'
    await agrees(law, (q: P) => make(q).logProb(at), p, 'differences')
    if (d.reparameterised && d.kind === 'continuous' && moves)
      await agrees(
        law,
        ({ value }: { readonly value: typeof at }) => d.logProb(value),
        { value: at },
        'differences',
      )
  })

/**
 * The law that the entropy is the expectation of −log p under the distribution itself. Tolerance: five standard
 * errors, computed from the samples, and 1e-5 for rounding. False alarm: about 6e-7 for each element and run.
 * @law entropy = −E log p
 * @category laws
 * @since 0.1.0
 */
export const entropyExpectation = <P extends ParameterRecord, B extends Shape, E extends Shape>(
  { parameters, make }: Subject<P, B, E, Distribution<B, E, 'entropy'>>,
  { samples = defaultSamples }: { readonly samples?: number } = {},
): Law<P> =>
  lawOf(parameters, async (p, key) => {
    const d: Distribution<B, E, 'entropy'> = make(p)
    await agreesExpanded(d, key, { parts: ['sample', 'logProb'] })
    const many = d.expand<number>(samples)
    const { at } = await samplesOf(many, key)
    const entropy = await numbers(d.entropy())
    const found = columns(await numbers(many.logProb(at)), entropy.length).map(estimate)
    close(
      'the entropy is the expectation of −log p',
      entropy,
      found.map((e) => -e.mean),
      (i) => standardErrors * (found[i]?.error ?? 0) + rounding(entropy[i] ?? 0),
    )
  })
