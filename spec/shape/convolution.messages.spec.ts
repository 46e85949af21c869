import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { ShapeError } from '../../src/shape/index.js'
import * as tensor from '../../src/tensor/index.js'
import { expression, typed } from '../../src/tensor/tensor.js'
import { fixture } from '../types/fixtures.js'
import { demandsOf } from '../types/wrong-programs.js'

const { text } = fixture('convolution')
const lines = text.split('\n')

/** What a line of the fixture does when it runs: no type is left then. */
const run = (line: number): unknown => {
  try {
    return runInNewContext(lines[line - 1] ?? '', { ...tensor })
  } catch (error) {
    return error
  }
}

describe('a wrong program that runs all the same stops with the words of the compiler', () => {
  const demands = demandsOf(fixture('convolution'))

  test.each(demands.map((d) => [d.message, d] as const))('%s', (message, { wrong, twin }) => {
    const error = run(wrong)
    expect(error).toBeInstanceOf(ShapeError)
    expect(error).toMatchObject({ message })
    expect(run(twin)).not.toBeInstanceOf(Error)
  })

  test('there are enough of them', () => {
    expect(demands.length).toBeGreaterThanOrEqual(30)
  })
})

const { avgPool2d, conv1d, conv2d, convTranspose2d, depthwiseConv2d, maxPool2d, upsample2d, zeros } = tensor

/** A size that the compiler takes as it is, or does not look at. */
describe('messages of what is checked at run time only', () => {
  test.each<readonly [string, () => unknown]>([
    ['conv2d: kernel 0 is no whole number of at least 1', () => conv2d()(zeros(4, 4, 1), zeros(3, 0, 1, 2))],
    [
      'conv2d: kernel 3 is larger than height 0 of [0, 4, 1]',
      () => conv2d()(zeros(0, 4, 1), zeros(3, 3, 1, 2)),
    ],
    [
      'depthwiseConv2d: kernel 1 is larger than width 0 of [4, 0, 1]',
      () => depthwiseConv2d()(zeros(4, 0, 1), zeros(1, 1, 1, 2)),
    ],
    [
      'convTranspose2d: nothing is left of width 0 of [4, 0, 1]',
      () => convTranspose2d()(zeros(4, 0, 1), zeros(3, 3, 2, 1)),
    ],
    ['conv1d: kernel 0 is no whole number of at least 1', () => conv1d()(zeros(4, 1), zeros(0, 1, 2))],
    [
      'maxPool2d: window 2 is larger than height 0 of [0, 4, 1]',
      () => maxPool2d({ size: 2, padding: 'same' })(zeros(0, 4, 1)),
    ],
    ['conv2d: stride NaN is no whole number of at least 1', () => conv2d({ stride: Number.NaN })],
  ])('%s', (message, wrong) => {
    expect(wrong).toThrow(new ShapeError(message))
  })
})

/** Numbers that the compiler does not know. */
const numbers: readonly number[] = [0, 0.5, -1]

test.each<readonly [string, () => unknown]>([
  [
    'conv2d: stride 0 is no whole number of at least 1',
    ([none = 0, half = 0] = numbers) => conv2d({ stride: [1, none], padding: half }),
  ],
  [
    'conv2d: padding -1 is no whole number of at least 0',
    ([, , less = 0] = numbers) =>
      conv2d({
        padding: [
          [0, 0],
          [0, less],
        ],
        dilation: less,
      }),
  ],
  [
    'avgPool2d: window 0.5 is no whole number of at least 1',
    ([none = 0, half = 0] = numbers) => avgPool2d({ size: half, stride: none }),
  ],
])('of several faults in the options the first is told: %s', (message, wrong) => {
  expect(wrong).toThrow(new ShapeError(message))
})

test('a factor that is none is told before what is no image', () => {
  const [none = 0] = numbers
  const vector = typed<tensor.Tensor<number[]>>(expression(zeros(784)))
  expect(() => upsample2d(none)(vector)).toThrow(
    new ShapeError('upsample2d: factor 0 is no whole number of at least 1'),
  )
})
