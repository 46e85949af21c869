import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import * as linear from '../../src/linear/index.js'
import { ShapeError } from '../../src/shape/index.js'
import { zeros } from '../../src/tensor/index.js'
import { expression } from '../../src/tensor/tensor.js'
import { reference } from '../support/reference.js'
import { fixture } from '../types/fixtures.js'
import { demandsOf } from '../types/wrong-programs.js'

const { text } = fixture('linear')
const lines = text.split('\n')

/** What a line of the fixture does when it runs: no type is left then. */
const run = (line: number): unknown => {
  try {
    return runInNewContext(lines[line - 1] ?? '', { ...linear, zeros })
  } catch (error) {
    return error
  }
}

describe('a wrong program that runs all the same stops with the words of the compiler', () => {
  it.each(demandsOf(fixture('linear')).map((d) => [d.message, d] as const))(
    '%s',
    (message, { wrong, twin }) => {
      const error = run(wrong)
      expect(error).toBeInstanceOf(ShapeError)
      expect(error).toMatchObject({ message })
      expect(run(twin)).not.toBeInstanceOf(Error)
    },
  )

  it('a size is a whole number', () => {
    expect(() => linear.identityMatrix(0)).toThrow(
      'identityMatrix: expected a whole number of at least 1, found 0',
    )
  })
})

describe('choleskyFactor', () => {
  it('is the factor', () => {
    const l = linear.choleskyFactor([
      [4, 2, -2],
      [2, 10, 5],
      [-2, 5, 14],
    ])
    expect(reference(expression(l)).data).toEqual([2, 0, 0, 1, 3, 0, -1, 2, 3])
  })

  it.each<readonly [string, readonly [readonly number[], ...(readonly number[])[]]]>([
    [
      'the matrix is not positive definite: pivot 1 is -3',
      [
        [1, 2],
        [2, 1],
      ],
    ],
    ['the matrix is not positive definite: pivot 0 is 0', [[0]]],
    [
      'expected numbers, found NaN in row 0, column 1',
      [
        [1, Number.NaN],
        [0, 1],
      ],
    ],
    [
      'expected a symmetric matrix, found 2 in row 0, column 1 and 3 in row 1, column 0',
      [
        [9, 2],
        [3, 9],
      ],
    ],
  ])('%s', (message, rows) => {
    expect(() => linear.choleskyFactor(rows)).toThrow(new RangeError(`choleskyFactor: ${message}`))
  })
})
