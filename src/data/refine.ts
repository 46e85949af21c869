/** Tensors whose sizes are known at run time only, checked once and from then on in the type. */
import { either as E } from 'fp-ts'
import { type Failure, shapeMismatch } from '../failure/index.js'
import { bindDims, type Dim, type RefineGuard, type RefineGuards } from '../shape/index.js'
import {
  type AnyTensor,
  type BoolTensor,
  type IntTensor,
  type ShapeOf,
  shapeOf,
  type Tensor,
} from '../tensor/index.js'
import { expression, typed } from '../tensor/tensor.js'

/** A tensor of the same elements under another shape. */
type With<X, T> =
  X extends Tensor<infer _>
    ? Tensor<T>
    : X extends IntTensor<infer _>
      ? IntTensor<T>
      : X extends BoolTensor<infer _>
        ? BoolTensor<T>
        : never

/** The shapes in the types of some tensors. */
type Shapes<Xs> = { -readonly [K in keyof Xs]: ShapeOf<Xs[K]> }

/** Each of some tensors under the shape of its place. */
type WithEach<Xs, Ts> = { -readonly [K in keyof Xs]: K extends keyof Ts ? With<Xs[K], Ts[K]> : never }

/** The names of some shapes bound one tensor after the other; the first one that does not fit is the failure. */
const bindAll = (
  op: string,
  targets: readonly (readonly Dim[])[],
  tensors: readonly AnyTensor[],
): E.Either<Failure, readonly AnyTensor[]> => {
  let bound: ReadonlyMap<string, number> = new Map()
  for (const [i, x] of tensors.entries()) {
    const [expected, got] = [targets[i] ?? [], shapeOf(x)]
    const found = bindDims(expected, got, bound)
    if (found === undefined)
      return E.left(shapeMismatch({ op, expected, got, bound: Object.fromEntries(bound) }))
    bound = found
  }
  return E.right(tensors)
}

/**
 * A tensor whose sizes are known at run time only, as one of these: each literal is compared, and a name takes the
 * size that it meets and has it wherever it stands again. A size that is a literal already cannot become another.
 * @shape S → T, with the same sizes
 * @failure ShapeMismatch when the tensor has other sizes or axes, or a name would have two sizes
 * @failure `refine: [32, 784] is no [32, 400] (784 vs 400)`
 * @category data
 * @since 0.1.0
 * @example
 * import { either as E } from 'fp-ts'
 * import { imageTensor, refine, render, type Tensor } from 'reparam'
 * const images = { images: new Float32Array(2 * 784), count: 2, height: 28, width: 28, channels: 1 }
 * const x = refine('batch', 28, 28, 1)(imageTensor(images))
 * if (E.isLeft(x)) throw new Error(render(x.left))
 * const batch: Tensor<['batch', 28, 28, 1]> = x.right
 * console.assert(batch !== undefined)
 */
export const refine =
  <const T extends Dim[]>(...to: T) =>
  <X extends AnyTensor>(x: X & RefineGuard<'refine', ShapeOf<X>, T>): E.Either<Failure, With<X, T>> =>
    E.map(([found]: readonly AnyTensor[]) => typed<With<X, T>>(expression(found ?? x)))(
      bindAll('refine', [to], [x]),
    )

/**
 * Tensors whose sizes are known at run time only, each as one of these shapes; a name has one size in all of them, so
 * that afterwards they are known to fit together.
 * @shape S, … → T, …, each with the same sizes
 * @failure ShapeMismatch for the first tensor that has other sizes or axes, with the names bound by those before it
 * @category data
 * @since 0.1.0
 * @example
 * import { either as E } from 'fp-ts'
 * import { fill, matmul, refineAll, render, shapeOf } from 'reparam'
 * const rows: number = 3
 * const both = refineAll(['batch', 2], [2, 'features'])(fill(1)(rows, 2), fill(1)(2, rows))
 * if (E.isLeft(both)) throw new Error(render(both.left))
 * console.assert(shapeOf(matmul(...both.right)).join() === '3,3')
 * const apart = refineAll(['batch', 2], ['batch', 5])(fill(1)(rows, 2), fill(1)(rows + 1, 5))
 * console.assert(
 *   E.isLeft(apart) && render(apart.left) === 'refineAll: expected shape [batch, 5], where batch = 3; found [4, 5]',
 * )
 */
export const refineAll =
  <const Ts extends Dim[][]>(...to: Ts) =>
  <Xs extends { readonly [K in keyof Ts]: AnyTensor }>(
    ...tensors: Xs & RefineGuards<'refineAll', Shapes<Xs>, Ts>
  ): E.Either<Failure, WithEach<Xs, Ts>> =>
    E.map((found: readonly AnyTensor[]) => found as WithEach<Xs, Ts>)(bindAll('refineAll', to, tensors))
