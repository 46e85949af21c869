/** Bounds of given log-weights, against plain numbers and collected values. */
import { describe, expect, test } from 'vitest'
import { grad } from '../../src/gradient/index.js'
import { combinationBound, groupedBound } from '../../src/objective/grouped.js'
import { effectiveSampleSize, weightedBound } from '../../src/objective/importance.js'
import { meanBatch, meanSamples, normalisedWeights } from '../../src/objective/reduction.js'
import { renyiBound } from '../../src/objective/renyi.js'
import { key, normal } from '../../src/random/index.js'
import { expandDims, matrix, scalar, scale, shift, square, type Tensor } from '../../src/tensor/index.js'
import { backendNames, started } from '../support/backends.js'
import { expectNear, numberOf, numbersOf } from '../support/near.js'
import { logMeanExp, mean } from './reference.js'

// computed/iwae_5 and its neighbours
const five = [-90.5, -88.25, -93, -89, -120]
const collected = matrix([[-90.5], [-88.25], [-93], [-89], [-120]])
const weights = [
  0.06643851721789748, 0.6303511007227688, 0.005453605594404991, 0.29775677646491844, 1.0250208868722936e-14,
]

/** The Rényi bound in float64. */
const plain = (logWeights: readonly number[], alpha: number): number =>
  alpha === 1 ? mean(logWeights) : logMeanExp(logWeights.map((l) => (1 - alpha) * l)) / (1 - alpha)

describe.each(backendNames)('on %s', (name) => {
  test('the normalised weights, their squares and the effective sample size are the collected ones', async () => {
    const backend = await started(name)
    expectNear(await numbersOf(normalisedWeights(collected), backend), weights, 1e-5)
    const squared = [0.004414076570112859, 0.39734251018240624, 2.9741813979325412e-5, 0.08865909793077942, 0]
    expectNear(await numbersOf(square(normalisedWeights(collected)), backend), squared, 1e-5)
    expectNear(await numbersOf(effectiveSampleSize(collected), backend), [2.038962840660826], 1e-5)
    expectNear(await numbersOf(effectiveSampleSize(matrix([[-500], [-500], [-500]])), backend), [3], 1e-6)
  })

  test('the Rényi bound is the collected one at 1/2, and in plain numbers at others', async () => {
    const backend = await started(name)
    expectNear(await numbersOf(renyiBound({ alpha: 0.5 })(collected), backend), [-89.98028635147672], 1e-6)
    for (const alpha of [-20, -1, 0, 0.5, 0.9, 0.999, 0.9999999, 1, 1.0000001, 1.001, 1.5, 3, 40]) {
      const found = await numbersOf(renyiBound({ alpha })(collected), backend)
      expectNear(found, [plain(five, Math.abs(alpha - 1) < 1e-6 ? 1 : alpha)], 2e-6)
    }
  })

  test('law: the Rényi bound at 0 is the weighted one, at 1 the mean, and it never grows with α', async () => {
    const backend = await started(name)
    const many: Tensor<[40, 3]> = scale(9)(normal(40, 3)(key(1)))
    const at = async (alpha: number) => numbersOf(renyiBound({ alpha })(many), backend)
    expectNear(await at(0), await numbersOf(weightedBound(many), backend), 1e-6)
    expectNear(await at(1), await numbersOf(meanSamples(many), backend), 1e-6)
    let before: readonly number[] = [1e9, 1e9, 1e9]
    for (const alpha of [-5, -0.5, 0, 0.4, 0.99, 1, 1.01, 2, 9]) {
      const now = await at(alpha)
      expect(now.every((v, i) => v <= (before[i] ?? 0) + 1e-5)).toBe(true)
      before = now
    }
  })

  test('groups and mixtures of five weights and one more', async () => {
    const backend = await started(name)
    const six = [...five, -91]
    const inTwo = expandDims(2)(
      matrix([
        [-90.5, -88.25, -93],
        [-89, -120, -91],
      ]),
    )
    const wanted = (logMeanExp(six.slice(0, 3)) + logMeanExp(six.slice(3))) / 2
    expectNear(await numbersOf(groupedBound(inTwo), backend), [wanted], 1e-6)
    for (const beta of [0, 0.25, 1]) {
      const mixed = beta * mean(five) + (1 - beta) * logMeanExp(five)
      expectNear(await numbersOf(combinationBound({ beta })(collected), backend), [mixed], 1e-6)
      expectNear(await numbersOf(combinationBound({ beta: scalar(beta) })(collected), backend), [mixed], 1e-6)
    }
  })

  test('weights far apart, or of nothing at all, make no NaN in values and derivatives', async () => {
    const backend = await started(name)
    const far = matrix([
      [-1e30, -1000, 5],
      [1e30, -1e30, 5],
      [0, 300, 5],
    ])
    for (const of of [
      weightedBound<3, [3]>,
      renyiBound({ alpha: 0.5 })<3, [3]>,
      renyiBound({ alpha: 2 })<3, [3]>,
      renyiBound({ alpha: 1.0000001 })<3, [3]>,
      combinationBound({ beta: 0.5 })<3, [3]>,
      effectiveSampleSize<3, [3]>,
    ]) {
      expect((await numbersOf(of(far), backend)).some(Number.isNaN)).toBe(false)
      const slope = grad((l: Tensor<[3, 3]>) => meanBatch(of(l)))
      expect((await numbersOf(slope(far), backend)).every(Number.isFinite)).toBe(true)
      // all weights of a column alike: the derivative is spread evenly
      const even = (await numbersOf(slope(far), backend)).filter((_, i) => i % 3 === 2)
      if (of !== effectiveSampleSize<3, [3]>) expect(new Set(even.map((v) => v.toFixed(5))).size).toBe(1)
    }
    const shifted = shift(1000)(collected)
    expectNear([await numberOf(meanBatch(weightedBound(shifted)), backend)], [1000 - 89.3979596003366], 1e-6)
  })
})

test('an α that is no number is refused', () => {
  expect(() => renyiBound({ alpha: Number.POSITIVE_INFINITY })(collected)).toThrow(
    'renyiBound: expected a finite alpha, found Infinity',
  )
})
