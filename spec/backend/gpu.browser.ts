import * as tf from '@tensorflow/tfjs-core'
import { describe, expect, it } from 'vitest'
import type { Backend } from '../../src/backend/index.js'
import { size } from '../../src/shape/index.js'
import { reluOf, softplusOf } from '../../src/tensor/activation.js'
import type { Expression } from '../../src/tensor/expression.js'
import { convolution, inputGradient } from '../../src/tensor/primitive/convolution.js'
import { dotGeneral } from '../../src/tensor/primitive/dot.js'
import * as p from '../../src/tensor/primitive/elementwise.js'
import { scatterAdd } from '../../src/tensor/primitive/gather.js'
import { parameter, splat } from '../../src/tensor/primitive/leaf.js'
import { broadcastInDim, cumulativeSum, reduce } from '../../src/tensor/primitive/reduction.js'
import { pad, reshape, reverse, slice, transpose } from '../../src/tensor/primitive/structure.js'
import { reduceWindow } from '../../src/tensor/primitive/window.js'
import { spread } from '../gradient/cases/case.js'
import { started, valuesOn } from '../support/backends.js'
import { references } from '../support/reference.js'
import { float32Value, number, type Value } from '../support/reference-value.js'

type Function = (xs: readonly Expression[]) => Expression

/** The numbers of a function on a backend. */
const on = async (backend: Backend, f: Function, ...at: readonly Value[]): Promise<readonly number[]> => {
  const [y] = await valuesOn(backend, (xs) => [f(xs)], at)
  return Array.from(y?.data ?? [], Number)
}

/** How far a function on a backend is from the float64 reference. */
const apart = async (backend: Backend, f: Function, ...at: readonly Value[]): Promise<number> => {
  const parameters = at.map(({ shape }, i) => parameter(i, shape, 'float32'))
  const [expected] = references([f(parameters)], at)
  const got = await on(backend, f, ...at)
  return Math.max(...got.map((v, i) => Math.abs(v - number(expected?.data ?? [], i))))
}

const row = (...xs: readonly number[]): Value => float32Value([xs.length], xs)
const first = (f: (x: Expression) => Expression): Function => {
  return ([x = splat(0, [])]) => f(x)
}

/** 1 / x: infinite in lanes that hold 0. */
const inverse = (x: Expression): Expression => p.divide(splat(1, x.shape), x)
const positive = (shape: readonly number[], seed: number): Value => spread(shape, seed, 0.5, 2)

const window = (stride: number, edge: number) =>
  ({
    strides: [stride, stride],
    padding: [
      [edge, edge],
      [edge, edge],
    ],
    inputDilation: [1, 1],
    kernelDilation: [1, 1],
  }) as const

const matrices = (a: readonly number[], b: readonly number[]) => ({
  lhsBatch: [],
  rhsBatch: [],
  lhsContracting: a,
  rhsContracting: b,
})

