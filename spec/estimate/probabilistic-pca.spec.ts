import fc from 'fast-check'
import { either as E } from 'fp-ts'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Images } from '../../src/data/index.js'
import { digits } from '../../src/data/index.node.js'
import { Gaussian, Independent, kl } from '../../src/distribution/index.js'
import { fitProbabilisticPca, probabilisticPca } from '../../src/estimate/index.js'
import { render } from '../../src/failure/index.js'
import { bound, logWeights } from '../../src/objective/index.js'
import { key, split } from '../../src/random/index.js'
import { use } from '../../src/run/index.js'
import { ShapeError } from '../../src/shape/index.js'
import { matrix, mean, repeatFirst, scalar, type Tensor, vector, zeros } from '../../src/tensor/index.js'
import { field, list, number } from '../golden/collection.js'
import { backendNames } from '../support/backends.js'
import { expectNear, meanAndError, numberOf, numbersOf } from '../support/near.js'
import { expectRefusal, found, given, golden, numberAt, numbersAt } from './golden.js'
import { logNormal, meanOver, outer, type Table, tableOf } from './reference.js'

type Pixels = Tensor<[number, 64]>

const rowsOf = ({ images, count }: Images): Pixels => given(images, count, 64)

describe('the digits', () => {
  let train: Pixels
  let held: Pixels

  beforeAll(async () => {
    await use('wasm')()
    const split = await digits()
    if (E.isLeft(split)) throw new Error('no digits')
    train = rowsOf(split.right.train)
    held = rowsOf(split.right.test)
  })

  test.each(list(golden('digits')))(
    'have the exact log-likelihoods in training and testing: %o',
    async (row) => {
      const [latents, nats, beyond, noise] = ['latents', 'train', 'test', 'scale'].map((name) =>
        number(field(row, name)),
      )
      const { model, logLikelihood } = await found(fitProbabilisticPca({ latents: latents ?? 0 })(train))
      expectNear([logLikelihood], [nats ?? 0], 1e-10)
      expectNear([await numberOf(model.parameters.scale)], [noise ?? 0], 1e-7)
      for (const name of backendNames) {
        await use(name)()
        const evidence = (x: Pixels): Promise<number> => numberOf(mean()(model.evidence<[number]>(x)))
        // the mean of float32 log-densities
        expectNear([await evidence(train), await evidence(held)], [nats ?? 0, beyond ?? 0], 2e-6)
      }
    },
  )
})

const one = ['linearGaussian'] as const
const x = given<Tensor<[1, 3]>>(numbersAt(...one, 'x'), 1, 3)
const parameters = {
  loc: given<Tensor<[3]>>(numbersAt(...one, 'loc'), 3),
  weights: given<Tensor<[3, 2]>>(numbersAt(...one, 'weights'), 3, 2),
  scale: scalar(numberAt(...one, 'scale')),
}

describe.each(backendNames)(
  'a linear Gaussian model of three numbers and two latent units, on %s',
  (name) => {
    const model = async () => {
      await use(name)()
      return found(probabilisticPca(parameters))
    }

    test('has its evidence, by the marginal too, and its posterior', async () => {
      const { evidence, marginal, posterior } = await model()
      const wanted = [numberAt(...one, 'evidence')]
      expectNear(await numbersOf(evidence<[1]>(x)), wanted, 1e-6)
      expectNear(await numbersOf(marginal.expand(1).logProb<[1, 3]>(x)), wanted, 1e-6)
      const { loc, scaleTril } = posterior<[1]>(x).parameters
      expectNear(await numbersOf(loc), numbersAt(...one, 'posteriorMean'), 1e-6)
      const covariance = outer(tableOf(await numbersOf(scaleTril), 2)).flat()
      expectNear(covariance, numbersAt(...one, 'posteriorCovariance'), 1e-7)
    })

    test('has a bound at the true posterior that is the evidence, whatever is drawn', async () => {
      const { likelihood, posterior, prior } = await model()
      const decoded = (z: Tensor<[500, 1, 2]>) => likelihood<[500, 1]>(z)
      const weights = logWeights(500)(posterior<[1]>(x), prior, decoded, x)(key(3))
      const each = await numbersOf(weights)
      expectNear(
        each,
        each.map(() => numberAt(...one, 'evidence')),
        4e-6,
      )
    })

    test.each(['meanField', 'prior'] as const)('has the closed-form bound of %s', async (kind) => {
      const { likelihood, posterior, prior } = await model()
      const variance = kind === 'prior' ? [1, 1] : numbersAt(...one, 'meanField', 'variance')
      const loc = kind === 'prior' ? zeros(1, 2) : posterior<[1]>(x).parameters.loc
      const scale = given<Tensor<[1, 2]>>(variance.map(Math.sqrt), 1, 2)
      const q = Independent.make(1)(Gaussian.make(loc, scale))
      // the log-likelihood is quadratic in z: its mean under q is that over these four points
      const at = await numbersOf(loc)
      const points = [0, 1].flatMap((unit) =>
        [-1, 1].flatMap((sign) =>
          at.map((v, j) => v + (j === unit ? sign * Math.sqrt(2 * (variance[j] ?? 0)) : 0)),
        ),
      )
      const z = given<Tensor<[4, 1, 2]>>(points, 4, 1, 2)
      const logLikelihood = likelihood<[4, 1]>(z).logProb<[4, 1, 3]>(repeatFirst(4)(x))
      const { elbo } = bound()<4, [1]>(logLikelihood, kl(q, prior))
      expectNear(await numbersOf(elbo), [numberAt(...one, kind, 'elbo')], 2e-6)
    })

    test('draws from its marginal what it says', async () => {
      const { marginal, likelihood, prior } = await model()
      const [first, second] = split(2)(key(5))
      const z = prior.expand(4_000).sample(first)
      const direct = likelihood<[4_000]>(z).sample(second)
      const both = [direct, marginal.expand(4_000).sample(first)]
      for (const sample of both) {
        const values = await numbersOf(sample)
        const products = tableOf(values, 3).map(([a = 0, b = 0]) => (a - 0.1) * (b + 0.2))
        const { mean: found, error } = meanAndError(products)
        expect(Math.abs(found - 0.5)).toBeLessThan(5 * error)
      }
    })
  },
)

