import { beforeAll, describe, expect, it } from 'vitest'
import type { Backend } from '../../src/backend/index.js'
import { cotangents } from '../../src/gradient/reverse.js'
import { gammaincinvOf } from '../../src/special/gamma-quantile.js'
import { implicitLogGamma } from '../../src/special/gamma-sample.js'
import { betaincOf } from '../../src/special/incomplete-beta.js'
import { gammainccOf, gammaincOf } from '../../src/special/incomplete-gamma.js'
import type { Expression } from '../../src/tensor/expression.js'
import { log } from '../../src/tensor/primitive/elementwise.js'
import { splatLike } from '../../src/tensor/primitive/leaf.js'
import { betas, gammas } from '../golden/gamma.js'
import { backendNames, started, valuesOn } from '../support/backends.js'
import { float32Value, item } from '../support/reference-value.js'
import { apart } from './apart.js'

const slopes = (f: Expression, at: readonly Expression[]): readonly Expression[] =>
  cotangents([f], [splatLike(1, f)], at)

/** Relative to the number, down to where float32 numbers end. */
const TINY = 1e-30

/** Columns of numbers that functions of columns take on a backend. */
const runner =
  (backend: Backend) =>
  async (
    f: (...xs: readonly Expression[]) => readonly Expression[],
    ...at: readonly (readonly number[])[]
  ): Promise<readonly (readonly number[])[]> => {
    const columns = at.map((numbers) => float32Value([numbers.length], numbers))
    return (await valuesOn(backend, (xs) => f(...xs), columns)).map(({ data }) => data)
  }

describe.each(backendNames)('on %s', (name) => {
  let run: ReturnType<typeof runner>

  beforeAll(async () => {
    run = runner(await started(name))
  })

  it('the incomplete gamma functions, their derivatives, and the slope of a sample of both orders', async () => {
    const [a = [], z = [], lower = [], upper = [], density = [], slope = [], second = []] = gammas
    const labels = a.map((v, i) => `a ${v}, z ${z[i]}`)
    const [below = [], above = [], toA = [], toZ = [], toAAbove = [], first = [], twice = []] = await run(
      (...xs) => {
        const [e, x] = [item(xs, 0), item(xs, 1)]
        const [p, q] = [gammaincOf(e, x), gammainccOf(e, x)]
        const once = item(slopes(implicitLogGamma({ a: e, z: x, logZ: log(x) }), [e]), 0)
        return [p, q, ...slopes(p, [e, x]), item(slopes(q, [e]), 0), once, item(slopes(once, [e]), 0)]
      },
      a,
      z,
    )
    expect(apart(labels, below, lower, 2e-6)).toEqual([])
    expect(apart(labels, above, upper, 2e-6)).toEqual([])
    // each tail relative to itself on its own side
    const own = (side: boolean, of: readonly number[]) =>
      of.filter((_, i) => item(z, i) < Math.max(item(a, i), 0.5) === side)
    expect(apart(own(true, z), own(true, below), own(true, lower), 5e-6, TINY)).toEqual([])
    expect(apart(own(false, z), own(false, above), own(false, upper), 5e-6, TINY)).toEqual([])
    const toShape = density.map((d, i) => -d * item(z, i) * item(slope, i))
    expect(apart(labels, toA, toShape, 5e-6, TINY)).toEqual([])
    expect(
      apart(
        labels,
        toAAbove,
        toShape.map((v) => -v),
        5e-6,
        TINY,
      ),
    ).toEqual([])
    expect(apart(labels, toZ, density, 5e-6, TINY)).toEqual([])
    expect(apart(labels, first, slope, 2e-6, TINY)).toEqual([])
    expect(apart(labels, twice, second, 1e-4, TINY)).toEqual([])
  })

  it('the incomplete beta function and its derivatives', async () => {
    const [a = [], b = [], x = [], cdf = [], density = [], logitToA = [], logitToB = []] = betas
    const labels = a.map((v, i) => `a ${v}, b ${b[i]}, x ${x[i]}`)
    const [value = [], toA = [], toB = [], toX = []] = await run(
      (...xs) => {
        const f = betaincOf(item(xs, 0), item(xs, 1), item(xs, 2))
        return [f, ...slopes(f, xs)]
      },
      a,
      b,
      x,
    )
    const logitDensity = density.map((d, i) => d * item(x, i) * (1 - item(x, i)))
    expect(apart(labels, value, cdf, 2e-5, TINY)).toEqual([])
    expect(apart(labels, toX, density, 2e-5, TINY)).toEqual([])
    expect(
      apart(
        labels,
        toA,
        logitDensity.map((d, i) => -d * item(logitToA, i)),
        5e-5,
        TINY,
      ),
    ).toEqual([])
    expect(
      apart(
        labels,
        toB,
        logitDensity.map((d, i) => -d * item(logitToB, i)),
        5e-5,
        TINY,
      ),
    ).toEqual([])
  })

  it('the ends of the support, where derivatives are 0, and extreme arguments', async () => {
    const x = [0, -1, Number.POSITIVE_INFINITY, 1e30, 1e-30, 1]
    const a = [2, 2, 2, 1e-30, 1e30, 1e30]
    const got = await run(
      (...xs) => {
        const [e, at] = [item(xs, 0), item(xs, 1)]
        const [p, q] = [gammaincOf(e, at), gammainccOf(e, at)]
        return [p, q, ...slopes(p, [e, at]), ...slopes(q, [e, at])]
      },
      a,
      x,
    )
    expect(got.slice(0, 2)).toEqual([
      [0, 0, 1, 1, 0, 0],
      [1, 1, 0, 0, 1, 1],
    ])
    expect(got.slice(2).map((row) => row.map(Math.abs))).toEqual(got.slice(2).map((row) => row.map(() => 0)))

    const [f = [], ...rest] = await run(
      (...xs) => {
        const value = betaincOf(item(xs, 0), item(xs, 1), item(xs, 2))
        return [value, ...slopes(value, xs)]
      },
      [2, 2, 2, 2, 1e-30, 1e30],
      [3, 3, 3, 3, 1e30, 1e-30],
      [0, -1, 1, 2, 0.5, 0.5],
    )
    expect(f).toEqual([0, 0, 1, 1, 1, 0])
    expect(rest.map((row) => row.slice(0, 4).map(Math.abs))).toEqual(rest.map(() => [0, 0, 0, 0]))
    expect(rest.flat().every(Number.isFinite)).toBe(true)
  })
})

