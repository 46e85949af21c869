import { describe, expect, test } from 'vitest'
import {
  broadcastShapes,
  concatenateShape,
  convolutionShape,
  gatherShape,
  groupSize,
  matmulShape,
  normalizeAxes,
  padShape,
  reshapeShape,
  ShapeError,
  sliceShape,
  transposeShape,
  windowShape,
} from '../../src/shape/index.js'
import { fixture } from '../types/fixtures.js'
import { demandsOf } from '../types/wrong-programs.js'

const thrown = (run: () => unknown): unknown => {
  try {
    return run()
  } catch (error) {
    return error
  }
}

const says = (message: string, run: () => unknown): void => {
  const error = thrown(run)
  expect(error).toBeInstanceOf(ShapeError)
  expect(error).toMatchObject({ name: 'ShapeError', message })
}

/** For each message that the compiler gives, the call that gives it when sizes are known only at run time. */
const twins: Readonly<Record<string, () => unknown>> = {
  'add: cannot broadcast [32, 10] with [32, 20] (10 vs 20)': () => broadcastShapes('add', [32, 10], [32, 20]),
  'add: cannot broadcast [4, 3, 2] with [3, 5] (2 vs 5)': () => broadcastShapes('add', [4, 3, 2], [3, 5]),
  'matmul: inner dimensions 784 and 400 of [32, 784] and [400, 10] differ': () =>
    matmulShape('matmul', [32, 784], [400, 10]),
  'matmul: cannot broadcast [5] with [4] (5 vs 4)': () => matmulShape('matmul', [5, 2, 3], [4, 3, 2]),
  'matmul: the first operand [784] has fewer than two axes': () => matmulShape('matmul', [784], [784, 10]),
  'matmul: the second operand [784] has fewer than two axes': () => matmulShape('matmul', [32, 784], [784]),
  'sum: axis 2 is out of range for [32, 784]': () => normalizeAxes('sum', [32, 784], [2]),
  'sum: axis -3 is out of range for [32, 784]': () => normalizeAxes('sum', [32, 784], [-3]),
  'reshape: [32, 784] has 25088 elements but [32, 28, 29] has 25984': () =>
    reshapeShape('reshape', [32, 784], [32, 28, 29]),
  'reshape: [32, 784] has 25088 elements, which [-1, 100] does not divide': () =>
    reshapeShape('reshape', [32, 784], [-1, 100]),
  'reshape: [-1, -1] leaves more than one size open': () => reshapeShape('reshape', [2, 3], [-1, -1]),
  'reshape: [0] has 0 elements, which [-1, 0] does not divide': () => reshapeShape('reshape', [0], [-1, 0]),
  'transpose: [0, 0] does not name each axis of [2, 3] once': () =>
    transposeShape('transpose', [2, 3], [0, 0]),
  'transpose: [1, 0] does not name each axis of [2, 3, 4] once': () =>
    transposeShape('transpose', [2, 3, 4], [1, 0]),
  'concat: [32, 400] and [16, 400] differ on axis 0 (32 vs 16); only axis 1 may': () =>
    concatenateShape(
      'concat',
      [
        [32, 400],
        [16, 400],
      ],
      1,
    ),
  'concat: [32, 400] and [32] have different ranks': () => concatenateShape('concat', [[32, 400], [32]], 1),
  'concat: axis 2 is out of range for [32, 400]': () =>
    concatenateShape(
      'concat',
      [
        [32, 400],
        [32, 400],
      ],
      2,
    ),
}

/** Guards that have no twin: what they refuse is refused when layers are put together, never later. */
const compilerOnly = ['event: 3 axes cannot be moved out of batch [8, 784]']

describe('the run-time twin says what the compiler says', () => {
  test.each(Object.entries(twins))('%s', says)

  test('for every message of the fixture', () => {
    const demanded = demandsOf(fixture('shape')).map((d) => d.message)
    expect([...Object.keys(twins), ...compilerOnly].sort()).toEqual([...demanded].sort())
  })
})

describe('messages of rules that are checked at run time only', () => {
  const plain = {
    strides: [1, 1],
    padding: [
      [0, 0],
      [0, 0],
    ],
    inputDilation: [1, 1],
    kernelDilation: [1, 1],
  } as const

  test.each<readonly [string, () => unknown]>([
    ['sum: axis 1 of [2, 3] is named twice', () => normalizeAxes('sum', [2, 3], [1, -1])],
    ['sum: axis 0.5 is out of range for [2, 3]', () => normalizeAxes('sum', [2, 3], [0.5])],
    ['concat: nothing to concatenate', () => concatenateShape('concat', [], 0)],
    ['slice: 2 to 5 by 1 is out of range for axis 0 of [4]', () => sliceShape('slice', [4], [2], [5], [1])],
    ['slice: 3 to 2 by 1 is out of range for axis 0 of [4]', () => sliceShape('slice', [4], [3], [2], [1])],
    ['slice: -1 to 2 by 1 is out of range for axis 0 of [4]', () => sliceShape('slice', [4], [-1], [2], [1])],
    ['slice: 0 to 2 by 0 is out of range for axis 0 of [4]', () => sliceShape('slice', [4], [0], [2], [0])],
    ['pad: edges -3 and -2 cut more than axis 0 of [4]', () => padShape('pad', [4], [-3], [-2], [0])],
    ['gather: axis 2 is out of range for [4, 3]', () => gatherShape('gather', [4, 3], [7], 2)],
    ['norm: 8 groups do not divide 12 channels of [12]', () => groupSize('norm', [12], 8)],
    ['norm: 0 groups do not divide 12 channels of [12]', () => groupSize('norm', [12], 0)],
    ['norm: 1.5 groups do not divide 12 channels of [12]', () => groupSize('norm', [12], 1.5)],
    ['norm: -4 groups do not divide 12 channels of [12]', () => groupSize('norm', [12], -4)],
    [
      'norm: Infinity groups do not divide 12 channels of [12]',
      () => groupSize('norm', [12], Number.POSITIVE_INFINITY),
    ],
    [
      'conv: channels 3 and 4 of [1, 8, 8, 3] and [3, 3, 4, 2] differ',
      () => convolutionShape('conv', [1, 8, 8, 3], [3, 3, 4, 2], plain),
    ],
    [
      'conv: kernel 5 is larger than width 4 of [8, 4, 1]',
      () => convolutionShape('conv', [1, 8, 4, 1], [5, 5, 1, 2], plain),
    ],
    [
      'conv: expected input [n, h, w, c] and kernel [h, w, c, out], got [8, 8, 1] and [3, 3, 1, 2]',
      () => convolutionShape('conv', [8, 8, 1], [3, 3, 1, 2], plain),
    ],
    [
      'pool: window 9 is larger than height 8 of [8, 4, 1]',
      () => windowShape('pool', [1, 8, 4, 1], { ...plain, window: [9, 2] }),
    ],
    [
      'pool: expected [n, h, w, c], got [8, 8, 1]',
      () => windowShape('pool', [8, 8, 1], { ...plain, window: [2, 2] }),
    ],
  ])('%s', says)
})
