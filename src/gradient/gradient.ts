/** Derivatives of functions of trees. Each returns expressions, so a derivative of a derivative is one call more. */
import { type Same, type Shape, ShapeError, type Show } from '../shape/index.js'
import { identity } from '../tensor/primitive/control.js'
import { splatLike } from '../tensor/primitive/leaf.js'
import { type AnyTensor, expression, type Tensor, typed } from '../tensor/tensor.js'
import { leaves, mapLeaves, paths, type Tree, withLeaves } from '../tree/index.js'
import { cotangents } from './reverse.js'

/**
 * The leaves of a tree as nodes of their own: the same tensor passed twice is two variables, and what a function
 * closes over is none.
 */
const variables = <T extends Tree>(tree: T): T => {
  const names = paths(tree)
  return mapLeaves((x, i) => {
    const e = expression(x)
    if (e.dtype !== 'float32')
      throw new TypeError(`grad: leaf ${names[i]} is ${e.dtype}; only float32 tensors have derivatives`)
    return typed<AnyTensor>(identity(e))
  })(tree)
}

const expressions = (tree: Tree) => leaves(tree).map(expression)

/** The words for a loss that was not reduced: there would be one derivative for each of its elements. */
type LossGuard<S extends Shape> = Same<
  S,
  [],
  `grad: a loss has shape [], this one ${Show<S>}; reduce it first`
>

const scalar = (loss: AnyTensor) => {
  const e = expression(loss)
  if (e.shape.length > 0)
    throw new ShapeError(`grad: a loss has shape [], this one [${e.shape.join(', ')}]; reduce it first`)
  return e
}

/**
 * The value of a loss and its derivative with respect to every leaf of its argument.
 * @shape tree → ([], tree)
 * @grad of every order
 * @category gradient
 * @since 0.1.0
 * @example
 * import { mul, read, type Tensor, use, valueAndGrad, scalar } from 'reparam'
 * await use('cpu')()
 * const [value, slope] = valueAndGrad((x: Tensor<[]>) => mul(x, x))(scalar(3))
 * console.assert((await read(value))[0] === 9 && (await read(slope))[0] === 6)
 */
export const valueAndGrad =
  <P extends Tree, S extends Shape>(loss: ((params: P) => Tensor<S>) & LossGuard<S>) =>
  (params: P): readonly [value: Tensor<[]>, gradient: P] => {
    const given: (params: P) => Tensor<S> = loss
    const [value, gradient] = valueAndGradWith((p: P) => [typed<Tensor<[]>>(scalar(given(p))), undefined])(
      params,
    )
    return [value, gradient]
  }

/**
 * The value of a loss, its derivative, and whatever else was computed on the way.
 * @shape tree → ([], tree, anything)
 * @grad of every order
 * @category gradient
 * @since 0.1.0
 * @example
 * import { mul, read, scalar, type Tensor, use, valueAndGradWith } from 'reparam'
 * await use('cpu')()
 * const loss = (x: Tensor<[]>) => [mul(x, x), { twice: mul(x, scalar(2)) }] as const
 * const [value, slope, { twice }] = valueAndGradWith(loss)(scalar(3))
 * const numbers = [await read(value), await read(slope), await read(twice)]
 * console.assert(numbers.join() === '9,6,6')
 */
export const valueAndGradWith =
  <P extends Tree, A>(loss: (params: P) => readonly [Tensor<[]>, A]) =>
  (params: P): readonly [value: Tensor<[]>, gradient: P, beside: A] => {
    const at = variables(params)
    const [value, beside] = loss(at)
    const e = scalar(value)
    const slopes = cotangents([e], [splatLike(1, e)], expressions(at))
    return [
      value,
      withLeaves(
        params,
        slopes.map((g) => typed<AnyTensor>(g)),
      ),
      beside,
    ]
  }

/**
 * The derivative of a loss with respect to every leaf of its argument.
 * @shape tree → tree
 * @grad of every order
 * @category gradient
 * @since 0.1.0
 * @example
 * import { grad, mul, read, scalar, type Tensor, use } from 'reparam'
 * await use('cpu')()
 * const cube = (x: Tensor<[]>) => mul(x, mul(x, x))
 * console.assert((await read(grad(grad(cube))(scalar(2))))[0] === 12)
 */
export const grad =
  <P extends Tree, S extends Shape>(loss: ((params: P) => Tensor<S>) & LossGuard<S>) =>
  (params: P): P =>
    valueAndGrad(loss)(params)[1]

/**
 * The outputs of a function, and the map from cotangents of its outputs to cotangents of its argument.
 * @shape (A → B) → A → (B, B → A)
 * @grad of every order
 * @category gradient
 * @since 0.1.0
 * @example
 * import { read, square, type Tensor, use, vector, vjp } from 'reparam'
 * await use('cpu')()
 * const [, pull] = vjp((x: Tensor<[2]>) => square(x))(vector([1, 2]))
 * console.assert((await read(pull(vector([10, 100])))).join() === '20,400')
 */
export const vjp =
  <A extends Tree, B extends Tree>(f: (a: A) => B) =>
  (a: A): readonly [B, (cotangent: B) => A] => {
    const at = variables(a)
    const out = f(at)
    return [
      out,
      (cotangent) => {
        const back = cotangents(expressions(out), expressions(cotangent), expressions(at))
        return withLeaves(
          a,
          back.map((g) => typed<AnyTensor>(g)),
        )
      },
    ]
  }

/**
 * The outputs of a function, and their change along a tangent of its argument: the derivative of the linear map
 * that `vjp` gives, so no operation needs a second rule.
 * @shape (A → B) → (A, A) → (B, B)
 * @grad of every order
 * @source Townsend: A new trick for calculating Jacobian vector products (2017)
 * @category gradient
 * @since 0.1.0
 * @example
 * import { jvp, read, square, type Tensor, use, vector } from 'reparam'
 * await use('cpu')()
 * const [, tangent] = jvp((x: Tensor<[2]>) => square(x))(vector([1, 2]), vector([1, 0]))
 * console.assert((await read(tangent)).join() === '2,0')
 */
export const jvp =
  <A extends Tree, B extends Tree>(f: (a: A) => B) =>
  (a: A, tangent: A): readonly [B, B] => {
    const [out, pull] = vjp(f)(a)
    const dummy = mapLeaves((y) => typed<AnyTensor>(identity(splatLike(0, expression(y)))))(out)
    const pulled = expressions(pull(dummy))
    const along = expressions(tangent)
    const pushed = cotangents(pulled, along, expressions(dummy))
    return [
      out,
      withLeaves(
        out,
        pushed.map((g) => typed<AnyTensor>(g)),
      ),
    ]
  }
