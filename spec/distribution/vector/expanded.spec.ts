import { either as E } from 'fp-ts'
import { beforeAll, describe, expect, it } from 'vitest'
import { Mixture, MultivariateGaussian } from '../../../src/distribution/index.js'
import { grad } from '../../../src/gradient/index.js'
import { key, normal } from '../../../src/random/index.js'
import { compile, read, use } from '../../../src/run/index.js'
import { type AnyTensor, repeatFirst, sum, type Tensor, zeros } from '../../../src/tensor/index.js'
import { worst } from '../accuracy.js'

const [rows, size] = [50, 8] as const
const loc = normal(3, size)(key(1))
const triangle = normal(3, 36)(key(2))
const x = normal(rows, 3, size)(key(3))

/** A stack of as many matrices as there are copies. */
const aMatrixEach = /\[(?:50|150)(?:, 3)?, 8, 8\]/

const stepsOf = <A extends AnyTensor>(f: (a: A) => AnyTensor, a: A): string => {
  const compiled = compile(f)
  const text = compiled.explain(a)
  compiled.release()
  return text
}

beforeAll(async () => {
  expect(E.isRight(await use('wasm')())).toBe(true)
})

describe('a Gaussian over vectors that was expanded', () => {
  const density = (t: Tensor<[3, 36]>, at: Tensor<[50, 3, 8]>) =>
    MultivariateGaussian.fromTriangle(loc, t).expand(rows).logProb(at)

  it('has one factor for all copies: no step makes a matrix for each', () => {
    const sampled = (t: Tensor<[3, 36]>) =>
      MultivariateGaussian.fromTriangle(loc, t).expand(rows).sample(key(4))
    const slope = grad((t: Tensor<[3, 36]>) => sum()(density(t, x)))
    for (const text of [
      stepsOf((t) => density(t, x), triangle),
      stepsOf(slope, triangle),
      stepsOf(sampled, triangle),
    ]) {
      expect(text).toContain('[3, 8, 8]')
      expect(text).not.toMatch(aMatrixEach)
    }
  })

  it('has the density of its copies', async () => {
    const each = MultivariateGaussian.fromTriangle(repeatFirst(rows)(loc), repeatFirst(rows)(triangle))
    const expected = Array.from(await read(each.logProb(x)))
    expect(worst(Array.from(await read(density(triangle, x))), expected)).toBeLessThan(2e-6)
  })

  it('so does a mixture of them', () => {
    const mixture = Mixture.sameFamily({
      logits: zeros(3),
      components: MultivariateGaussian.fromTriangle(loc, triangle),
    }).expand(rows)
    const text = stepsOf((at: Tensor<[50, 8]>) => mixture.logProb(at), normal(rows, size)(key(5)))
    expect(text).toContain('[3, 8, 8]')
    expect(text).not.toMatch(aMatrixEach)
  })
})
