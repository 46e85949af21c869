/** How far special functions are from their tables, measured anew on a backend. */
import type { Backend } from '../../../src/backend/index.js'
import { cotangents } from '../../../src/gradient/reverse.js'
import { besselRatio, logBesselI, logNormalizedBesselI } from '../../../src/special/bessel.js'
import { digammaDifferenceOf, lbetaOf } from '../../../src/special/beta.js'
import { erfcOf, erfOf } from '../../../src/special/error.js'
import { erfinvOf, normalQuantileOf } from '../../../src/special/error-inverse.js'
import { logNormalCdfOf, normalCdfOf } from '../../../src/special/error-normal.js'
import { lgammaOf } from '../../../src/special/gamma.js'
import { betaincOf } from '../../../src/special/incomplete-beta.js'
import { gammainccOf, gammaincOf } from '../../../src/special/incomplete-gamma.js'
import { logOneMinusExpOf } from '../../../src/special/log-exp.js'
import { polygammaOf } from '../../../src/special/polygamma.js'
import type { Expression } from '../../../src/tensor/expression.js'
import { splatLike } from '../../../src/tensor/primitive/leaf.js'
import { expression, type Tensor, typed } from '../../../src/tensor/tensor.js'
import { betas, complete, gammas, pairs } from '../../golden/gamma.js'
import { type Curve, curves } from '../../golden/special.js'
import { slopeOf } from '../../special/curve.js'
import { valuesOn } from '../../support/backends.js'
import { float32Value, item } from '../../support/reference-value.js'

type Numbers = readonly (number | undefined)[]

/** A function with its worst error, relative to the number or, where that is below `unit`, to that. */
export interface Accuracy {
  readonly name: string
  readonly from: number
  readonly to: number
  readonly unit: number
  readonly value: number
  readonly first?: number
}

const SMALLEST_NORMAL = 2 ** -126

/** The largest error relative to each number, but for what float32 cannot hold. */
const worst = (got: readonly number[], wanted: Numbers, unit = 0): number =>
  wanted.reduce<number>((most, want, i) => {
    if (want === undefined || Math.abs(want) > 3.4028e38) return most
    const off = Math.max(0, Math.abs(item(got, i) - want) - SMALLEST_NORMAL)
    return off === 0 ? most : Math.max(most, off / Math.max(unit, Math.abs(want)))
  }, 0)

const columnOf = (numbers: readonly number[]) => float32Value([numbers.length], numbers)

const run = async (
  backend: Backend,
  f: (...xs: readonly Expression[]) => readonly Expression[],
  ...at: readonly (readonly number[])[]
): Promise<readonly (readonly number[])[]> =>
  (await valuesOn(backend, (xs) => f(...xs), at.map(columnOf))).map(({ data }) => data)

const rangeOf = (at: readonly number[]) => ({ from: Math.min(...at), to: Math.max(...at) })

/** Functions of one variable with their derivative, from a table of both, in one program. */
const ofCurves = async (
  backend: Backend,
  functions: Readonly<Record<string, (x: Expression) => Expression>>,
  tables: readonly Curve[],
): Promise<readonly Accuracy[]> => {
  const known = tables.flatMap((curve) => {
    const f = functions[curve.name]
    return f === undefined ? [] : [{ f, curve }]
  })
  const got = await run(
    backend,
    (...xs) => known.flatMap(({ f }, i) => [f(item(xs, i)), slopeOf(f)(item(xs, i))]),
    ...known.map(({ curve }) => curve.at),
  )
  return known.map(({ curve }, i) => ({
    name: curve.name,
    ...rangeOf(curve.at),
    unit: 0,
    value: worst(item(got, 2 * i), curve.value),
    first: worst(item(got, 2 * i + 1), curve.first),
  }))
}

const errorFunctions = {
  erf: erfOf,
  erfc: erfcOf,
  erfinv: erfinvOf,
  normalCdf: normalCdfOf,
  logNormalCdf: logNormalCdfOf,
  normalQuantile: normalQuantileOf,
  log1mexp: logOneMinusExpOf,
}

const bessels = { besselRatio, logNormalizedBesselI, logBesselI }
const orders = [0, 0.5, 24.5, 499]

/** The functions of these orders by the names that they have in the table. */
const ofOrders = (): Readonly<Record<string, (x: Expression) => Expression>> =>
  Object.fromEntries(
    Object.entries(bessels).flatMap(([name, f]) =>
      orders.map((order) => [
        `${name} ${order}`,
        (x: Expression) => expression(f(order)(typed<Tensor<[number]>>(x))),
      ]),
    ),
  )

