/** Laws of the Kullback–Leibler divergence. */
import fc from 'fast-check'
import type { Distribution } from '../distribution/index.js'
import type { Shape } from '../shape/index.js'
import { type Key, sub, type Tensor } from '../tensor/index.js'
import { states } from './ability.js'
import { atLeast, close, rounding } from './claim.js'
import { defaultSamples, type Estimate, estimate, samplesOf, standardErrors } from './estimate.js'
import { agreesExpanded } from './expand.js'
import { columns, numbers, numbersOf, tensor } from './host.js'
import { type Law, lawOf } from './law.js'
import type { ParameterRecord, Subject } from './subject.js'

/** The mean over samples of q of log q − log p, for each element of the batch. */
const expectedLogRatio = async <B extends Shape, E extends Shape>(
  q: Distribution<B, E>,
  p: Distribution<B, E>,
  samples: number,
  key: Key,
): Promise<readonly Estimate[]> => {
  const [many, others] = [q.expand<number>(samples), p.expand<number>(samples)]
  const { at } = await samplesOf(many, key)
  const ratios = await numbers(sub(many.logProb(at), others.logProb(at)))
  // where q has probability and p has none, the divergence is infinite, and so is every estimate that saw it
  return columns(ratios, ratios.length / samples).map((column) =>
    column.includes(Infinity) ? { mean: Infinity, error: 0 } : estimate(column),
  )
}

/** Claims that both are what they expand to, before anything is said of samples. */
const expandable = async <B extends Shape, E extends Shape>(
  q: Distribution<B, E>,
  p: Distribution<B, E>,
  key: Key,
): Promise<void> => {
  await agreesExpanded(q, key, { parts: ['sample', 'logProb'] })
  await agreesExpanded(p, key, { parts: ['logProb'], at: [await numbers(q.sample(key))] })
}

/**
 * What the divergence is at least, by Pinsker: twice the squared difference of two probabilities of the same event.
 * The events are "at most the mean, or a standard deviation above or below it" of each element. Where there is no cdf it
 * is at least 0.
 */
const pinskerBounds = async <B extends Shape, E extends Shape>(
  q: Distribution<B, E>,
  p: Distribution<B, E>,
): Promise<readonly number[]> => {
  const bounds = Array.from({ length: q.batch.reduce((a, b) => a * b, 1) }, () => 0)
  if (!states(q, 'cdf', 'mean', 'variance') || !states(p, 'cdf', 'mean', 'variance')) return bounds
  const whole = [...q.batch, ...q.event]
  const perEvent = q.event.reduce((a, b) => a * b, 1)
  const [ofQ = [], squaresQ = [], ofP = [], squaresP = []] = await numbersOf([
    q.mean(),
    q.variance(),
    p.mean(),
    p.variance(),
  ])
  const points = [-1, 0, 1].flatMap((by) =>
    [
      { mean: ofQ, squares: squaresQ },
      { mean: ofP, squares: squaresP },
    ].map(({ mean, squares }) =>
      tensor<[...B, ...E]>(
        mean.map((m, i) => m + by * Math.sqrt(squares[i] ?? 0)),
        whole,
      ),
    ),
  )
  const cdfs = await numbersOf(points.flatMap((x) => [q.cdf(x), p.cdf(x)]))
  points.forEach((_, k) => {
    cdfs[2 * k]?.forEach((v, i) => {
      const at = Math.floor(i / perEvent)
      bounds[at] = Math.max(bounds[at] ?? 0, 2 * (v - (cdfs[2 * k + 1]?.[i] ?? v)) ** 2)
    })
  })
  return bounds
}

/**
 * The law that a divergence is never negative, and 0 only at equality: it is 0 of a distribution from itself, and at
 * least what Pinsker's inequality makes of the difference of the cdfs, where there are any. Without a `kl` it is estimated from samples.
 * Tolerance: 1e-5 for rounding; of an estimate, five standard errors, with a false alarm of 3e-7 for each element and
 * run.
 * @law kl is never negative, and 0 only at equality
 * @source Cover and Thomas: Elements of information theory (2006), lemma 11.6.1
 * @category laws
 * @since 0.1.0
 */
export const klNonNegative = <
  P extends ParameterRecord,
  B extends Shape,
  E extends Shape,
  D extends Distribution<B, E>,
>(
  { parameters, make }: Subject<P, B, E, D>,
  {
    kl,
    samples = defaultSamples,
  }: { readonly kl?: (q: D, p: D) => Tensor<B>; readonly samples?: number } = {},
): Law<readonly [P, P]> => {
  const divergence = async (one: P, other: P, key: Key): Promise<readonly Estimate[]> => {
    const [q, p] = [make(one), make(other)]
    if (kl === undefined) return expectedLogRatio<B, E>(q, p, samples, key)
    return (await numbers(kl(q, p))).map((mean) => ({ mean, error: 0 }))
  }
  return lawOf(fc.tuple(parameters, parameters), async ([one, other], key) => {
    if (kl === undefined) await expandable<B, E>(make(one), make(other), key)
    // that of samples would be a difference of equal numbers
    if (kl !== undefined)
      close(
        'kl of a distribution from itself is 0',
        await numbers(kl(make(one), make(one))),
        Array.from({ length: make(one).batch.reduce((a, b) => a * b, 1) }, () => 0),
        () => rounding(1),
      )
    const found = await divergence(one, other, key)
    const bounds = await pinskerBounds<B, E>(make(one), make(other))
    atLeast(
      'kl is never negative, and 0 only at equality',
      found.map((e) => e.mean),
      (i) => bounds[i] ?? Number.NaN,
      (i) => standardErrors * (found[i]?.error ?? 0) + rounding(found[i]?.mean ?? 0),
    )
  })
}

/**
 * The law that a divergence is the expectation of log q − log p under q. Tolerance: five standard errors, computed
 * from the samples, and 1e-5 for rounding. False alarm: about 6e-7 for each element and run. The families may differ.
 * @law kl against Monte Carlo
 * @category laws
 * @since 0.1.0
 */
export const klExpectation = <
  Q extends ParameterRecord,
  P extends ParameterRecord,
  B extends Shape,
  E extends Shape,
  DQ extends Distribution<B, E>,
  DP extends Distribution<B, E>,
>(
  q: Subject<Q, B, E, DQ>,
  p: Subject<P, B, E, DP>,
  { kl, samples = defaultSamples }: { readonly kl: (q: DQ, p: DP) => Tensor<B>; readonly samples?: number },
): Law<readonly [Q, P]> =>
  lawOf(fc.tuple(q.parameters, p.parameters), async ([one, other], key) => {
    const [from, to] = [q.make(one), p.make(other)]
    const closed = await numbers(kl(from, to))
    await expandable<B, E>(from, to, key)
    const found = await expectedLogRatio<B, E>(from, to, samples, key)
    close(
      'kl is the expectation of log q − log p',
      closed,
      found.map((e) => e.mean),
      (i) => standardErrors * (found[i]?.error ?? 0) + rounding(closed[i] ?? 0),
    )
  })
