/** Vectors and matrices that stand in a program as numbers: such as a family cannot have are refused. */
import { asymmetryOf, factorOnHost } from '../../linear/symmetric.js'
import { size as sizeOf } from '../../shape/index.js'
import { type AnyTensor, shapeOf, type Tensor } from '../../tensor/index.js'
import { checked, finite, known, placeIn, positive } from '../checked.js'
import type { VectorFamily } from '../traits.js'

/** How far the square of a length, or the sum of shares, may be from 1 for rounding. */
export const tolerance = 1e-4

/** The numbers of each vector, or of each matrix, where the host knows them, and the batch index in words. */
const events = (x: AnyTensor, rank: 1 | 2): readonly (readonly [readonly number[], string])[] => {
  const [numbers, shape] = [known(x), shapeOf(x)]
  if (numbers === undefined || numbers.count === 0) return []
  const [batch, size] = [shape.slice(0, -rank), sizeOf(shape.slice(-rank))]
  return Array.from({ length: sizeOf(batch) }, (_, i) => [
    Array.from({ length: size }, (_, j) => numbers.at(i * size + j)),
    placeIn(batch, i),
  ])
}

/** Directions, whose known vectors have length 1. */
export const checkedUnit = <S>(family: VectorFamily, name: string, x: Tensor<S>): Tensor<S> => {
  for (const [vector, place] of events(checked(family, name, finite, x), 1)) {
    const length = Math.hypot(...vector)
    if (Math.abs(length ** 2 - 1) > tolerance)
      throw new RangeError(`${family}: expected ${name} of length 1, found ${length}${place}`)
  }
  return x
}

/** Factors with a positive diagonal in every known matrix of n rows; what stands above it is not looked at. */
export const checkedTril = <S>(family: VectorFamily, name: string, n: number, x: Tensor<S>): Tensor<S> => {
  const along = (index: number): number => (index % n) - (Math.floor(index / n) % n)
  const onDiagonal = { ...positive, words: `${positive.words} on its diagonal` }
  checked(family, name, onDiagonal, x, (index) => along(index) === 0)
  return checked(family, name, finite, x, (index) => along(index) <= 0)
}

/** Covariances of n rows, every known one of which is symmetric and has only positive pivots. */
export const checkedCovariance = <S>(
  family: VectorFamily,
  name: string,
  n: number,
  x: Tensor<S>,
): Tensor<S> => {
  for (const [matrix, place] of events(checked(family, name, finite, x), 2)) {
    if (asymmetryOf(matrix, n) !== undefined)
      throw new RangeError(`${family}: expected ${name} symmetric, found one that is not${place}`)
    if (!(factorOnHost(matrix, n) instanceof Float64Array))
      throw new RangeError(`${family}: expected ${name} positive definite, found one that is not${place}`)
  }
  return x
}
