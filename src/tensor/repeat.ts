/** The same elements several times. */
import {
  axisOf,
  countOf,
  type Repeat,
  type RepeatGuard,
  repeatShape,
  type Shape,
  type Tile,
  type TileGuard,
  tileShape,
} from '../shape/index.js'
import type { Expression } from './expression.js'
import { broadcastInDim } from './primitive/reduction.js'
import { reshape } from './primitive/structure.js'
import { expression, type Tensor, typed } from './tensor.js'

/** A new axis before axis `at`, along which all behind it is repeated. */
const spread = (x: Expression, at: number, count: number): Expression =>
  broadcastInDim(
    x,
    [...x.shape.slice(0, at), count, ...x.shape.slice(at)],
    x.shape.map((_, i) => (i < at ? i : i + 1)),
  )

/**
 * The same tensor repeated along a new first axis: how data meets L samples of a latent.
 * @shape S → [L, ...S]
 * @grad the sum over the new axis
 * @category rearrangement
 * @since 0.1.0
 * @example
 * import { read, repeatFirst, use, vector } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(repeatFirst(2)(vector([1, 2])))).join() === '1,2,1,2')
 */
export const repeatFirst =
  <L extends number>(count: L) =>
  <S extends Shape>(x: Tensor<S>): Tensor<[L, ...S]> =>
    typed(spread(expression(x), 0, countOf('repeatFirst', count)))

/**
 * Each element so many times in a row along an axis.
 * @shape S → S with the axis times the count
 * @grad the sum over the repetitions
 * @failure `repeat: axis 1 is out of range for [2]`
 * @category rearrangement
 * @since 0.1.0
 * @example
 * import { read, repeat, use, vector } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(repeat(2, 0)(vector([1, 2])))).join() === '1,1,2,2')
 */
export const repeat =
  <const Count extends number, const Axis extends number>(count: Count, axis: Axis) =>
  <S extends Shape>(x: Tensor<S> & RepeatGuard<'repeat', S, Count, Axis>): Tensor<Repeat<S, Count, Axis>> => {
    const e = expression(x)
    const shape = repeatShape('repeat', e.shape, count, axis)
    return typed(reshape(spread(e, axisOf('repeat', e.shape, axis) + 1, count), shape))
  }

/**
 * The whole tensor so many times along each of its last axes; further counts make new axes in front.
 * @shape S → S with its last axes times the counts
 * @grad the sum over the repetitions
 * @failure `tile: expected a whole number of at least 1, found 0`
 * @category rearrangement
 * @since 0.1.0
 * @example
 * import { read, tile, use, vector } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(tile(2)(vector([1, 2])))).join() === '1,2,1,2')
 */
export const tile =
  <const Counts extends number[]>(...counts: Counts) =>
  <S extends Shape>(x: Tensor<S> & TileGuard<'tile', S, Counts>): Tensor<Tile<S, Counts>> => {
    const e = expression(x)
    const shape = tileShape('tile', e.shape, counts)
    const whole = reshape(e, [...shape.slice(e.shape.length).map(() => 1), ...e.shape])
    const times = [...whole.shape.slice(counts.length).map(() => 1), ...counts]
    const sides = whole.shape.flatMap((d, i) => [times[i] ?? 1, d])
    return typed(
      reshape(
        broadcastInDim(
          whole,
          sides,
          whole.shape.map((_, i) => 2 * i + 1),
        ),
        shape,
      ),
    )
  }
