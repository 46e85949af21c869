import { describe, expect, it } from 'vitest'
import { grad } from '../../src/gradient/index.js'
import { diagonal, diagonalMatrix, fromLowerTriangle, lowerTriangle } from '../../src/linear/index.js'
import { matrix, sum, type Tensor, vector } from '../../src/tensor/index.js'
import { type AnyTensor, expression } from '../../src/tensor/tensor.js'
import { backendNames, started } from '../support/backends.js'
import { expectNear, numbersOf } from '../support/near.js'
import { reference } from '../support/reference.js'

const numbers = (x: AnyTensor): readonly number[] => reference(expression(x)).data

describe('a triangle', () => {
  it('is filled row by row, its diagonal made positive', () => {
    const list = vector([0.5, 1, -2, 3, 4, 0])
    expectNear(numbers(fromLowerTriangle(3)(list)), [Math.exp(0.5), 0, 0, 1, Math.exp(-2), 0, 3, 4, 1], 1e-15)
    const soft = (x: number): number => Math.log1p(Math.exp(x))
    expectNear(
      numbers(fromLowerTriangle(3, 'softplus')(list)),
      [soft(0.5), 0, 0, 1, soft(-2), 0, 3, 4, soft(0)],
      1e-15,
    )
  })

  it('is what stands on and below the diagonal, also of what is no square', () => {
    const x = matrix([
      [1, 2, 3],
      [4, 5, 6],
    ])
    expect(numbers(lowerTriangle(x))).toEqual([1, 0, 0, 4, 5, 0])
  })
})

it('a diagonal goes into a matrix and comes out of it', () => {
  const x = matrix([
    [1, Number.POSITIVE_INFINITY],
    [3, 4],
  ])
  expect(numbers(diagonalMatrix(x))).toEqual([1, 0, 0, Number.POSITIVE_INFINITY, 3, 0, 0, 4])
  expect(numbers(diagonal(diagonalMatrix(x)))).toEqual(numbers(x))
})

describe.each(backendNames)('on %s', (name) => {
  it('large numbers below the diagonal leave derivatives that are numbers', async () => {
    const backend = await started(name)
    const total = (x: Tensor<[3]>): Tensor<[]> => sum()(fromLowerTriangle(2)(x))
    expect(await numbersOf(grad(total)(vector([0, 1000, 0])), backend)).toEqual([1, 1, 1])
  })
})
