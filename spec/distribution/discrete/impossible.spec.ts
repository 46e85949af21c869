/** Classes that cannot occur: a logit of −∞ has a log-probability of −∞, and no derivative becomes NaN by it. */
import { either as E } from 'fp-ts'
import { beforeAll, describe, expect, it } from 'vitest'
import { Categorical, kl, Mixture, OneHotCategorical, Uniform } from '../../../src/distribution/index.js'
import { grad } from '../../../src/gradient/index.js'
import { identityMatrix } from '../../../src/linear/index.js'
import { key } from '../../../src/random/index.js'
import { read, use } from '../../../src/run/index.js'
import { type AnyTensor, sum, type Tensor, vector } from '../../../src/tensor/index.js'

const none = Number.NEGATIVE_INFINITY
const numbers = async (x: AnyTensor): Promise<readonly number[]> => Array.from(await read(x))

type Logits = Tensor<[3]>

const families = {
  Categorical: (q: Logits, p: Logits) => kl(Categorical.fromLogits(q), Categorical.fromLogits(p)),
  OneHotCategorical: (q: Logits, p: Logits) =>
    kl(OneHotCategorical.fromLogits(q), OneHotCategorical.fromLogits(p)),
}

describe.each(['cpu', 'wasm'] as const)('on %s', (backend) => {
  beforeAll(async () => {
    expect(E.isRight(await use(backend)())).toBe(true)
  })

  it.each(Object.entries(families))('kl of %s leaves out what q cannot give', async (_, divergence) => {
    const [some, all] = [vector([0, none, 0]), vector([0, 0, Math.log(2)])]
    // ½ log (½/¼) + ½ log (½/½)
    expect((await numbers(divergence(some, all)))[0]).toBeCloseTo(Math.LN2 / 2, 6)
    expect(await numbers(divergence(some, some))).toEqual([0])
    expect(await numbers(divergence(all, some))).toEqual([Number.POSITIVE_INFINITY])
    // also where the probability that q gives the class is below float32
    expect(await numbers(divergence(vector([0, -1e3, 0]), some))).toEqual([Number.POSITIVE_INFINITY])
    const slopes = await Promise.all([
      numbers(grad((q: Logits) => divergence(q, all))(some)),
      numbers(grad((p: Logits) => divergence(some, p))(all)),
      numbers(grad((p: Logits) => divergence(some, p))(some)),
      numbers(grad((p: Logits) => divergence(all, p))(some)),
    ])
    const [toQ = [], toP = []] = slopes
    // πq (log πq/πp − kl), and πp − πq
    const apart = [(Math.LN2 - Math.LN2 / 2) / 2, 0, (0 - Math.LN2 / 2) / 2]
    apart.forEach((slope, i) => {
      expect(toQ[i]).toBeCloseTo(slope, 6)
    })
    ;[0.25 - 0.5, 0.25, 0].forEach((slope, i) => {
      expect(toP[i]).toBeCloseTo(slope, 6)
    })
    expect(slopes.flat().every(Number.isFinite)).toBe(true)
  })

  it('has a log-probability of −∞ and no slope, by its index and as a one-hot vector', async () => {
    const logits = vector([0, none, Math.log(3)])
    const byIndex = Categorical.fromLogits(logits)
      .expand(3)
      .logProb(vector([0, 1, 2]))
    const byVector = OneHotCategorical.fromLogits(logits).expand(3).logProb(identityMatrix(3))
    const [first = 0, second, third = 0] = await numbers(byIndex)
    expect([first, third].map(Math.exp).map((p) => Math.round(1e6 * p))).toEqual([25e4, 75e4])
    expect(second).toBe(none)
    expect(await numbers(byVector)).toEqual([first, second, third])
    const slope = grad((l: Logits) => OneHotCategorical.fromLogits(l).logProb(vector([0, 1, 0])))
    expect(await numbers(slope(logits))).toEqual([0, 0, 0])
    // a derivative to the value: what flows back through a straight-through sample
    const along = grad((x: Logits) => OneHotCategorical.fromLogits(logits).logProb(x))
    const back = await numbers(along(vector([1, 0, 0])))
    expect(back).toEqual([first, 0, third])
  })

  it('is never drawn, nor is a component of no weight', async () => {
    const logits = vector([none, 0, none])
    const rows = await numbers(sum(0)(OneHotCategorical.fromLogits(logits).expand(100).sample(key(0))))
    expect(rows).toEqual([0, 100, 0])
    const components = Uniform.make(vector([0, 10, 20]), vector([1, 11, 21]))
    const drawn = await numbers(Mixture.sameFamily({ logits, components }).expand(100).sample(key(0)))
    expect(drawn.every((x) => x >= 10 && x <= 11)).toBe(true)
    const counted = await numbers(
      sum(0)(
        OneHotCategorical.fromLogits(vector([0, 0, none]))
          .expand(100)
          .sample(key(0)),
      ),
    )
    expect(counted[2]).toBe(0)
    expect(counted[0]).toBeGreaterThan(20)
  })
})
