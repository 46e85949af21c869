import { beforeAll, describe, expect, it } from 'vitest'
import type { Backend } from '../../src/backend/index.js'
import { besselRatio, logBesselI, logNormalizedBesselI } from '../../src/special/index.js'
import type { Expression } from '../../src/tensor/expression.js'
import { splat } from '../../src/tensor/primitive/leaf.js'
import { expression, type Tensor, typed } from '../../src/tensor/tensor.js'
import { type Curve, curves } from '../golden/special.js'
import { backendNames, started, valuesOn } from '../support/backends.js'
import { expectNear } from '../support/near.js'
import { float32Value, item } from '../support/reference-value.js'
import { beyond, measured, slopeOf } from './curve.js'

type Numbers = Tensor<[number]>
type Function = (x: Expression) => Expression

const over =
  (f: (x: Numbers) => Numbers): Function =>
  (x) =>
    expression(f(typed<Numbers>(x)))

const tables = new Map(curves('bessel.json').map((c) => [c.name, c]))
const table = (name: string, order: number): Curve => {
  const found = tables.get(`${name} ${order}`)
  if (found === undefined) throw new Error(`no table of ${name} ${order}`)
  return found
}

describe.each(backendNames)('on %s', (name) => {
  let backend: Backend

  beforeAll(async () => {
    backend = await started(name)
  })

  it.each([0, 0.5, 1, 3, 24.5, 99, 499])('order %d: values and derivatives', async (order) => {
    const [ratio, smooth, log] = [besselRatio(order), logNormalizedBesselI(order), logBesselI(order)].map(
      over,
    )
    if (ratio === undefined || smooth === undefined || log === undefined) return
    const { at, value, first, second } = table('besselRatio', order)
    const normalized = table('logNormalizedBesselI', order)
    const plain = table('logBesselI', order)
    // each with what it should be, how near, and what it is the difference of
    const parts: readonly (readonly [Function, Curve['value'], number, Curve['value']?])[] = [
      [ratio, value, 4e-7],
      [slopeOf(ratio), first, 6e-7],
      [slopeOf(slopeOf(ratio)), second, 2e-6, first],
      [smooth, normalized.value, 6e-7],
      [slopeOf(smooth), normalized.first, 4e-7],
      [slopeOf(slopeOf(smooth)), normalized.second, 6e-7],
      [log, plain.value, 1e-6],
      [slopeOf(log), plain.first, 4e-7],
    ]
    const got = await valuesOn(backend, (given) => given.flatMap((x) => parts.map(([f]) => f(x))), [
      float32Value([at.length], at),
    ])
    const far = parts.map(([, wanted, bound, beside], i) =>
      beyond(at, item(got, i).data, wanted, bound, beside),
    )
    expect(far).toEqual(parts.map(() => []))
  })

  it('at 0', async () => {
    const at0 = async (f: (x: Numbers) => Numbers) => (await measured(backend, over(f), [0])).flat()
    expectNear(await at0(besselRatio(1)), [0, 0.25, 0], 1e-7)
    expectNear(await at0(logNormalizedBesselI(3)), [0, 0, 0.125], 1e-7)
    expect((await at0(logBesselI(2)))[0]).toBe(Number.NEGATIVE_INFINITY)
  })
})

describe('an order', () => {
  it.each([besselRatio, logBesselI, logNormalizedBesselI])('below 0 is refused', (f) => {
    const x = typed<Numbers>(splat(1, [1]))
    expect(() => f(-1)(x)).toThrow(new RangeError(`${f.name}: expected an order of at least 0, found -1`))
    expect(() => f(Number.NaN)(x)).toThrow('found NaN')
  })
})