const tables = fc
  .array(fc.array(fc.integer({ min: -40, max: 40 }), { minLength: 3, maxLength: 3 }), {
    minLength: 7,
    maxLength: 12,
  })
  .map((t): Table => t.map((row) => row.map((v) => v / 8)))

test('law: a maximum; any other loc, weights or scale has a lower likelihood', () =>
  fc.assert(
    fc.asyncProperty(tables, fc.nat(6), fc.constantFrom(-0.3, -0.02, 0.02, 0.3), async (t, which, by) => {
      await use('cpu')()
      const data = given<Tensor<[number, 3]>>(t.flat(), t.length, 3)
      const fit = await fitProbabilisticPca({ latents: 1 })(data)()
      // data in a plane have no such maximum
      fc.pre(E.isRight(fit))
      const { model, logLikelihood } = await found(async () => fit)
      const { loc, weights, scale } = model.parameters
      const all = [...(await numbersOf(loc)), ...(await numbersOf(weights)), await numberOf(scale)]
      const likelihood = (values: readonly number[]): number => {
        const spread = outer(tableOf(values.slice(3, 6), 1), (values[6] ?? 0) ** 2)
        return meanOver(t, logNormal(values.slice(0, 3), spread))
      }
      expectNear([likelihood(all)], [logLikelihood], 1e-6)
      const elsewhere = all.map((v, i) => (i === which ? v + by * (all[6] ?? 0) : v))
      expect(likelihood(elsewhere)).toBeLessThan(logLikelihood)
    }),
    { numRuns: 50 },
  ))

describe('what has no maximum, or does not fit, is refused in one line', () => {
  const line = matrix([
    [1, 2, 3],
    [2, 4, 6],
    [3, 6, 9],
  ])

  test.each([
    [
      'fitProbabilisticPca: latents: expected fewer than the 3 columns of the data; found 3',
      fitProbabilisticPca({ latents: 3 })(line),
    ],
    [
      'fitProbabilisticPca: latents: expected a whole number of at least 0; found 0.5',
      fitProbabilisticPca({ latents: 0.5 })(line),
    ],
    [
      'fitProbabilisticPca: expected variance in more than 0 directions; found 0 in the mean of the others, of 1 rows',
      fitProbabilisticPca({ latents: 0 })(matrix([[1, 2, 3]])),
    ],
    [
      'probabilisticPca: expected a scale above 1.2e-38; found 0',
      probabilisticPca({ ...parameters, scale: scalar(0) }),
    ],
    [
      'probabilisticPca: expected finite numbers; found NaN in loc at offset 1',
      probabilisticPca({ ...parameters, loc: vector([0, Number.NaN, 0]) }),
    ],
  ])('%s', async (words, fit) => {
    await use('cpu')()
    await expectRefusal<unknown>(fit, words)
  })

  test('data on a line, by one latent unit', async () => {
    await use('cpu')()
    const fit = await fitProbabilisticPca({ latents: 1 })(line)()
    const said = E.isLeft(fit) ? render(fit.left) : ''
    expect(said).toMatch(
      /^fitProbabilisticPca: expected variance in more than 1 directions; found \S+ in the mean of the others, of 3 rows$/,
    )
  })

  test('a value of another width', async () => {
    await use('cpu')()
    const { evidence } = await found(probabilisticPca(parameters))
    const wide = given<Tensor<[2, 3]>>(new Float32Array(10), 2, 5)
    expect(() => evidence<[2]>(wide)).toThrow(new ShapeError('evidence: value [2, 5] does not end in [3]'))
  })
})
