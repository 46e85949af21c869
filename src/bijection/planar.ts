/** The planar flow: stretched or squeezed across a plane. */
import {
  channelsOf,
  type LastDim,
  type Same,
  type Shape,
  ShapeError,
  type Show,
  show,
} from '../shape/index.js'
import { softplusOf } from '../tensor/activation.js'
import { type Expression, input } from '../tensor/expression.js'
import type { Tensor } from '../tensor/index.js'
import { composite } from '../tensor/primitive/control.js'
import {
  add,
  compare,
  divide,
  log,
  maximum,
  minimum,
  multiply,
  negate,
  plus,
  select,
  subtract,
  tanh,
} from '../tensor/primitive/elementwise.js'
import { alongLast, inner } from '../tensor/primitive/last-axis.js'
import { splatLike } from '../tensor/primitive/leaf.js'
import { expression } from '../tensor/tensor.js'
import { type Bijection, bijectionOf } from './bijection.js'
import { beside } from './events.js'
import { norm } from './norm.js'

/**
 * The axes of a parameter before its last one.
 * @category bijection
 */
export type ButLast<S extends Shape> = [[S]] extends [[[...infer Head extends Shape, infer _]]] ? Head : Shape

/** A number above 0 from any: its softplus, and where that is next to nothing, so much that the map can be undone. */
export const aboveZero = (x: Expression): Expression => maximum(softplusOf(x), splatLike(1e-6, x))

/** 1 + c (1 − tanh² s) with 1 + c = gain, as a sum of what is not negative. */
const slopeAt = (t: Expression, gain: Expression): Expression => {
  const squared = multiply(t, t)
  return add(squared, multiply(gain, subtract(splatLike(1, t), squared)))
}

/** A direction shorter than this is none: the correction of u grows as its inverse. */
const shortest = 1e-10

/** How many of Newton's steps reach float32's last digits for gains from 1e-6 to 1e6. */
const steps = 28

/**
 * The s for which s + (gain − 1) tanh s = a. The left side rises and is odd, and for s above 0 it is concave where the
 * gain is above 1, convex elsewhere. So Newton's steps from a bound on the far side of the curve (from below, or from
 * above) approach the root from one side and never pass it; a search that is kept in an interval is not needed.
 * Derivatives are those of the implicit function, of every order.
 */
const root = (a: Expression, gain: Expression): Expression =>
  composite(
    'planarRoot',
    [a, gain],
    ([target = a, g = gain]) => {
      const one = splatLike(1, g)
      const negative = compare('LT')(target, splatLike(0, target))
      const size = select(negative, negate(target), target)
      const c = subtract(g, one)
      const [far, near] = [subtract(size, c), divide(size, g)]
      const start = select(compare('GE')(g, one), maximum(far, near), minimum(far, near))
      let s = start
      for (let i = 0; i < steps; i += 1) {
        const t = tanh(s)
        const excess = subtract(add(s, multiply(c, t)), size)
        s = subtract(s, divide(excess, slopeAt(t, g)))
      }
      return select(negative, negate(s), s)
    },
    (n, g) => {
      const [target, gained] = [input(n, 0), input(n, 1)]
      const t = tanh(root(target, gained))
      const toTarget = divide(g, slopeAt(t, gained))
      return [toTarget, negate(multiply(toTarget, t))]
    },
  )

/**
 * The planar map y = x + û tanh(w·x + b). For it to be invertible, u is moved along w to û so that w·û is above −1;
 * with w shorter than 1e-10, which counts as 0 and has no gradient, it is a shift. Its inverse has no closed form: it is found by a fixed number of Newton's steps in one
 * number for each event. The parameters are [D], [D] and [], with the same axes before them where each example has
 * its own.
 * @shape u, w: [...P, D], b: P → [D]
 * @math û = u + (log(1 + exp(w·u)) − 1 − w·u) w/|w|²; log |det| = log(1 + w·û (1 − tanh²(w·x + b)))
 * @failure `planar: u [3] and w [4] differ`
 * @source Rezende and Mohamed: Variational inference with normalizing flows (2015), equations 10 to 12, appendix A.1
 * @category bijection
 * @since 0.1.0
 * @example
 * import { Bijection, read, scalar, use, vector } from 'reparam'
 * await use('cpu')()
 * const map = Bijection.planar({ u: vector([1, 0]), w: vector([1, 1]), b: scalar(0) })
 * const { value } = map.forward(vector([0.5, -0.5]))
 * console.assert((await read(value)).join() === '0.5,-0.5')
 * const back = await read(map.inverse(map.forward(vector([2, 1])).value).value)
 * console.assert(Math.abs((back[0] ?? 0) - 2) < 1e-5)
 */
export const planar = <S extends Shape, T extends Shape, U extends Shape>(parameters: {
  readonly u: Tensor<S>
  readonly w: Tensor<T> & Same<S, T, `planar: u ${Show<S>} and w ${Show<T>} differ`>
  readonly b: Tensor<U> &
    Same<ButLast<S>, U, `planar: u ${Show<S>} needs b ${Show<ButLast<S>>}, found ${Show<U>}`>
}): Bijection<[LastDim<S>]> => {
  const [u, given, b] = [expression(parameters.u), expression(parameters.w), expression(parameters.b)]
  const size = channelsOf('planar', u.shape)
  if (u.shape.join() !== given.shape.join())
    throw new ShapeError(`planar: u ${show(u.shape)} and w ${show(given.shape)} differ`)
  if (u.shape.slice(0, -1).join() !== b.shape.join())
    throw new ShapeError(
      `planar: u ${show(u.shape)} needs b ${show(u.shape.slice(0, -1))}, found ${show(b.shape)}`,
    )

  // without a direction there is nothing to correct, and the map is a shift
  const found = norm(given)
  const none = compare('LT')(found, splatLike(shortest, found))
  const length = select(none, splatLike(1, found), found)
  const w = select(alongLast(none, given.shape), splatLike(0, given), given)
  const along = inner(w, u)
  const gain = aboveZero(along)
  const more = divide(subtract(plus(gain, -1), along), length)
  const unit = divide(w, alongLast(length, w.shape))
  const corrected = add(u, multiply(alongLast(more, w.shape), unit))
  const by = (x: Expression) => {
    const lead = x.shape.slice(0, -1)
    const own = (name: string, e: Expression, shape: readonly number[]) => beside('planar', name, e, shape)
    return {
      u: own('u', corrected, x.shape),
      w: own('w', w, x.shape),
      b: own('b', b, lead),
      gain: own('gain', select(none, splatLike(1, gain), gain), lead),
    }
  }
  return bijectionOf(
    'planar',
    [size],
    (x) => {
      const own = by(x)
      const t = tanh(add(inner(own.w, x), own.b))
      return {
        value: add(x, multiply(own.u, alongLast(t, x.shape))),
        logDet: log(slopeAt(t, own.gain)),
      }
    },
    (y) => {
      const own = by(y)
      const t = tanh(root(add(inner(own.w, y), own.b), own.gain))
      return {
        value: subtract(y, multiply(own.u, alongLast(t, y.shape))),
        logDet: negate(log(slopeAt(t, own.gain))),
      }
    },
  )
}
