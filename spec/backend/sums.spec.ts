import { describe, expect, it } from 'vitest'
import { evaluate, readSync, release } from '../../src/run/index.js'
import { constant } from '../../src/tensor/primitive/leaf.js'
import { cumulativeSum, reduce } from '../../src/tensor/primitive/reduction.js'
import { type AnyTensor, typed } from '../../src/tensor/tensor.js'
import { spread } from '../gradient/cases/case.js'
import { backendNames, started } from '../support/backends.js'

type Shape = readonly number[]

const size = (shape: Shape): number => shape.reduce((a, b) => a * b, 1)

describe.each(backendNames)('sums on %s', (name) => {
  const summed = async (values: Float32Array, shape: Shape): Promise<Float32Array> => {
    const backend = await started(name)
    const axes = shape.map((_, axis) => axis).slice(0, -1)
    const out = evaluate(typed<AnyTensor>(reduce('add', constant(values, shape), axes)), backend)
    const found = Float32Array.from(readSync(out, backend) ?? [])
    release(out)
    return found
  }
  const columns = (values: Float32Array, count: number): readonly number[] =>
    Array.from({ length: count }, (_, c) =>
      values.reduce((sum, v, i) => (i % count === c ? sum + v : sum), 0),
    )

  const shapes: readonly Shape[] = [
    [16, 14, 14, 8],
    [4, 28, 28, 3],
    [1, 64, 64, 1],
    [3, 45, 45, 2],
    [2, 10, 50, 7],
    [2, 3, 2, 2],
    [300, 40],
    [5, 128, 16],
  ]

  it.each(shapes)('over all axes but the last are those of float64: %i, %i, %i, %i', async (...shape) => {
    const values = Float32Array.from(spread(shape, 1, -1, 3).data)
    const [found, last] = [await summed(values, shape), shape[shape.length - 1] ?? 0]
    const expected = columns(values, last)
    expect(found.length).toBe(last)
    // each of n roundings is off by half a unit of a running sum, to either side
    const roundings = 2 ** -24 * Math.sqrt(size(shape) / last)
    const magnitude = columns(values.map(Math.abs), last)
    found.forEach((v, c) => {
      expect(Math.abs(v - (expected[c] ?? Number.NaN))).toBeLessThan(roundings * (magnitude[c] ?? 0))
    })
  })

  it.each(shapes)('of whole numbers are exact: %i, %i, %i, %i', async (...shape) => {
    const values = Float32Array.from({ length: size(shape) }, (_, i) => (i * 7) % 5)
    expect(Array.from(await summed(values, shape))).toEqual(columns(values, shape[shape.length - 1] ?? 0))
  })

  it('keep what is no number, and infinities, in their columns', async () => {
    const shape = [4, 20, 20, 4]
    const values = new Float32Array(size(shape)).fill(1)
    values[4 * 333] = Number.NaN
    values[4 * 555 + 1] = Number.POSITIVE_INFINITY
    values[4 * 7 + 2] = Number.NEGATIVE_INFINITY
    expect(Array.from(await summed(values, shape))).toEqual([
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      1600,
    ])
  })

  it('that run from the end are right, along axes of different lengths one after the other', async () => {
    const backend = await started(name)
    for (const shape of [
      [3, 4],
      [2, 7],
      [5, 2],
    ])
      for (const axis of [0, 1]) {
        const values = Float32Array.from({ length: size(shape) }, (_, i) => i + 1)
        const out = evaluate(typed<AnyTensor>(cumulativeSum(constant(values, shape), axis, true)), backend)
        const found = Array.from(readSync(out, backend) ?? [])
        release(out)
        const [rows = 0, wide = 0] = shape
        const from = (i: number): number => {
          const [r, c] = [Math.floor(i / wide), i % wide]
          const ahead = axis === 0 ? rows - r : wide - c
          return Array.from({ length: ahead }, (_, k) => values[i + k * (axis === 0 ? wide : 1)] ?? 0).reduce(
            (a, b) => a + b,
          )
        }
        expect(found).toEqual(Array.from(values, (_, i) => from(i)))
      }
  })
})
