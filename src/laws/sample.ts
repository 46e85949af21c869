/** Laws of samples: their moments, their law, and the gradient that flows through them. */
import type { Distribution } from '../distribution/index.js'
import type { Shape } from '../shape/index.js'
import { close, rounding } from './claim.js'
import { agrees } from './difference.js'
import { defaultSamples, type Estimate, estimate, samplesOf, standardErrors } from './estimate.js'
import { agreesExpanded } from './expand.js'
import { columns, numbers, numbersOf } from './host.js'
import { type Law, lawOf } from './law.js'
import type { ParameterRecord, Subject } from './subject.js'
import { cdfFalseAlarm } from './table.js'

/**
 * The law of the samples' moments: their mean and variance are `mean()` and `variance()`, element by element.
 * Tolerance: five standard errors, computed from the samples' second and fourth moments, of the mean at least from `variance()`, and 1e-5
 * for rounding. False
 * alarm: about 1.2e-6 for each element and run. Needs a finite fourth moment.
 * @law reparameterised mean and variance
 * @category laws
 * @since 0.1.0
 */
export const sampleMoments = <P extends ParameterRecord, B extends Shape, E extends Shape>(
  { parameters, make }: Subject<P, B, E, Distribution<B, E, 'mean' | 'variance'>>,
  { samples = defaultSamples }: { readonly samples?: number } = {},
): Law<P> =>
  lawOf(parameters, async (p, key) => {
    const d: Distribution<B, E, 'mean' | 'variance'> = make(p)
    await agreesExpanded(d, key, { parts: ['sample'] })
    const [mean = [], variance = []] = await numbersOf([d.mean(), d.variance()])
    const drawn = columns((await samplesOf(d.expand(samples), key)).values, mean.length)
    const claim = (
      law: string,
      expected: readonly number[],
      found: readonly Estimate[],
      least: (i: number) => number,
    ): void =>
      close(
        law,
        found.map((e) => e.mean),
        expected,
        (i) => standardErrors * Math.max(found[i]?.error ?? 0, least(i)) + rounding(expected[i] ?? 0),
      )
    // samples that missed a rare value do not know how far they are off: the variance does
    claim('the mean of samples is the mean', mean, drawn.map(estimate), (i) =>
      Math.sqrt((variance[i] ?? 0) / samples),
    )
    claim(
      'the variance of samples is the variance',
      variance,
      drawn.map((column, i) => estimate(column.map((v) => (v - (mean[i] ?? 0)) ** 2))),
      () => 0,
    )
  })

/**
 * The law of the samples' distribution: the part of them that is at most x is `cdf(x)`, for every x. Tolerance: by the
 * inequality of Dvoretzky, Kiefer and Wolfowitz for a false alarm of 1e-9 for each element and run, and 1e-5 for
 * rounding.
 * @law goodness of fit of samples
 * @source Massart: The tight constant in the Dvoretzky–Kiefer–Wolfowitz inequality (1990)
 * @category laws
 * @since 0.1.0
 */
export const samplesFollowCdf = <P extends ParameterRecord, B extends Shape, E extends Shape>(
  { parameters, make }: Subject<P, B, E, Distribution<B, E, 'cdf'>>,
  { samples = defaultSamples }: { readonly samples?: number } = {},
): Law<P> =>
  lawOf(parameters, async (p, key) => {
    const d: Distribution<B, E, 'cdf'> = make(p)
    await agreesExpanded(d, key, { parts: ['sample', 'cdf'] })
    const many = d.expand<number>(samples)
    const { values, at } = await samplesOf(many, key)
    const elements = values.length / samples
    const cdf = columns(await numbers(many.cdf(at)), elements)
    const tolerance = Math.sqrt(Math.log(2 / cdfFalseAlarm) / (2 * samples)) + rounding(1)
    columns(values, elements).forEach((column, i) => {
      const claimed = cdf[i] ?? []
      const order = [...column.keys()].sort((a, b) => (column[a] ?? 0) - (column[b] ?? 0))
      // of equal samples only the last counts all that are at most as large
      const last = order.filter((at, rank) => column[at] !== column[order[rank + 1] ?? -1])
      const rank = new Map(order.map((at, r) => [at, r + 1]))
      close(
        `the samples of element ${i} follow the cdf`,
        last.map((at) => (rank.get(at) ?? 0) / samples),
        last.map((at) => claimed[at] ?? Number.NaN),
        () => tolerance,
      )
    })
  })

/**
 * The law of the gradient through a sample: at a fixed key it is the central difference of the sample, where the
 * distribution is reparameterised, and zero where it is not. Tolerance: a hundredth, and rounding divided by the step;
 * no chance is involved. Where the differences show a kink nothing is compared. A sampler whose gradient is implicit, as that of a gamma
 * law, does not move along it at a fixed key: its laws are `implicitGradient` and `meanGradient`.
 * @law gradient of a sample
 * @source Kingma and Welling: Auto-encoding variational Bayes (2013), section 2.4
 * @category laws
 * @since 0.1.0
 */
export const sampleGradient = <P extends ParameterRecord, B extends Shape, E extends Shape>({
  parameters,
  make,
}: Subject<P, B, E>): Law<P> =>
  lawOf(parameters, (p, key) =>
    agrees(
      'the gradient of a sample is its central difference',
      (q: P) => make(q).sample(key),
      p,
      make(p).reparameterised ? 'differences' : 'zeros',
    ),
  )
