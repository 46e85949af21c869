import { beforeAll, describe, expect, it } from 'vitest'
import type { Backend } from '../../src/backend/index.js'
import { cotangents } from '../../src/gradient/reverse.js'
import { digammaDifferenceOf, lbetaOf, logBinomialCoefficientOf } from '../../src/special/beta.js'
import { lgammaOf } from '../../src/special/gamma.js'
import { polygamma } from '../../src/special/index.js'
import { polygammaOf } from '../../src/special/polygamma.js'
import type { Expression } from '../../src/tensor/expression.js'
import { splatLike } from '../../src/tensor/primitive/leaf.js'
import { complete, pairs } from '../golden/gamma.js'
import { backendNames, started, valuesOn } from '../support/backends.js'
import { float32Value, item } from '../support/reference-value.js'
import { apart } from './apart.js'

const column = (numbers: readonly number[]) => float32Value([numbers.length], numbers)

/** Each element's derivative to one of the inputs. */
const slope = (f: Expression, at: Expression): Expression => item(cotangents([f], [splatLike(1, f)], [at]), 0)

const { POSITIVE_INFINITY: INF, NaN: NAN } = Number

describe.each(backendNames)('on %s', (name) => {
  let backend: Backend

  beforeAll(async () => {
    backend = await started(name)
  })

  const run = async (
    f: (...xs: readonly Expression[]) => readonly Expression[],
    ...at: readonly (readonly number[])[]
  ) => (await valuesOn(backend, (xs) => f(...xs), at.map(column))).map(({ data }) => data)

  it('log Γ, and its derivatives of five orders, from 1e-30 to 1e30', async () => {
    const [value = [], ...slopes] = await run((...xs) => {
      const x = item(xs, 0)
      const orders = [0, 1, 2, 3, 4]
      // the k-th derivative of log Γ: by one derivative of the rule before it
      return [
        lgammaOf(x),
        slope(lgammaOf(x), x),
        ...orders.slice(1).map((n) => slope(polygammaOf(n - 1, x), x)),
      ]
    }, complete.at)
    expect(apart(complete.at, value, complete.lgamma, 1e-6)).toEqual([])
    slopes.forEach((got, n) => {
      expect(apart(complete.at, got, item(complete.polygamma, n), 5e-7)).toEqual([])
    })
  })

  it('log Γ and its derivatives at 0, below it, and at infinity', async () => {
    const at = [0, -0.5, -2.5, -7, INF, NAN]
    const got = await run((...xs) => {
      const x = item(xs, 0)
      return [lgammaOf(x), ...[0, 1, 2].map((n) => polygammaOf(n, x))]
    }, at)
    expect(got).toEqual([
      [INF, NAN, NAN, NAN, INF, NAN],
      [-INF, NAN, NAN, NAN, INF, NAN],
      [INF, NAN, NAN, NAN, 0, NAN],
      [-INF, NAN, NAN, NAN, -0, NAN],
    ])
  })

  it('log B and ψ(a + b) − ψ(a), from 1e-30 to 1e30', async () => {
    const [a = [], b = []] = pairs.at
    const labels = a.map((v, i) => `${v}, ${b[i]}`)
    const [value = [], difference = [], toA = [], toB = []] = await run(
      (...xs) => {
        const [p, q] = [item(xs, 0), item(xs, 1)]
        const log = lbetaOf(p, q)
        return [log, digammaDifferenceOf(p, q), slope(log, p), slope(log, q)]
      },
      a,
      b,
    )
    expect(apart(labels, value, pairs.lbeta, 1e-6)).toEqual([])
    expect(apart(labels, difference, pairs.digammaDifference, 1e-6, 1e-31)).toEqual([])
    expect(toA).toEqual(difference.map((d) => -d))
    // the derivative to the second is that to the first of the arguments exchanged
    const mirrored = await run((...xs) => [slope(lbetaOf(item(xs, 0), item(xs, 1)), item(xs, 0))], b, a)
    expect(mirrored).toEqual([toB])
  })

  it('the second derivatives of log B by central differences of its first', async () => {
    const [a, b, h] = [[0.3, 2, 7, 40], [5, 0.4, 6, 300], 1 / 64]
    const at = [-h, 0, h].map((d) => a.map((v) => v + d * v))
    const [below = [], second = [], above = []] = await Promise.all(
      at.map(async (p, i) => {
        const [first = [], then = []] = await run(
          (...xs) => {
            const [x, y] = [item(xs, 0), item(xs, 1)]
            const once = slope(lbetaOf(x, y), x)
            return [once, slope(once, x)]
          },
          p,
          b,
        )
        return i === 1 ? then : first
      }),
    )
    const wanted = a.map((v, i) => ((above[i] ?? NAN) - (below[i] ?? NAN)) / (2 * h * v))
    expect(apart(a, second, wanted, 2e-3, 0)).toEqual([])
  })

  it('log of binomial coefficients', async () => {
    const [n, k] = [
      [0, 5, 5, 5, 60, 1e6, 1e6],
      [0, 0, 2, 5, 30, 1, 0],
    ]
    const wanted = [1, 1, 10, 1, 1.1826458156486142e17, 1e6, 1].map(Math.log)
    const [got = []] = await run((...xs) => [logBinomialCoefficientOf(item(xs, 0), item(xs, 1))], n, k)
    expect(apart(n, got, wanted, 2e-6)).toEqual([])
  })
})

it.each([-1, 1.5, 21, NAN])('refuses the order %d', (order) => {
  expect(() => polygamma(order)).toThrow(
    new RangeError(`polygamma: expected a whole order from 0 to 20, found ${order}`),
  )
})
