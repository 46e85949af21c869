/** Penalties on an encoding, and what a denoising model sees. */
import { describe, expect, test } from 'vitest'
import { grad } from '../../src/gradient/index.js'
import { contractive, contractiveByProjections } from '../../src/objective/contractive.js'
import { gaussianNoise, maskingNoise, saltAndPepperNoise } from '../../src/objective/corruption.js'
import { denoising } from '../../src/objective/denoising.js'
import { meanBatch } from '../../src/objective/reduction.js'
import { key, split } from '../../src/random/index.js'
import {
  fill,
  matmul,
  matrix,
  ones,
  repeat,
  reshape,
  shapeOf,
  type Tensor,
  tanh,
  zeros,
} from '../../src/tensor/index.js'
import { backendNames, started } from '../support/backends.js'
import { expectNear, meanAndError, numberOf, numbersOf } from '../support/near.js'
import { inRows } from './reference.js'

const kernel = [
  [1, -0.5],
  [0.25, 2],
  [-1, 0.75],
  [0.5, 0.5],
] as const
const weights = matrix(kernel)
const examples = [
  [0.5, -1, 2, 0.25],
  [1, 0.5, -0.5, -2],
] as const

/** tanh of a product, from examples of two axes. */
const encode =
  (w: Tensor<[4, 2]>) =>
  (x: Tensor<[2, 2, 2]>): Tensor<[2, 2]> =>
    tanh(matmul(reshape(2, 4)(x), w))
const x = reshape(2, 2, 2)(matrix(examples))

/** Σ_j (1 − h_j²)² ‖w_j‖² */
const norm = (example: readonly number[], w: readonly (readonly number[])[] = kernel): number =>
  [0, 1].reduce((total, j) => {
    const column = w.map((row) => row[j] ?? Number.NaN)
    const h = Math.tanh(column.reduce((t, v, i) => t + v * (example[i] ?? Number.NaN), 0))
    return total + (1 - h * h) ** 2 * column.reduce((t, v) => t + v * v, 0)
  }, 0)

describe.each(backendNames)('on %s', (name) => {
  test('the norm of the Jacobian of each example, and its derivative to the encoding', async () => {
    const backend = await started(name)
    const found = contractive(encode(weights), x)
    expect(shapeOf(found)).toEqual([2])
    const wanted = examples.map((example) => norm(example))
    expectNear(await numbersOf(found, backend), wanted, 2e-6)
    const slope = grad((w: Tensor<[4, 2]>) => meanBatch(contractive(encode(w), x)))(weights)
    const step = 1e-5
    const differences = kernel.flatMap((row, i) =>
      row.map((_, j) => {
        const moved = (by: number) => kernel.map((r, a) => r.map((v, b) => (a === i && b === j ? v + by : v)))
        const at = (by: number) => examples.reduce((t, e) => t + norm(e, moved(by)) / 2, 0)
        return (at(step) - at(-step)) / (2 * step)
      }),
    )
    expectNear(await numbersOf(slope, backend), differences, 5e-6)
  })

  test('law: random projections have the norm as their mean', async () => {
    const backend = await started(name)
    // many copies of one example: as many independent estimates
    const copies: Tensor<[4000, 4]> = repeat(4000, 0)(matrix([examples[0]]))
    const of = (given: Tensor<[4000, 4]>): Tensor<[4000, 2]> => tanh(matmul(given, weights))
    const found = contractiveByProjections({ projections: 2 })(of, copies)(key(1))
    const { mean, error } = meanAndError(await numbersOf(found, backend))
    expect(Math.abs(mean - norm(examples[0]))).toBeLessThan(5 * error)
    expect(error).toBeLessThan(0.05)
  })

  test('noise of each kind: its rates, its size, and what it leaves alone', async () => {
    const backend = await started(name)
    const data: Tensor<[10000]> = fill(0.25)(10000)
    const masked = await numbersOf(maskingNoise({ rate: 0.3 })(data)(key(2)), backend)
    expect(new Set(masked)).toEqual(new Set([0, 0.25]))
    const zeroed = masked.filter((v) => v === 0).length / 10000
    expect(Math.abs(zeroed - 0.3)).toBeLessThan(5 * Math.sqrt((0.3 * 0.7) / 10000))
    const noise = await numbersOf(gaussianNoise({ scale: 2 })(data)(key(3)), backend)
    const { mean, error } = meanAndError(noise)
    expect(Math.abs(mean - 0.25)).toBeLessThan(5 * error)
    expect(Math.abs(error * 100 - 2)).toBeLessThan((5 * 2) / Math.sqrt(20000))
    const struck = await numbersOf(saltAndPepperNoise({ rate: 0.4 })(data)(key(4)), backend)
    const share = (value: number) => struck.filter((v) => v === value).length / 10000
    for (const [value, rate] of [
      [0, 0.2],
      [1, 0.2],
      [0.25, 0.6],
    ] as const)
      expect(Math.abs(share(value) - rate)).toBeLessThan(5 * Math.sqrt((rate * (1 - rate)) / 10000))
    for (const none of [
      maskingNoise({ rate: 0 }),
      gaussianNoise({ scale: 0 }),
      saltAndPepperNoise({ rate: 0 }),
    ])
      expect(await numbersOf(none(matrix(examples))(key(5)), backend)).toEqual(examples.flat())
  })

  test('a denoising objective sees damaged data, is asked for the data, and draws from a key of its own', async () => {
    const backend = await started(name)
    const corrupt = gaussianNoise({ scale: 1 })
    const loss = denoising(corrupt)((seen: Tensor<[2, 4]>, clean: Tensor<[2, 4]>) => (k) => ({
      seen,
      clean,
      own: gaussianNoise({ scale: 1 })(zeros(2, 4))(k),
    }))
    const { seen, clean, own } = loss(matrix(examples))(key(6))
    const damaged = await numbersOf(corrupt(matrix(examples))(split(2)(key(6))[0]), backend)
    expect(await numbersOf(seen, backend)).toEqual(damaged)
    expect(damaged).not.toEqual(examples.flat())
    expect(await numbersOf(clean, backend)).toEqual(examples.flat())
    const noise = damaged.map((v, i) => v - (examples.flat()[i] ?? Number.NaN))
    const others = await numbersOf(own, backend)
    expect(
      inRows(others, 4)
        .flat()
        .every((v, i) => Math.abs(v - (noise[i] ?? 0)) > 1e-4),
    ).toBe(true)
  })

  test('a projection that is no count, a rate that is none', async () => {
    const backend = await started(name)
    expect(() => contractiveByProjections({ projections: 0 })).toThrow(
      'contractiveByProjections: expected a whole number of projections, at least 1, found 0',
    )
    expect(() => maskingNoise({ rate: 2 })).toThrow('maskingNoise: expected a rate from 0 to 1, found 2')
    expect(() => gaussianNoise({ scale: -1 })).toThrow(
      'gaussianNoise: expected a finite scale of at least 0, found -1',
    )
    expect(await numberOf(meanBatch(maskingNoise({ rate: 1 })(ones(3, 2))(key(7))), backend)).toBe(0)
  })
})
