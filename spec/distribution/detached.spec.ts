import { either as E } from 'fp-ts'
import { beforeAll, describe, expect, it } from 'vitest'
import * as Bijection from '../../src/bijection/index.js'
import {
  type Distribution,
  defineDistribution,
  detached,
  Gaussian,
  kl,
  Mixture,
  Transformed,
} from '../../src/distribution/index.js'
import { grad } from '../../src/gradient/index.js'
import { key } from '../../src/random/index.js'
import { read, use } from '../../src/run/index.js'
import { ones, sum, type Tensor, vector, zeros } from '../../src/tensor/index.js'

type Pair = Tensor<[2]>

const scale = vector([0.5, 2])

/** Distributions of a location that is a parameter of their density, in one way or another. */
const made: Readonly<Record<string, (loc: Pair) => Distribution<[2], []>>> = {
  'a family': (loc) => Gaussian.make(loc, scale),
  'one of functions': (loc) => {
    const { family, kind, reparameterised, sample, logProb, expand } = Gaussian.make(loc, scale)
    return defineDistribution<[2], []>({ batch: [2], event: [] })({
      family,
      kind,
      reparameterised,
      sample,
      logProb: (x) => logProb(x),
      expand,
    })
  },
  'a mixture': (loc) => Mixture.of(zeros(2, 2), [Gaussian.make(loc, scale), Gaussian.make(zeros(2), scale)]),
  'a flow': (loc) =>
    Transformed.make(Bijection.chain(Bijection.softplus(), Bijection.inverse(Bijection.exp())))(
      Gaussian.make(loc, scale),
    ),
}

beforeAll(async () => {
  expect(E.isRight(await use('cpu')())).toBe(true)
})

describe.each(Object.entries(made))('%s', (_, make) => {
  const loc = vector([0.3, -0.7])
  const x = vector([0.2, 1.1])
  const slopes = async (f: (loc: Pair, x: Pair) => Tensor<[2]>) => {
    const { loc: toLoc, x: toValue } = grad((at: { readonly loc: Pair; readonly x: Pair }) =>
      sum()(f(at.loc, at.x)),
    )({ loc, x })
    return { toLoc: Array.from(await read(toLoc)), toValue: Array.from(await read(toValue)) }
  }

  it('has the same density and samples', async () => {
    const [d, still] = [make(loc), detached(make(loc))]
    expect([...(await read(still.logProb(x)))]).toEqual([...(await read(d.logProb(x)))])
    expect([...(await read(still.sample(key(1))))]).toEqual([...(await read(d.sample(key(1))))])
  })

  it('has the gradient to the value, and none to its parameters', async () => {
    const all = await slopes((at, value) => make(at).logProb(value))
    const still = await slopes((at, value) => detached(make(at)).logProb(value))
    expect(still.toValue).toEqual(all.toValue)
    expect(all.toLoc.every((v) => v !== 0)).toBe(true)
    expect(still.toLoc).toEqual([0, 0])
  })

  it('stays so when it is expanded, and through its samples', async () => {
    const still = await slopes((at) => {
      const many = detached(make(at)).expand(1)
      return sum(0)(many.logProb(many.sample(key(2))))
    })
    expect(still.toLoc).toEqual([0, 0])
  })
})

it('a divergence of it has no gradient either', async () => {
  const slope = grad((loc: Pair) =>
    sum()(kl(detached(Gaussian.make(loc, scale)), Gaussian.make(zeros(2), ones(2)))),
  )
  expect([...(await read(slope(vector([1, 2]))))]).toEqual([0, 0])
})
