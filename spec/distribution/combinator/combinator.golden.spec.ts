import { readFileSync } from 'node:fs'
import { either as E } from 'fp-ts'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  type Distribution,
  Gaussian,
  Laplace,
  Logistic,
  Mixture,
  Truncated,
} from '../../../src/distribution/index.js'
import { evaluate, read, release, use } from '../../../src/run/index.js'
import { scalar, type Tensor, vector } from '../../../src/tensor/index.js'
import { field, flat, list, number, text } from '../../golden/collection.js'
import { backendNames } from '../../support/backends.js'
import { worst } from '../accuracy.js'

const file: unknown = JSON.parse(
  readFileSync(new URL('../../golden/combinator.json', import.meta.url), 'utf8'),
)
const rowsOf = (name: string): readonly unknown[] => list(field(file, name))
const numberOf = (row: unknown, name: string): number => number(field(row, name))

const made = (row: unknown) => {
  const [loc, scale] = [scalar(numberOf(row, 'loc')), scalar(numberOf(row, 'scale'))]
  const families = { Gaussian, Laplace, Logistic } as const
  const family = text(field(row, 'family'))
  return family === 'Gaussian'
    ? families.Gaussian.make(loc, scale)
    : family === 'Laplace'
      ? families.Laplace.make(loc, scale)
      : families.Logistic.make(loc, scale)
}

/** What a truncated distribution states at a point: its log-density, its cdf, and its quantile. */
const cut = (row: unknown): readonly [Tensor<[]>, Tensor<[]>, Tensor<[]>] => {
  const end = (name: string, instead: number): number => {
    const value = field(row, name)
    return value === null ? instead : number(value)
  }
  const d = Truncated.make({
    low: end('low', Number.NEGATIVE_INFINITY),
    high: end('high', Number.POSITIVE_INFINITY),
  })(made(row))
  const at = scalar(numberOf(row, 'at'))
  return [d.logProb(at), d.cdf(at), d.quantile(scalar(numberOf(row, 'probability')))]
}

/** How far the logarithm of a tail may be off that is as small as the density there: its rounding. */
const tailDigits = (row: unknown): number => {
  const z = Math.abs((numberOf(row, 'at') - numberOf(row, 'loc')) / numberOf(row, 'scale'))
  return 2e-6 + 1.2e-7 * (text(field(row, 'family')) === 'Gaussian' ? (z * z) / 2 : z)
}

describe.each(backendNames)('on %s', (backend) => {
  beforeAll(async () => {
    expect(E.isRight(await use(backend)())).toBe(true)
  })

  it('truncated distributions have the values of the reference, 40 standard deviations out too', async () => {
    const rows = rowsOf('truncated')
    expect(rows.length).toBe(16)
    const found = evaluate(rows.flatMap(cut))
    const far: unknown[] = []
    for (const [i, row] of rows.entries()) {
      const names = ['logProb', 'cdf', 'quantile']
      for (const [part, name] of names.entries()) {
        const value = found[names.length * i + part]
        if (value === undefined) throw new Error('nothing found')
        const distance = worst(Array.from(await read(value)), [numberOf(row, name)])
        if (!(distance <= tailDigits(row))) far.push({ row, name, distance, value: await read(value) })
      }
    }
    release(found)
    expect(far).toEqual([])
  })

  it('mixtures have the values of the reference, in far tails too', async () => {
    for (const row of rowsOf('mixtures')) {
      const at = flat(field(row, 'at'))
      const logits = vector(flat(field(row, 'logits')))
      const list_ = list(field(row, 'components')).map(made)
      const [first, second, third] = list_
      if (first === undefined || second === undefined) throw new Error('no components')
      const p: Distribution<[], [], 'mean' | 'variance' | 'cdf'> =
        third === undefined ? Mixture.of(logits, [first, second]) : Mixture.of(logits, [first, second, third])
      const many = p.expand<number>(at.length)
      const found = evaluate([
        many.logProb(vector(at)),
        many.cdf(vector(at)),
        p.mean(),
        p.variance(),
      ] as const)
      const [logProb, cdf, mean, variance] = found
      const near = async (x: Tensor<[number]> | Tensor<[]>, name: string): Promise<void> =>
        expect(worst(Array.from(await read(x)), flat(field(row, name)))).toBeLessThanOrEqual(2e-6)
      await near(logProb, 'logProb')
      await near(cdf, 'cdf')
      await near(mean, 'mean')
      await near(variance, 'variance')
      release(found)
    }
  })

  it('a mixture of one family is that of a list', async () => {
    // the collected values of a mixture of two Gaussians, by mpmath with 50 digits
    const components = Gaussian.make(vector([-1, 2]), vector([0.5, 1.5]))
    const p = Mixture.sameFamily({ logits: vector([Math.log(0.3), Math.log(0.7)]), components })
    const found = [p.logProb(scalar(2.5)), p.logProb(scalar(40)), p.mean(), p.variance()]
    const wanted = [-1.7366341407760038, -322.56996747414047, 1.1, 3.54]
    for (const [i, x] of found.entries())
      expect(worst(Array.from(await read(x)), wanted.slice(i, i + 1))).toBeLessThanOrEqual(1e-6)
  })
})
