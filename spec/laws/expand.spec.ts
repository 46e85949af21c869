import { either as E } from 'fp-ts'
import { beforeAll, describe, expect, it } from 'vitest'
import { defineDistribution, Gaussian, kl } from '../../src/distribution/index.js'
import * as laws from '../../src/laws/index.js'
import { use } from '../../src/run/index.js'
import { type Key, repeatFirst, scale, shift, type Tensor, zeros } from '../../src/tensor/index.js'
import { gaussian, locScale } from './subjects.js'

const breaks = <A>(law: laws.Law<A>, words: string) =>
  expect(laws.check(law, { runs: 6, smallest: false })).rejects.toThrow(words)

type Pair = Tensor<[2]>

/** A Gaussian that says something else of itself but, as a record that was spread, expands to the Gaussian. */
const spread = (fault: {
  readonly logProb?: (logProb: Pair) => Pair
  readonly cdf?: (cdf: Pair) => Pair
  readonly sample?: (key: Key) => Pair
  readonly entropy?: () => Pair
  readonly mean?: () => Pair
  readonly variance?: () => Pair
  readonly mode?: () => Pair
}) =>
  laws.subject(locScale(2), (p) => {
    const g = Gaussian.make(p.loc, p.scale)
    return defineDistribution<[2], []>(g)({
      ...g,
      ...fault,
      logProb: (x) => (fault.logProb ?? ((v) => v))(g.logProb(x)),
      cdf: (x) => (fault.cdf ?? ((v) => v))(g.cdf(x)),
      quantile: (u) => g.quantile(u),
    })
  })

const sharper = spread({ logProb: scale(1.5) })
const halved = spread({ cdf: scale(0.5), sample: () => zeros(2) })

/** A Gaussian that expands to so many, but to something else than itself. */
const expanding = (by: number, moved: number) =>
  laws.subject(locScale(2), (p) => {
    const g = Gaussian.make(p.loc, p.scale)
    return defineDistribution<[2], []>(g)({
      ...g,
      logProb: (x) => g.logProb(x),
      cdf: (x) => g.cdf(x),
      quantile: (u) => g.quantile(u),
      expand: <L extends number>(count: L) => {
        const loc = repeatFirst(count)(p.loc)
        return Gaussian.make(count === by ? shift(moved)(loc) : loc, repeatFirst(count)(p.scale))
      },
    })
  })

beforeAll(async () => {
  expect(E.isRight(await use('cpu')())).toBe(true)
})

describe('expandAgrees catches', () => {
  const words = 'expand(1) is the same distribution'
  it('another logProb', () => breaks(laws.expandAgrees(sharper), `${words}: logProb`))
  it('other samples', () => breaks(laws.expandAgrees(spread({ sample: () => zeros(2) })), `${words}: sample`))
  it('another cdf', () => breaks(laws.expandAgrees(spread({ cdf: scale(0.5) })), `${words}: cdf`))
  it.each(['mean', 'variance', 'entropy', 'mode'] as const)('another %s', (part) =>
    breaks(laws.expandAgrees(spread({ [part]: () => shift(7)(zeros(2)) })), `${words}: ${part}`),
  )
  it('more than one that are not the same', () =>
    breaks(laws.expandAgrees(expanding(3, 0.01)), 'expand(3) is the same distribution'))
  it('another family', () => {
    const other = laws.subject(locScale(2), (p) => ({ ...Gaussian.make(p.loc, p.scale), family: 'Other' }))
    return breaks(laws.expandAgrees(other), `${words}: family is Gaussian, expected Other`)
  })
  it('another batch', () => {
    const other = laws.subject(locScale(2), (p) => ({ ...Gaussian.make(p.loc, p.scale), batch: [1, 2] }))
    return breaks(laws.expandAgrees(other), `${words}: batch is [1, 2], expected [1, 1, 2]`)
  })
})

describe('a logProb that expand forgets is caught by', () => {
  const words = 'expand(1) is the same distribution: logProb'
  it('densityIntegrates', () => breaks(laws.densityIntegrates(sharper), words))
  it('probabilitiesSum', () => breaks(laws.probabilitiesSum(sharper, { values: [0, 1] }), words))
  it('entropyExpectation', () => breaks(laws.entropyExpectation(sharper), words))
  it('cdfIntegrates', () => breaks(laws.cdfIntegrates(sharper), words))
  it('cdfSums', () => breaks(laws.cdfSums(sharper, { values: [0, 1] }), words))
  it('klNonNegative', () => breaks(laws.klNonNegative(sharper), words))
  it('klExpectation, on either side', async () => {
    const forms = { kl: () => zeros(2) }
    await breaks(laws.klExpectation(sharper, gaussian, forms), words)
    await breaks(laws.klExpectation(gaussian, sharper, forms), words)
  })
})

describe('a cdf and samples that expand forgets are caught by', () => {
  const words = 'expand(1) is the same distribution'
  it('cdfIntegrates', () => breaks(laws.cdfIntegrates(halved), `${words}: cdf`))
  it('cdfSums', () => breaks(laws.cdfSums(halved, { values: [0, 1] }), `${words}: cdf`))
  it('samplesFollowCdf', () => breaks(laws.samplesFollowCdf(halved), `${words}: sample`))
  it('samplesFollowCdf, by the cdf alone', () =>
    breaks(laws.samplesFollowCdf(spread({ cdf: scale(0.5) })), `${words}: cdf`))
  it('sampleMoments', () => breaks(laws.sampleMoments(halved), `${words}: sample`))
  it('entropyExpectation', () => breaks(laws.entropyExpectation(halved), `${words}: sample`))
})

describe('an expansion that is right', () => {
  it('is passed by the laws of a divergence', () =>
    expect(
      laws.check(laws.klExpectation(gaussian, gaussian, { kl: (q, p) => kl(q, p) }), { runs: 2 }),
    ).resolves.toBeUndefined())
})
