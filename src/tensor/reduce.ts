/** Reductions along axes that are named by number; a negative one counts from the end, none at all means all. */
import type { Shape } from '../shape/index.js'
import { type Along, counted, type Left, type LeftGuard, reducing } from './along.js'
import type { Expression, Reducer } from './expression.js'
import * as primitive from './primitive/elementwise.js'
import { reduce } from './primitive/reduction.js'
import { type BoolTensor, expression, type Tensor, typed } from './tensor.js'

const reducer = (name: string, by: Reducer, asked: Along, x: Expression): Expression =>
  reducing(name, asked, x, (axes) => reduce(by, x, axes))

/**
 * The sum along axes.
 * @shape S → S without the axes, or with 1 in their place after `{ keepDims: true }`, as every reduction here
 * @grad 1 to every element
 * @failure `sum: axis 2 is out of range for [32, 784]`
 * @category reduction
 * @since 0.1.0
 * @example
 * import { div, matrix, read, sum, use } from 'reparam'
 * await use('cpu')()
 * const x = matrix([[1, 2], [3, 4]])
 * console.assert((await read(sum(1)(x))).join() === '3,7' && (await read(sum()(x))).join() === '10')
 * const shares = div(x, sum(-1, { keepDims: true })(x)) // [2, 2] over [2, 1]
 * console.assert((await read(shares))[2] === Math.fround(3 / 7))
 */
export const sum =
  <const Axes extends Along>(...axes: Axes) =>
  <S extends Shape>(x: Tensor<S> & LeftGuard<'sum', S, Axes>): Tensor<Left<S, Axes>> =>
    typed(reducer('sum', 'add', axes, expression(x)))

/**
 * The mean along axes.
 * @shape S → S without the axes
 * @grad 1/n to every element
 * @category reduction
 * @since 0.1.0
 * @example
 * import { matrix, mean, read, use } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(mean(0)(matrix([[1, 2], [3, 4]])))).join() === '2,3')
 */
export const mean =
  <const Axes extends Along>(...axes: Axes) =>
  <S extends Shape>(x: Tensor<S> & LeftGuard<'mean', S, Axes>): Tensor<Left<S, Axes>> => {
    const e = expression(x)
    return typed(
      reducing('mean', axes, e, (around) =>
        primitive.times(reduce('add', e, around), 1 / counted(e.shape, around)),
      ),
    )
  }

/**
 * The largest element along axes.
 * @shape S → S without the axes
 * @grad to the largest, in equal shares among ties
 * @category reduction
 * @since 0.1.0
 * @example
 * import { matrix, max, read, use } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(max(-1)(matrix([[1, 2], [4, 3]])))).join() === '2,4')
 */
export const max =
  <const Axes extends Along>(...axes: Axes) =>
  <S extends Shape>(x: Tensor<S> & LeftGuard<'max', S, Axes>): Tensor<Left<S, Axes>> =>
    typed(reducer('max', 'maximum', axes, expression(x)))

/**
 * The smallest element along axes.
 * @shape S → S without the axes
 * @grad to the smallest, in equal shares among ties
 * @category reduction
 * @since 0.1.0
 * @example
 * import { matrix, min, read, use } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(min(-1)(matrix([[1, 2], [4, 3]])))).join() === '1,3')
 */
export const min =
  <const Axes extends Along>(...axes: Axes) =>
  <S extends Shape>(x: Tensor<S> & LeftGuard<'min', S, Axes>): Tensor<Left<S, Axes>> =>
    typed(reducer('min', 'minimum', axes, expression(x)))

/**
 * Whether all hold along axes.
 * @shape S → S without the axes
 * @category reduction
 * @since 0.1.0
 * @example
 * import { all, greater, read, use, vector, zeros } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(all()(greater(vector([1, -1]), zeros(2))))).join() === '0')
 */
export const all =
  <const Axes extends Along>(...axes: Axes) =>
  <S extends Shape>(x: BoolTensor<S> & LeftGuard<'all', S, Axes>): BoolTensor<Left<S, Axes>> =>
    typed(reducer('all', 'and', axes, expression(x)))

/**
 * Whether any holds along axes.
 * @shape S → S without the axes
 * @category reduction
 * @since 0.1.0
 * @example
 * import { any, greater, read, use, vector, zeros } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(any()(greater(vector([1, -1]), zeros(2))))).join() === '1')
 */
export const any =
  <const Axes extends Along>(...axes: Axes) =>
  <S extends Shape>(x: BoolTensor<S> & LeftGuard<'any', S, Axes>): BoolTensor<Left<S, Axes>> =>
    typed(reducer('any', 'or', axes, expression(x)))