/** One row for all orders of a function. */
const together = (name: string, rows: readonly Accuracy[]): Accuracy => ({
  name: `${name}(ν)`,
  from: Math.min(...rows.map(({ from }) => from)),
  to: Math.max(...rows.map(({ to }) => to)),
  unit: 0,
  value: Math.max(...rows.map(({ value }) => value)),
  first: Math.max(...rows.map(({ first }) => first ?? 0)),
})

const slope = (f: Expression, at: Expression): Expression => item(cotangents([f], [splatLike(1, f)], [at]), 0)

const gammaFamily = async (backend: Backend): Promise<readonly Accuracy[]> => {
  const [log = [], psi = [], more = []] = await run(
    backend,
    (...xs) => [lgammaOf(item(xs, 0)), polygammaOf(0, item(xs, 0)), polygammaOf(1, item(xs, 0))],
    complete.at,
  )
  const [first, second] = [item(complete.polygamma, 0), item(complete.polygamma, 1)]
  const range = rangeOf(complete.at)
  const [a = [], b = []] = pairs.at
  const [beta = [], toA = [], apart = []] = await run(
    backend,
    (...xs) => {
      const [x, y] = [item(xs, 0), item(xs, 1)]
      return [lbetaOf(x, y), slope(lbetaOf(x, y), x), digammaDifferenceOf(x, y)]
    },
    a,
    b,
  )
  const difference = worst(apart, pairs.digammaDifference, 1e-31)
  const toFirst = pairs.digammaDifference.map((d) => -d)
  const ofPairs = rangeOf([...a, ...b])
  return [
    {
      name: 'lgamma',
      ...range,
      unit: 1,
      value: worst(log, complete.lgamma, 1),
      first: worst(psi, first, 1),
    },
    { name: 'digamma', ...range, unit: 1, value: worst(psi, first, 1), first: worst(more, second, 1) },
    {
      name: 'lbeta',
      ...ofPairs,
      unit: 1,
      value: worst(beta, pairs.lbeta, 1),
      first: worst(toA, toFirst, 1),
    },
    { name: 'digammaDifference', ...ofPairs, unit: 1e-31, value: difference },
  ]
}

/** Below this a probability counts as 0. */
const TINY = 1e-30

const incomplete = async (backend: Backend): Promise<readonly Accuracy[]> => {
  const [a = [], z = [], lower = [], upper = [], density = []] = gammas
  const [below = [], toZ = [], above = []] = await run(
    backend,
    (...xs) => {
      const [shape, at] = [item(xs, 0), item(xs, 1)]
      const p = gammaincOf(shape, at)
      return [p, slope(p, at), gammainccOf(shape, at)]
    },
    a,
    z,
  )
  // each tail on the side where it is the smaller one
  const side = (small: boolean, of: readonly number[]): readonly number[] =>
    of.filter((_, i) => item(z, i) < Math.max(item(a, i), 0.5) === small)
  const [p = [], q = [], x = [], cdf = [], pdf = []] = betas
  const [share = [], toX = []] = await run(
    backend,
    (...xs) => {
      const f = betaincOf(item(xs, 0), item(xs, 1), item(xs, 2))
      return [f, slope(f, item(xs, 2))]
    },
    p,
    q,
    x,
  )
  const shapes = rangeOf(a)
  return [
    {
      name: 'gammainc',
      ...shapes,
      unit: TINY,
      value: worst(side(true, below), side(true, lower), TINY),
      first: worst(toZ, density, TINY),
    },
    { name: 'gammaincc', ...shapes, unit: TINY, value: worst(side(false, above), side(false, upper), TINY) },
    {
      name: 'betainc',
      ...rangeOf([...p, ...q]),
      unit: TINY,
      value: worst(share, cdf, TINY),
      first: worst(toX, pdf, TINY),
    },
  ]
}

/** All of them on this backend. */
export const accuracies = async (backend: Backend): Promise<readonly Accuracy[]> => {
  const byOrder = await ofCurves(backend, ofOrders(), curves('bessel.json'))
  return [
    ...(await gammaFamily(backend)),
    ...(await incomplete(backend)),
    ...(await ofCurves(backend, errorFunctions, curves('error.json'))),
    ...Object.keys(bessels).map((name) =>
      together(
        name,
        byOrder.filter((row) => row.name.startsWith(`${name} `)),
      ),
    ),
  ]
}
