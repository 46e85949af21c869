/** Parameters that stand in a program as numbers: every constructor refuses those that no distribution has. */
import { beforeAll, describe, expect, it } from 'vitest'
import {
  Bernoulli,
  Beta,
  Binomial,
  Categorical,
  Cauchy,
  Dirichlet,
  DiscretizedLogistic,
  Exponential,
  Gamma,
  Gaussian,
  Geometric,
  Gumbel,
  HalfNormal,
  Laplace,
  Logistic,
  LogNormal,
  LowRankMultivariateGaussian,
  MultivariateGaussian,
  OneHotCategorical,
  Poisson,
  RelaxedBernoulli,
  RelaxedOneHotCategorical,
  StudentT,
  Uniform,
  VonMisesFisher,
} from '../../src/distribution/index.js'
import { grad } from '../../src/gradient/index.js'
import { key } from '../../src/random/index.js'
import { compile, read, release, use } from '../../src/run/index.js'
import {
  type AnyTensor,
  fill,
  matrix,
  mul,
  neg,
  ones,
  scalar,
  sum,
  type Tensor,
  vector,
  zeros,
} from '../../src/tensor/index.js'
import { constant } from '../../src/tensor/primitive/leaf.js'
import { typed } from '../../src/tensor/tensor.js'

const numbers = async (x: AnyTensor): Promise<readonly number[]> => Array.from(await read(x))
/** The numbers of a result, which is released. */
const taken = async (x: AnyTensor): Promise<readonly number[]> => {
  const found = await numbers(x)
  release(x)
  return found
}
const bad = vector([1, 2, -1])
const [three, pair] = [zeros(3), zeros(2)]
const { NaN: nan, POSITIVE_INFINITY: infinite } = Number
const matrices = (...values: readonly number[]): Tensor<[2, 2, 2]> =>
  typed(constant(Float32Array.from(values), [2, 2, 2]))

/** A program with a wrong number in it, the words for it, and the program with a right one. */
type Case = readonly [words: string, wrong: () => unknown, right: () => unknown]

const scales = { Gaussian, Laplace, Logistic, Gumbel, Cauchy, LogNormal, DiscretizedLogistic }

