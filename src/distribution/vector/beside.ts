/** Parameters beside the vectors of a family: what shape each has to have, in the words of the compiler. */
import type { Add, AxisGuard, Dim, FloorDiv, LastDim, Mul, Same, Shape, Show } from '../../shape/index.js'
import { axisOf, ShapeError, show } from '../../shape/index.js'
import { type AnyTensor, shapeOf, type Tensor } from '../../tensor/index.js'
import { expression, typed } from '../../tensor/tensor.js'
import type { VectorFamily } from '../traits.js'

/** The axes before a vector. */
export type BatchOf<S extends Shape> = [[S]] extends [[[...infer B extends Shape, unknown]]] ? B : Shape

/** A square matrix for each vector. */
export type Squared<S extends Shape> = [...S, LastDim<S>]

/** The numbers of a lower triangle for each vector: D(D + 1)/2. */
export type Triangle<S extends Shape> = [...BatchOf<S>, TriangleSize<LastDim<S> & number>]

type TriangleSize<D extends number> =
  FloorDiv<Mul<D, Add<D, 1>>, 2> extends infer Found extends number ? Found : number

/** The words when a shape has no axis for a vector. */
export type VectorsGuard<Family extends VectorFamily, S extends Shape> = AxisGuard<Family, S, -1>

/** The words when a parameter has another shape than the one that goes with the vectors, or differs in some axes. */
export type TakesGuard<
  Family extends VectorFamily,
  First extends string,
  S extends Shape,
  Name extends string,
  Expected extends Shape,
  Found extends Shape,
  Part = Found,
  ExpectedPart = Expected,
> = Same<
  Part,
  ExpectedPart,
  `${Family}: ${First} ${Show<S>} takes ${Name} ${Show<Expected>}, found ${Show<Found>}`
>

/** The last size of a batch of vectors; a scalar is refused. */
export const vectorSize = (family: VectorFamily, shape: readonly number[]): number =>
  shape[axisOf(family, shape, -1)] ?? 0

/** A parameter that goes with vectors; where a dim is a name any size will do. */
export const taken = <S>(
  family: VectorFamily,
  first: string,
  like: AnyTensor,
  name: string,
  expected: readonly Dim[],
  x: AnyTensor,
): Tensor<S> => {
  const found = shapeOf(x)
  const fits =
    found.length === expected.length &&
    expected.every((dim, axis) => typeof dim === 'string' || dim === found[axis])
  if (!fits)
    throw new ShapeError(
      `${family}: ${first} ${show(shapeOf(like))} takes ${name} ${show(expected)}, found ${show(found)}`,
    )
  return typed(expression(x))
}
