/** Distances in units of a scale: the quotient with its derivatives, which stay numbers where it would overflow. */
import { beforeAll, describe, expect, it } from 'vitest'
import { standardised } from '../../src/distribution/standardised.js'
import { grad } from '../../src/gradient/index.js'
import { read, use } from '../../src/run/index.js'
import { mul, sum, type Tensor, vector, zerosLike } from '../../src/tensor/index.js'
import { backendNames } from '../support/backends.js'
import { worst } from './accuracy.js'

type Row = Tensor<[number]>

const [distances, scales] = [
  [0, 3, -0.5, 1e-20, 1e10],
  [2, 0.25, 7, 1e-10, 1e3],
]
const row = (values: readonly number[]): Row => vector(values)
const numbers = async (x: Row): Promise<readonly number[]> => Array.from(await read(x))
const of = (f: (d: number, s: number) => number): readonly number[] =>
  distances.map((d, i) => f(d, scales[i] ?? Number.NaN))

describe.each(backendNames)('on %s', (backend) => {
  beforeAll(() => use(backend)())

  it('is the quotient, with its derivatives of both orders', async () => {
    const [d, s] = [row(distances), row(scales)]
    const toDistance = grad((x: Row) => sum()(standardised(x, s)))
    const toScale = grad((x: Row) => sum()(standardised(d, x)))
    expect(
      worst(
        await numbers(standardised(d, s)),
        of((a, b) => a / b),
      ),
    ).toBeLessThan(1e-6)
    expect(
      worst(
        await numbers(toDistance(d)),
        of((_, b) => 1 / b),
      ),
    ).toBeLessThan(1e-6)
    expect(
      worst(
        await numbers(toScale(s)),
        of((a, b) => -a / b ** 2),
      ),
    ).toBeLessThan(1e-6)
    const second = grad((x: Row) => sum()(toScale(x)))
    expect(
      worst(
        await numbers(second(s)),
        of((a, b) => (2 * a) / b ** 3),
      ),
    ).toBeLessThan(1e-6)
  })
  it('does not overflow, and passes a cotangent of 0 on as 0', async () => {
    const [d, s] = [row([1e30, -1e30]), row([1e-30, 1e-30])]
    expect(await numbers(standardised(d, s))).toEqual([1e37, -1e37].map(Math.fround))
    const nothing = (x: Row): Tensor<[]> => sum()(mul(zerosLike(d), standardised(d, x)))
    expect((await numbers(grad(nothing)(s))).map(Math.abs)).toEqual([0, 0])
  })
})
