import { describe, expect, it } from 'vitest'
import { evaluate, readSync, release } from '../../src/run/index.js'
import type { Expression } from '../../src/tensor/expression.js'
import { add, multiply } from '../../src/tensor/primitive/elementwise.js'
import { constant } from '../../src/tensor/primitive/leaf.js'
import { broadcastInDim } from '../../src/tensor/primitive/reduction.js'
import { type AnyTensor, typed } from '../../src/tensor/tensor.js'
import { spread } from '../gradient/cases/case.js'
import { backendNames, started } from '../support/backends.js'
import { reference } from '../support/reference.js'

const held = (shape: readonly number[], seed: number): Expression =>
  constant(Float32Array.from(spread(shape, seed).data), shape)

describe.each(backendNames)('repeated data on %s', (name) => {
  const numbers = async (e: Expression): Promise<readonly number[]> => {
    const backend = await started(name)
    const out = evaluate(typed<AnyTensor>(e), backend)
    const found = Array.from(readSync(out, backend) ?? [])
    release(out)
    return found
  }

  it.each([
    ['a column', [3, 1], [3, 4], [0, 1]],
    ['between two axes', [3, 5], [3, 4, 5], [0, 2]],
    ['in turn, over seven axes', [2, 3, 2], [2, 2, 3, 2, 2, 2, 2], [0, 2, 4]],
    ['in turn, over nine axes', [2, 3, 2, 2], [2, 2, 3, 3, 2, 2, 2, 1, 2], [1, 3, 5, 8]],
    ['along every axis', [], [2, 3], []],
  ])('%s', async (_, from, to, dimensions) => {
    const e = broadcastInDim(held(from, 1), to, dimensions)
    expect(await numbers(e)).toEqual(reference(e, []).data)
  })

  it('keeps what is not finite, and the smallest numbers', async () => {
    const x = constant(Float32Array.of(Number.NaN, Number.POSITIVE_INFINITY, -1e-42, 3e38), [4, 1])
    const [nan, infinite, small, large] = [0, 2, 4, 6].map(
      async (i) => (await numbers(broadcastInDim(x, [4, 2], [0, 1])))[i],
    )
    expect(await nan).toBeNaN()
    expect(await infinite).toBe(Number.POSITIVE_INFINITY)
    expect(await small).toBe(Math.fround(-1e-42))
    expect(await large).toBe(Math.fround(3e38))
  })

  it.each([
    ['equal shapes', [2, 1, 2, 3, 1, 2, 2], [2, 1, 2, 3, 1, 2, 2], [0, 1, 2, 3, 4, 5, 6]],
    ['a row of seven axes', [2], [2, 1, 2, 3, 1, 2, 2], [6]],
    ['a column among eight axes', [2, 3], [2, 2, 2, 3, 1, 2, 2, 2], [0, 3]],
  ])('is added and multiplied over many axes: %s', async (_, from, to, dimensions) => {
    const whole = held(to, 2)
    const other = broadcastInDim(held(from, 3), to, dimensions)
    const e = multiply(other, add(whole, other))
    const found = await numbers(e)
    const expected = reference(e, []).data
    expect(found.length).toBe(expected.length)
    found.forEach((v, i) => {
      expect(Math.abs(v - (expected[i] ?? Number.NaN))).toBeLessThan(1e-6)
    })
  })
})