it('gamma quantiles and their derivatives', async () => {
  const run = runner(await started('wasm'))
  const [a = [], z = [], lower = [], upper = [], density = [], slope = []] = gammas
  const chosen = a.flatMap((v, i) => (v > 0.01 && item(lower, i) > 1e-6 && item(upper, i) > 1e-6 ? [i] : []))
  const of = (column: readonly number[]) => chosen.map((i) => item(column, i))
  const [value = [], toA = [], toP = []] = await run(
    (...xs) => {
      const f = gammaincinvOf(item(xs, 0), item(xs, 1))
      return [f, ...slopes(f, xs)]
    },
    of(a),
    of(lower),
  )
  // what the roundings of the probability and of the logarithm of the tail are worth
  const worth = chosen.map(
    (i) => (1.2e-7 + 2e-6 * Math.min(item(lower, i), item(upper, i))) / item(density, i),
  )
  const misses = chosen.map(
    (i, k) => Math.abs(item(value, k) - item(z, i)) / (2e-6 * item(z, i) + item(worth, k)),
  )
  expect(Math.max(...misses)).toBeLessThan(1)
  const loss = chosen.map((i, k) => item(worth, k) / item(z, i))
  const steady = chosen.flatMap((_, k) => (item(loss, k) < 1e-5 ? [k] : []))
  const some = (column: readonly number[]) => steady.map((k) => item(column, k))
  const wanted = chosen.map((i) => item(z, i) * item(slope, i))
  expect(steady.length).toBeGreaterThan(40)
  expect(apart(some(of(z)), some(toA), some(wanted), 1e-4, TINY)).toEqual([])
  const spacing = chosen.map((i) => 1 / item(density, i))
  expect(apart(some(of(z)), some(toP), some(spacing), 1e-4, TINY)).toEqual([])
  const [ends = [], ...rest] = await run(
    (...xs) => {
      const f = gammaincinvOf(item(xs, 0), item(xs, 1))
      return [f, ...slopes(f, xs)]
    },
    [1, 1, 1, 1, 1e-30, 1e30],
    [0, 1, -0.1, 1.1, 0.5, 0.5],
  )
  expect(ends.slice(0, 5)).toEqual([0, Number.POSITIVE_INFINITY, Number.NaN, Number.NaN, 0])
  expect(rest.flat().every(Number.isFinite)).toBe(true)
})
