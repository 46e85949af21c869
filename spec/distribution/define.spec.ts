import { either as E } from 'fp-ts'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  type Ability,
  Bernoulli,
  type Distribution,
  defineDistribution,
  Gaussian,
  klMonteCarlo,
} from '../../src/distribution/index.js'
import * as laws from '../../src/laws/index.js'
import { key, noiseLike } from '../../src/random/index.js'
import { read, use } from '../../src/run/index.js'
import { type Shape, ShapeError } from '../../src/shape/index.js'
import {
  abs,
  add,
  div,
  expm1,
  log,
  log1p,
  logSigmoid,
  mul,
  neg,
  ones,
  repeatFirst,
  scale,
  shapeOf,
  shift,
  sigmoid,
  sign,
  square,
  sub,
  type Tensor,
  zeros,
} from '../../src/tensor/index.js'
import { locScale } from '../laws/subjects.js'

/** A family as a user writes it: no cast, whatever the batch. */
const logistic = <S extends Shape>(
  loc: Tensor<S>,
  by: Tensor<S>,
): Distribution<S, [], Exclude<Ability, 'quantile'>> => {
  const standard = (x: Tensor<S>): Tensor<S> => div(sub(x, loc), by)
  return defineDistribution<S, []>({ batch: shapeOf(loc), event: [] })({
    family: 'Logistic',
    kind: 'continuous',
    reparameterised: true,
    sample: (from) => {
      const noise = noiseLike('laplace')(loc)(from)
      return add(loc, mul(by, mul(sign(noise), log1p(scale(2)(expm1(abs(noise)))))))
    },
    logProb: (x: Tensor<S>) => {
      const z = standard(x)
      return sub(add(logSigmoid(z), logSigmoid(neg(z))), log(by))
    },
    entropy: () => shift(2)(log(by)),
    mean: () => loc,
    variance: () => scale(Math.PI ** 2 / 3)(square(by)),
    mode: () => loc,
    cdf: (x: Tensor<S>) => sigmoid(standard(x)),
    expand: (count) => logistic(repeatFirst(count)(loc), repeatFirst(count)(by)),
  })
}

const family = laws.subject(locScale(2), (p) => logistic(p.loc, p.scale))

/** A standard Gaussian whose three elements are one event, from the functions of another. */
const single = Gaussian.standard(3)
const event = defineDistribution<[], [3]>({ batch: [], event: [3] })({
  ...single,
  logProb: (x) => single.logProb(x),
  cdf: (x) => single.cdf(x),
  quantile: (p) => single.quantile(p),
})

beforeAll(async () => {
  expect(E.isRight(await use('cpu')())).toBe(true)
})

describe('a distribution made of functions', () => {
  const d = logistic(zeros(3), ones(3))

  it('is made of them', async () => {
    expect(d.family).toBe('Logistic')
    expect([d.batch, d.event, d.reparameterised]).toEqual([[3], [], true])
    for (const v of await read(d.logProb(zeros(3)))) expect(v).toBeCloseTo(-2 * Math.LN2, 6)
    expect([...(await read(d.cdf(zeros(3))))]).toEqual([0.5, 0.5, 0.5])
    for (const v of await read(d.entropy())) expect(v).toBe(2)
    for (const v of await read(d.variance())) expect(v).toBeCloseTo(Math.PI ** 2 / 3, 5)
    expect([...(await read(d.mean()))]).toEqual([0, 0, 0])
    expect([...(await read(d.mode()))]).toEqual([0, 0, 0])
    expect(d.expand(4).batch).toEqual([4, 3])
    expect(shapeOf(d.expand(4).sample(key(0)))).toEqual([4, 3])
  })

  it('holds the axes of an event', async () => {
    expect([event.batch, event.event]).toEqual([[], [3]])
    const [logDensity = 0] = await read(event.logProb(zeros(3)))
    expect(logDensity).toBeCloseTo(-1.5 * Math.log(2 * Math.PI), 5)
    expect(shapeOf(event.expand(2).logProb(zeros(2, 3)))).toEqual([2])
  })

  it('refuses a value of another shape in the words of the families', () => {
    const words = 'logProb: value [4] is not batch [3] followed by event []'
    // @ts-expect-error the value has four elements
    expect(() => d.logProb(zeros(4))).toThrow(new ShapeError(words))
    // @ts-expect-error the value has four elements
    expect(() => Gaussian.make(zeros(3), ones(3)).logProb(zeros(4))).toThrow(new ShapeError(words))
    // @ts-expect-error the value has a batch
    expect(() => event.cdf(zeros(2, 3))).toThrow('cdf: value [2, 3] is not batch [] followed by event [3]')
  })

  it('has a divergence by samples', async () => {
    const [nats = 1] = await read(klMonteCarlo(16)(event, event)(key(0)))
    expect(nats).toBe(0)
  })

  it('has none by samples from another batch, nor from probabilities, nor by no samples', () => {
    const [few, many]: readonly [number, number] = [2, 3]
    const two: Distribution<[number], []> = logistic(zeros(few), ones(few))
    const three: Distribution<[number], []> = Gaussian.make(zeros(many), ones(many))
    expect(() => klMonteCarlo(9)(two, three)).toThrow(
      new ShapeError('klMonteCarlo: batch [2] of Logistic and [3] of Gaussian differ'),
    )
    const coins: Distribution<[number], []> = Bernoulli.fromLogits(zeros(many))
    expect(() => klMonteCarlo(9)(coins, three)).toThrow(
      'klMonteCarlo: Bernoulli is discrete and Gaussian continuous; probabilities and densities have no ratio',
    )
    expect(() => klMonteCarlo(0)(three, three)).toThrow(
      'klMonteCarlo: expected a whole number of at least 1, found 0',
    )
  })
})

describe('the logistic family', () => {
  const holds = <A>(law: laws.Law<A>) => expect(laws.check(law, { runs: 6 })).resolves.toBeUndefined()

  it('expands to itself', () => holds(laws.expandAgrees(family)))
  it('has a density', () => holds(laws.densityIntegrates(family)))
  it('has the cdf of its density', () => holds(laws.cdfIntegrates(family)))
  it('has the cdf of its samples', () => holds(laws.samplesFollowCdf(family)))
  it('has the moments of its samples', () => holds(laws.sampleMoments(family)))
  it('has the entropy of its samples', () => holds(laws.entropyExpectation(family)))
  it('has the gradient of its samples', () => holds(laws.sampleGradient(family)))
  it('has the gradient of its logProb', () => holds(laws.logProbGradient(family)))
})
