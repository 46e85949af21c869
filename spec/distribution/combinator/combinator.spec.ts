import fc from 'fast-check'
import { either as E, function as F } from 'fp-ts'
import { beforeAll, describe, expect, it } from 'vitest'
import * as Bijection from '../../../src/bijection/index.js'
import {
  Gaussian,
  Independent,
  Laplace,
  LogNormal,
  Mixture,
  Transformed,
  Truncated,
} from '../../../src/distribution/index.js'
import { grad } from '../../../src/gradient/index.js'
import { tensor } from '../../../src/laws/host.js'
import * as laws from '../../../src/laws/index.js'
import { key } from '../../../src/random/index.js'
import { read, use } from '../../../src/run/index.js'
import { matrix, ones, sum, type Tensor, vector, zeros } from '../../../src/tensor/index.js'
import { worst } from '../accuracy.js'

beforeAll(async () => {
  expect(E.isRight(await use('wasm')())).toBe(true)
})

const runs = { runs: 1 }
const samples = 2000
const parameters = fc.record({ loc: laws.locs(2, 3), scale: laws.scales(2, 3) })
const withLogits = fc.record({ loc: laws.locs(2, 3), scale: laws.scales(2, 3), logits: laws.logits(2, 3) })

describe('a mixture', () => {
  const mixture = laws.subject(withLogits, ({ loc, scale, logits }) =>
    Mixture.sameFamily({ logits, components: Gaussian.make(loc, scale) }),
  )
  it('draws by its cdf, and has its moments', async () => {
    await expect(laws.check(laws.samplesFollowCdf(mixture, { samples }), runs)).resolves.toBeUndefined()
    await expect(laws.check(laws.sampleMoments(mixture, { samples }), runs)).resolves.toBeUndefined()
  })
  it('has the gradient of its density, and none through samples', async () => {
    await expect(laws.check(laws.logProbGradient(mixture), runs)).resolves.toBeUndefined()
    await expect(laws.check(laws.sampleGradient(mixture), runs)).resolves.toBeUndefined()
  })
  it('of vectors draws all elements from one component, and of numbers each from its own', async () => {
    const components = Gaussian.make(
      matrix([
        [0, 0],
        [100, 100],
      ]),
      ones(2, 2),
    )
    const logits = vector([0, 0])
    const together = Mixture.sameFamily({ logits, components: F.pipe(components, Independent.make(1)) })
    const rows = Array.from(await read(together.expand(200).sample(key(0))))
    expect(rows.filter((x, i) => i % 2 === 0 && Math.abs(x - (rows[i + 1] ?? 0)) > 50)).toEqual([])
    expect(rows.filter((x) => x > 50).length).toBeGreaterThan(100)
    const apart = F.pipe(Mixture.sameFamily({ logits: zeros(2, 2), components }), Independent.make(1))
    expect(apart.event).toEqual([2])
  })
  it('never draws a component without probability', async () => {
    const components = Gaussian.make(vector([-100, 0, 100]), ones(3))
    const p = Mixture.sameFamily({ logits: vector([-200, 0, -200]), components })
    const values = await read(p.expand(5000).sample(key(1)))
    expect(Math.max(...values.map(Math.abs))).toBeLessThan(50)
  })
})

describe('a truncated distribution', () => {
  const truncated = laws.subject(parameters, ({ loc, scale }) =>
    Truncated.make({ low: -1, high: 2 })(Gaussian.make(loc, scale)),
  )
  it('draws by its cdf, with the gradient of its quantile', async () => {
    await expect(laws.check(laws.samplesFollowCdf(truncated, { samples }), runs)).resolves.toBeUndefined()
    await expect(laws.check(laws.sampleGradient(truncated), runs)).resolves.toBeUndefined()
  })
  it('of a family whose tails have no formula is right where its mass is not small', async () => {
    // LogNormal is the exponential of a Gaussian: the same interval in logarithms has the same mass
    const interval = { low: Math.exp(-1), high: Math.E ** 2 }
    const p = Truncated.make(interval)(LogNormal.make(vector([0, 0.5]), vector([1, 2])))
    const q = Truncated.make({ low: -1, high: 2 })(Gaussian.make(vector([0, 0.5]), vector([1, 2])))
    const at = [0.5, -0.25]
    const got = Array.from(await read(p.logProb(vector(at.map(Math.exp)))))
    const want = Array.from(await read(q.logProb(vector(at)))).map((v, i) => v - (at[i] ?? 0))
    expect(worst(got, want)).toBeLessThan(1e-5)
  })
  it('refuses an empty interval, events and what has no density', () => {
    expect(() => Truncated.make({ low: 2, high: 1 })(Gaussian.standard())).toThrow(
      'Truncated: expected low below high, found 2 and 1',
    )
    expect(() => Truncated.make({ low: Number.NaN, high: 1 })(Gaussian.standard())).toThrow('found NaN and 1')
  })
})

describe('a transformed distribution', () => {
  it('of a Gaussian by exp is log-normal', async () => {
    const [loc, scale] = [vector([0, 1, -2]), vector([1, 0.5, 3])]
    const at = vector([0.1, 2, 30])
    const p = Transformed.make(Bijection.exp())(Gaussian.make(loc, scale))
    const q = LogNormal.make(loc, scale)
    const [got, want] = [await read(p.logProb(at)), await read(q.logProb(at))]
    expect(worst(Array.from(got), Array.from(want))).toBeLessThan(1e-6)
    const slope = (of: (loc: Tensor<[3]>) => Tensor<[]>) => read(grad(of)(loc))
    const [g, h] = [
      await slope((l) => sum()(Transformed.make(Bijection.exp())(Gaussian.make(l, scale)).sample(key(3)))),
      await slope((l) => sum()(LogNormal.make(l, scale).sample(key(3)))),
    ]
    expect(worst(Array.from(g), Array.from(h))).toBeLessThan(1e-6)
  })
  it('by an affine flow over vectors is the Gaussian that it makes, over every axis of the event', async () => {
    const flow = Bijection.affine({ loc: vector([1, 2]), logScale: vector([Math.log(3), Math.log(0.5)]) })
    const p = Transformed.make(flow)(Gaussian.standard(2, 2))
    const q = F.pipe(
      Gaussian.make(
        matrix([
          [1, 2],
          [1, 2],
        ]),
        matrix([
          [3, 0.5],
          [3, 0.5],
        ]),
      ),
      Independent.make(2),
    )
    const at = matrix([
      [0, 1],
      [4, 2.5],
    ])
    const [got, want] = [await read(p.logProb(at)), await read(q.logProb(at))]
    expect(worst(Array.from(got), Array.from(want))).toBeLessThan(1e-6)
    expect(p.expand(7).batch).toEqual([7])
  })
})

it('what does not go together is refused in the words of the compiler', () => {
  const filled = (count: number) =>
    tensor<[number]>(
      Array.from({ length: count }, () => 1),
      [count],
    )
  const [two, three, four] = [filled(2), filled(3), filled(4)]
  const components = Gaussian.make(three, three)
  expect(() => Mixture.sameFamily({ logits: two, components })).toThrow(
    'Mixture: logits [2] and batch [3] of the components differ',
  )
  const logits = tensor<[number, 2]>([0, 0, 0, 0, 0, 0], [3, 2])
  expect(() => Mixture.of(logits, [components, Laplace.make(four, four)])).toThrow(
    'Mixture: batch [3], event [] of Gaussian and batch [4], event [] of Laplace differ',
  )
})