const cases: readonly Case[] = [
  ...Object.entries(scales).flatMap(([family, { make, fromLogScale }]): readonly Case[] => [
    [`${family}: expected scale above 0, found -1 at [2]`, () => make(three, bad), () => make(bad, ones(3))],
    [
      `${family}: expected finite loc, found NaN at [1]`,
      () => fromLogScale(vector([0, nan]), pair),
      () => fromLogScale(pair, pair),
    ],
  ]),
  [
    'Gaussian: expected scale above 0, found 0 at [1, 0]',
    () => Gaussian.make(zeros(2, 2), matrix([[1, 2], [0, 4]])), // biome-ignore format: a matrix
    () => Gaussian.make(zeros(2, 2), matrix([[1, 2], [3, 4]])), // biome-ignore format: a matrix
  ],
  [
    'Gaussian: expected finite scale, found Infinity at [1]',
    () => Gaussian.make(pair, vector([1, infinite])),
    () => Gaussian.make(pair, vector([1, 3e38])),
  ],
  [
    'Gaussian: expected scale above 0, found -2',
    () => Gaussian.make(three, fill(-2)(3)),
    () => Gaussian.make(three, fill(2)(3)),
  ],
  [
    'StudentT: expected degreesOfFreedom above 0, found -1 at [2]',
    () => StudentT.make(bad, three, ones(3)),
    () => StudentT.make(ones(3), bad, ones(3)),
  ],
  [
    'StudentT: expected degreesOfFreedom above 0, found 0',
    () => StudentT.fromLogScale(zeros(), zeros(), zeros()),
    () => StudentT.fromLogScale(ones(), zeros(), zeros()),
  ],
  [
    'StudentT: expected scale above 0, found -1 at [2]',
    () => StudentT.make(ones(3), three, bad),
    () => StudentT.make(ones(3), three, ones(3)),
  ],
  [
    'HalfNormal: expected scale above 0, found -1 at [2]',
    () => HalfNormal.make(bad),
    () => HalfNormal.fromLogScale(bad),
  ],
  [
    'Exponential: expected rate above 0, found -1 at [2]',
    () => Exponential.make(bad),
    () => Exponential.fromLogRate(bad),
  ],
  [
    'Poisson: expected rate above 0, found -1 at [2]',
    () => Poisson.make(bad),
    () => Poisson.fromLogRate(bad),
  ],
  [
    'Gamma: expected concentration above 0, found -1 at [2]',
    () => Gamma.make(bad, ones(3)),
    () => Gamma.fromLogs(bad, three),
  ],
  [
    'Gamma: expected rate above 0, found -1 at [2]',
    () => Gamma.make(ones(3), bad),
    () => Gamma.fromLogs(three, bad),
  ],
  [
    'Beta: expected concentration1 above 0, found -1 at [2]',
    () => Beta.make(bad, ones(3)),
    () => Beta.fromLogs(bad, three),
  ],
  [
    'Beta: expected concentration0 above 0, found -1 at [2]',
    () => Beta.make(ones(3), bad),
    () => Beta.fromLogs(three, bad),
  ],
  [
    'Uniform: expected low below high, found 2 and 1 at [1]',
    () => Uniform.make(vector([0, 2]), ones(2)),
    () => Uniform.make(vector([0, 0.5]), ones(2)),
  ],
  [
    'Uniform: expected low below high, found 1 and 1',
    () => Uniform.between(1, 1 + 1e-9)(3),
    () => Uniform.between(1, 1.5)(3),
  ],
  [
    'Uniform: expected finite high, found Infinity',
    () => Uniform.between(0, infinite)(),
    () => Uniform.between(0, 1)(),
  ],
  [
    'Uniform: expected a finite distance from low to high, found',
    () => Uniform.between(-3e38, 3e38)(),
    () => Uniform.between(-1e38, 1e38)(),
  ],
  [
    'Binomial: expected count whole and at least 0, found 2.5 at [0]',
    () => Binomial.fromLogits(vector([2.5]), zeros(1)),
    () => Binomial.fromLogits(vector([2]), vector([2.5])),
  ],
  [
    'Binomial: expected count whole and at least 0, found -1',
    () => Binomial.fromProbabilities(scalar(-1), scalar(0.5)),
    () => Binomial.fromProbabilities(scalar(0), scalar(0.5)),
  ],
  ...Object.entries({ Bernoulli, Geometric, Categorical, OneHotCategorical }).map(
    ([family, { fromProbabilities }]): Case => [
      `${family}: expected probabilities between 0 and 1, found 1.5 at [1]`,
      () => fromProbabilities(vector([0.5, 1.5])),
      () => fromProbabilities(vector([1, 0])),
    ],
  ),
  ...[RelaxedBernoulli.fromLogits, RelaxedBernoulli.straightThrough].flatMap((make): readonly Case[] => [
    [
      'RelaxedBernoulli: expected temperature above 0, found -1 at [2]',
      () => make(three, bad),
      () => make(three, ones(3)),
    ],
    ['RelaxedBernoulli: expected temperature above 0, found 0', () => make(three, 0), () => make(three, 0.5)],
  ]),
  ...[RelaxedOneHotCategorical.fromLogits, RelaxedOneHotCategorical.straightThrough].flatMap(
    (make): readonly Case[] => [
      [
        'RelaxedOneHotCategorical: expected temperature above 0, found -1 at [2]',
        () => make(zeros(3, 2), bad),
        () => make(zeros(3, 2), ones(3)),
      ],
      [
        'RelaxedOneHotCategorical: expected temperature above 0, found NaN',
        () => make(zeros(3, 2), nan),
        () => make(zeros(3, 2), 0.5),
      ],
    ],
  ),
  [
    'Dirichlet: expected concentration above 0, found -1 at [2]',
    () => Dirichlet.make(bad),
    () => Dirichlet.fromLogConcentration(bad),
  ],
  [
    'VonMisesFisher: expected loc of length 1, found 2 at [1]',
    () => VonMisesFisher.make(matrix([[0, 1], [0, 2]]), ones(2)), // biome-ignore format: a matrix
    () => VonMisesFisher.make(matrix([[0, 1], [0.6, 0.8]]), ones(2)), // biome-ignore format: a matrix
  ],
  [
    'VonMisesFisher: expected concentration at least 0, found -1',
    () => VonMisesFisher.make(vector([0, 1]), scalar(-1)),
    () => VonMisesFisher.make(vector([0, 1]), scalar(0)),
  ],
  [
    'MultivariateGaussian: expected scaleTril above 0 on its diagonal, found 0 at [1, 1, 1]',
    () => MultivariateGaussian.fromScaleTril(zeros(2, 2), matrices(1, nan, -3, 1, 1, 0, 0, 0)),
    () => MultivariateGaussian.fromScaleTril(zeros(2, 2), matrices(1, nan, -3, 1, 1, 0, 0, 1)),
  ],
  [
    'MultivariateGaussian: expected finite scaleTril, found NaN at [0, 1, 0]',
    () => MultivariateGaussian.fromScaleTril(zeros(2, 2), matrices(1, 0, nan, 1, 1, 0, 0, 1)),
    () => MultivariateGaussian.fromScaleTril(zeros(2, 2), matrices(1, 0, -3, 1, 1, 0, 0, 1)),
  ],
  [
    'MultivariateGaussian: expected covariance symmetric, found one that is not at [1]',
    () => MultivariateGaussian.fromCovariance(zeros(2, 2), matrices(1, 0, 0, 1, 4, 1, 2, 4)),
    () => MultivariateGaussian.fromCovariance(zeros(2, 2), matrices(1, 0, 0, 1, 4, 2, 2, 4)),
  ],
  [
    'MultivariateGaussian: expected covariance positive definite, found one that is not',
    () => MultivariateGaussian.fromCovariance(pair, matrix([[1, 2], [2, 1]])), // biome-ignore format: a matrix
    () => MultivariateGaussian.fromCovariance(pair, matrix([[1, 0.5], [0.5, 1]])), // biome-ignore format: a matrix
  ],
  [
    'LowRankMultivariateGaussian: expected scale above 0, found -1 at [2]',
    () => LowRankMultivariateGaussian.make(three, zeros(3, 1), bad),
    () => LowRankMultivariateGaussian.make(three, zeros(3, 1), ones(3)),
  ],
  [
    'LowRankMultivariateGaussian: expected finite factor, found Infinity',
    () => LowRankMultivariateGaussian.fromLogScale(three, fill(infinite)(3, 1), three),
    () => LowRankMultivariateGaussian.fromLogScale(three, zeros(3, 1), three),
  ],
]