describe.each(['webgl', 'webgpu'] as const)('%s', (name) => {
  it('computes what is small on the device too', async () => {
    const backend = await started(name)
    const programs = (): number =>
      Object.keys(Reflect.get(backend.device, name === 'webgl' ? 'binaryCache' : 'pipelineCache')).length
    expect(tf.env().getBool(name === 'webgl' ? 'WEBGL_CPU_FORWARD' : 'WEBGPU_CPU_FORWARD')).toBe(false)
    const before = programs()
    expect(await on(backend, first(p.ceil), row(0.25))).toEqual([1])
    expect(programs()).toBeGreaterThan(before)
  })

  it('has sines and cosines of all floats', async () => {
    const backend = await started(name)
    const small = [0, 1e-30, 0.78, 0.79, Math.PI / 2, Math.PI, 11, 22, 100, 355, 710, 1e5, 16_367_173]
    const xs = [...small, 123_456_789, 1e10, 1e20, 1e30, 3e38].flatMap((x) => [
      Math.fround(x),
      -Math.fround(x),
    ])
    const sines = await on(backend, first(p.sine), row(...xs))
    const cosines = await on(backend, first(p.cosine), row(...xs))
    xs.forEach((x, i) => {
      expect(Math.abs((sines[i] ?? Number.NaN) - Math.sin(x)), `sin ${x}`).toBeLessThan(1.5e-7)
      expect(Math.abs((cosines[i] ?? Number.NaN) - Math.cos(x)), `cos ${x}`).toBeLessThan(1.5e-7)
    })
  })

  it('has all digits of log(1 + x), exp x − 1 and tanh x near 0', async () => {
    const backend = await started(name)
    const xs = [1e-30, 1e-7, 1e-4, 1e-3, 0.02, 0.3, 0.49, 0.51].flatMap((x) => [
      Math.fround(x),
      -Math.fround(x),
    ])
    for (const [f, exact] of [
      [p.logPlusOne, Math.log1p],
      [p.exponentialMinusOne, Math.expm1],
      [p.tanh, Math.tanh],
    ] as const) {
      const got = await on(backend, first(f), row(...xs))
      xs.forEach((x, i) => {
        expect(Math.abs((got[i] ?? Number.NaN) / exact(x) - 1), `${exact.name} ${x}`).toBeLessThan(6e-7)
      })
    }
  })

  it('has logarithms of numbers too small for a normal float', async () => {
    const backend = await started(name)
    const got = await on(backend, first(p.log), row(1e-38, 1e-40, 1e-44, -1e-40))
    for (const [i, x] of [1e-38, 1e-40, 1e-44].entries())
      expect(Math.abs((got[i] ?? Number.NaN) - Math.log(Math.fround(x))), `log ${x}`).toBeLessThan(2e-5)
    expect(got[3]).toBeNaN()
  })

  it('makes no number of what is none', async () => {
    const backend = await started(name)
    const nan = row(Number.NaN, 1)
    for (const [f, of] of Object.entries({
      ...{ sign: p.sign, exponential: p.exponential, log: p.log, logistic: p.logistic, tanh: p.tanh },
      ...{ sine: p.sine, sqrt: p.sqrt, relu: reluOf, softplus: softplusOf, logPlusOne: p.logPlusOne },
      ...{ expm1: p.exponentialMinusOne, square: (x: Expression) => p.power(x, splat(2, x.shape)) },
      ...{
        maximum: (x: Expression) => reduce('maximum', x, [0]),
        sum: (x: Expression) => reduce('add', x, [0]),
      },
    }))
      expect((await on(backend, first(of), nan))[0], f).toBeNaN()
    const none = await on(
      backend,
      ([a = splat(0, []), b = a]) => p.divide(a, b),
      row(0, Infinity, 2),
      row(0, Infinity, 2),
    )
    expect(none).toEqual([Number.NaN, Number.NaN, 1])
  })

  it('finds extremes however large', async () => {
    const backend = await started(name)
    const low = float32Value([2, 2], [-1e30, -3e30, -Infinity, -Infinity])
    expect(
      await on(
        backend,
        first((x) => reduce('maximum', x, [1])),
        low,
      ),
    ).toEqual([Math.fround(-1e30), -Infinity])
    expect(
      await on(
        backend,
        first((x) => reduce('minimum', p.negate(x), [1])),
        low,
      ),
    ).toEqual([Math.fround(1e30), Infinity])
    const image = float32Value([1, 2, 2, 1], [-1e30, -2e30, -3e30, -1e31])
    const pooled = first((x) => reduceWindow(x, { ...window(2, 0), reducer: 'maximum', window: [2, 2] }))
    expect(await on(backend, pooled, image)).toEqual([Math.fround(-1e30)])
    const wide = float32Value(
      [1, 2, 4, 1],
      [-1e30, -2e30, -Infinity, -Infinity, -3e30, -1e31, -Infinity, -Infinity],
    )
    expect(await on(backend, pooled, wide)).toEqual([Math.fround(-1e30), -Infinity])
    const broken = float32Value([1, 2, 2, 1], [1, Number.NaN, 2, 3])
    expect(await on(backend, pooled, broken)).toEqual([Number.NaN])
  })

  it.each([
    [[3, 5], [5, 3], [1], [0]],
    [[5, 3], [5, 3], [0], [0]],
    [[3, 5], [3, 5], [1], [1]],
    [[1, 1], [1, 1], [1], [0]],
  ])('multiplies computed matrices %j and %j over an odd size', async (a, b, lhs, rhs) => {
    const backend = await started(name)
    const f: Function = ([x = splat(0, []), y = x]) => dotGeneral(inverse(x), inverse(y), matrices(lhs, rhs))
    expect(await apart(backend, f, positive(a, 1), positive(b, 2))).toBeLessThan(2e-5)
  })

  it('convolves computed images by computed kernels of odd sizes', async () => {
    const backend = await started(name)
    const point: Function = ([x = splat(0, []), k = x]) => convolution(inverse(x), inverse(k), window(1, 0))
    expect(await apart(backend, point, positive([2, 5, 5, 3], 1), positive([1, 1, 3, 5], 2))).toBeLessThan(
      2e-5,
    )
    const back: Function = ([g = splat(0, []), k = g]) =>
      inputGradient(inverse(g), inverse(k), window(2, 1), [2, 5, 5, 1])
    expect(await apart(backend, back, positive([2, 3, 3, 3], 3), positive([3, 3, 1, 3], 4))).toBeLessThan(
      5e-5,
    )
  })

  it.each([
    [[3], [3, 5]],
    [[3], [3, 2, 3]],
    [[5], [5]],
    [
      [3, 3],
      [3, 3, 2],
    ],
    [[1], [1]],
    [[1], [1, 1]],
    [
      [1, 1],
      [1, 1, 3],
    ],
  ])('adds computed rows at indices %j of shape %j', async (at, shape) => {
    const backend = await started(name)
    const f: Function = ([x = splat(0, []), i = x]) => {
      const indices = p.convert(p.plus(inverse(i), 0.25), 'int32')
      return scatterAdd(inverse(x), indices, 0, [4, ...shape.slice(at.length)])
    }
    const indices = float32Value(
      at,
      Array.from({ length: size(at) }, (_, i) => 1 / (2 + (i % 2))),
    )
    expect(await apart(backend, f, positive(shape, 1), indices)).toBeLessThan(2e-5)
  })

  it.each([
    [2, 3, 1, 4, 3],
    [2, 3, 1, 2, 3, 2],
  ])('moves data of many axes, %i by %i by …', async (...shape) => {
    const backend = await started(name)
    const axes = shape.map((_, i) => i)
    const x = spread(shape, 5)
    const thin = (odd: number) => (e: Expression) =>
      slice(
        e,
        axes.map(() => 0),
        shape.map((d, i) => (i % 2 === odd ? 1 : d)),
      )
    const moves: Readonly<Record<string, (e: Expression) => Expression>> = {
      transpose: (e) => transpose(e, [...axes].reverse()),
      reverse: (e) => reverse(e, [0, shape.length - 1]),
      pad: (e) =>
        pad(
          e,
          axes.map((i) => i % 2),
          axes.map((i) => (i + 1) % 2),
        ),
      'interior pad': (e) =>
        pad(
          e,
          axes.map(() => 0),
          axes.map(() => 1),
          axes.map((i) => (i === 1 ? 1 : 0)),
        ),
      slice: (e) =>
        slice(
          e,
          shape.map((d) => (d > 2 ? 1 : 0)),
          shape,
        ),
      'strided slice': (e) =>
        slice(
          e,
          axes.map(() => 0),
          shape,
          axes.map((i) => (i % 2) + 1),
        ),
      broadcast: (e) => broadcastInDim(thin(0)(e), shape, axes),
      'broadcast both': (e) =>
        p.add(broadcastInDim(thin(0)(e), shape, axes), broadcastInDim(thin(1)(e), shape, axes)),
      'vector added': (e) =>
        p.multiply(
          e,
          broadcastInDim(slice(reshape(e, [size(shape)]), [0], [shape.at(-1) ?? 1]), shape, [
            shape.length - 1,
          ]),
        ),
      'running sum': (e) => cumulativeSum(cumulativeSum(e, 1), shape.length - 1, true),
      sum: (e) => reduce('add', e, [0, 2]),
      'sum of bools': (e) => reduce('add', p.convert(p.compare('GT')(e, splat(0, shape)), 'float32'), [0]),
      'turned bools': (e) =>
        p.convert(transpose(p.compare('GT')(e, splat(0, shape)), [...axes].reverse()), 'float32'),
      choice: (e) => p.select(p.compare('GT')(e, splat(0, shape)), e, p.times(e, 3)),
    }
    for (const [move, f] of Object.entries(moves))
      expect(await apart(backend, first(f), x), move).toBeLessThan(2e-6)
  })
})