describe('a number that no distribution of the family has', () => {
  it.each(cases)('%s', (words, wrong, right) => {
    expect(wrong).toThrow(RangeError)
    expect(wrong).toThrow(words)
    expect(right).not.toThrow()
  })
})

describe('what is looked at', () => {
  beforeAll(() => use('cpu')())

  it('is no number that is computed', async () => {
    const d = Gaussian.make(three, neg(ones(3)))
    expect(await numbers(d.parameters.scale)).toEqual([-1, -1, -1])
  })
  it('is no argument of a compiled function, and a constant in it once, when it is traced', async () => {
    const looked: number[] = []
    const values = new Proxy(Float32Array.from([1, 2]), {
      get: (target, name) => {
        if (name === '0') looked.push(1)
        const value: unknown = Reflect.get(target, name, target)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
    const scale: Tensor<[2]> = typed(constant(values, [2]))
    const program = compile((x: Tensor<[2]>) =>
      Gaussian.make(x, mul(scale, Gaussian.make(x, scale).parameters.scale)).mean(),
    )
    expect(await taken(program(vector([nan, 1])))).toEqual([nan, 1])
    const once = looked.length
    expect(once).toBeGreaterThan(0)
    expect(await taken(program(vector([3, 4])))).toEqual([3, 4])
    expect(looked.length).toBe(once)
    expect(() => compile((x: Tensor<[3]>) => Gaussian.make(x, bad).mean())(three)).toThrow('found -1 at [2]')
    program.release()
  })
})

describe('one temperature for all', () => {
  beforeAll(() => use('cpu')())

  it('is the same as a tensor full of it', async () => {
    const logits = vector([-1, 0, 2])
    const [one, each] = [
      RelaxedBernoulli.fromLogits(logits, 0.5),
      RelaxedBernoulli.fromLogits(logits, fill(0.5)(3)),
    ]
    expect(await numbers(one.sample(key(0)))).toEqual(await numbers(each.sample(key(0))))
    const rows = matrix([[0, 1], [2, 0]]) // biome-ignore format: a matrix
    const soft = [
      RelaxedOneHotCategorical.fromLogits(rows, 0.5),
      RelaxedOneHotCategorical.fromLogits(rows, fill(0.5)(2)),
    ]
    const [all = [], single = []] = await Promise.all(soft.map((d) => numbers(d.sample(key(0)))))
    expect(all).toEqual(single)
    const slope = grad((l: typeof rows) =>
      sum()(mul(rows, RelaxedOneHotCategorical.straightThrough(l, 0.5).sample(key(0)))),
    )
    expect((await numbers(slope(rows))).some((g) => g !== 0)).toBe(true)
  })
})
