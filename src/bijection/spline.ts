/** Monotone splines of rational quadratic pieces: a map of an interval that is flexible, and inverted in closed form. */
import {
  type ChannelsGuard,
  channelsOf,
  type LastDim,
  type Same,
  type Shape,
  ShapeError,
  type Show,
  type Sub,
  show,
} from '../shape/index.js'
import { softplusOf } from '../tensor/activation.js'
import { softmaxOf } from '../tensor/exponential.js'
import type { Expression } from '../tensor/expression.js'
import type { Tensor } from '../tensor/index.js'
import { positive } from '../tensor/positive.js'
import { bounded } from '../tensor/primitive/bounded.js'
import * as primitive from '../tensor/primitive/elementwise.js'
import { alongLast, sliceLast } from '../tensor/primitive/last-axis.js'
import { splat, splatLike } from '../tensor/primitive/leaf.js'
import { cumulativeSum, reduce } from '../tensor/primitive/reduction.js'
import { concatenate, pad } from '../tensor/primitive/structure.js'
import { expression } from '../tensor/tensor.js'
import { type Bijection, bijectionOf } from './bijection.js'
import { type Elementwise, eachElement } from './elementwise.js'
import { type EventGuard, type EventOf, eventOf } from './event-axes.js'
import { beside } from './events.js'
import type { ButLast } from './planar.js'

const { add, compare, divide, log, maximum, multiply, negate, plus, select, sqrt, subtract, times } =
  primitive

/** No bin is narrower or lower than this share of the interval, and no slope at a knot is smaller. */
const least = 1e-3

/** Beyond, the slope at a knot is bent: its square stays a float32. */
const steepest = 1e4

/** The shape of the slopes inside: one fewer than bins. */
type Inside<W extends Shape> = [...ButLast<W>, Sub<LastDim<W>, 1>]

/** The knots of a spline, and the slopes there; the bins stand along the last axis. */
interface Knots {
  readonly lefts: Expression
  readonly widths: Expression
  readonly bottoms: Expression
  readonly heights: Expression
  /** At the left and at the right of each bin. */
  readonly slopes: readonly [Expression, Expression]
}

/** Positive shares of an interval from −bound to bound, and where each begins. */
const shares = (raw: Expression, bound: number): readonly [starts: Expression, sizes: Expression] => {
  const last = raw.shape.length - 1
  const bins = raw.shape[last] ?? 0
  const sizes = times(plus(times(softmaxOf(raw, [last]), 1 - least * bins), least), 2 * bound)
  return [plus(subtract(cumulativeSum(sizes, last), sizes), -bound), sizes]
}

const knotsOf = (widths: Expression, heights: Expression, derivatives: Expression, bound: number): Knots => {
  const [lefts, wide] = shares(widths, bound)
  const [bottoms, high] = shares(heights, bound)
  const inner = plus(softplusOf(bounded(derivatives, steepest)), least)
  const edge = splat(1, [...inner.shape.slice(0, -1), 1])
  const slopes = concatenate([edge, inner, edge], inner.shape.length - 1)
  const bins = widths.shape.at(-1) ?? 0
  return {
    lefts,
    widths: wide,
    bottoms,
    heights: high,
    slopes: [sliceLast(slopes, 0, bins), sliceLast(slopes, 1, bins + 1)],
  }
}

/** The bin of each element. */
interface Bin {
  readonly left: Expression
  readonly width: Expression
  readonly bottom: Expression
  readonly height: Expression
  /** The mean slope. */
  readonly slope: Expression
  readonly from: Expression
  readonly to: Expression
}

/** The bin in which each element lies, by its starts along the axis of the data or of the values. */
const binOf = (x: Expression, axis: 'lefts' | 'bottoms', knots: Knots): Bin => {
  const bins = knots.lefts.shape.at(-1) ?? 0
  const shape = [...x.shape, bins]
  const along = (name: string, e: Expression) => beside('rationalQuadraticSpline', name, e, shape)
  const starts = along('widths', knots[axis])
  const reached = primitive.convert(compare('GE')(alongLast(x, shape), starts), 'float32')
  const none = x.shape.map(() => 0)
  const passed = pad(sliceLast(reached, 1, bins), [...none, 0], [...none, 1])
  const here = subtract(reached, passed)
  const of = (e: Expression): Expression =>
    reduce('add', multiply(here, along('widths', e)), [x.shape.length])
  const [width, height] = [of(knots.widths), of(knots.heights)]
  return {
    left: of(knots.lefts),
    width,
    bottom: of(knots.bottoms),
    height,
    slope: divide(height, width),
    from: of(knots.slopes[0]),
    to: of(knots.slopes[1]),
  }
}

/** How much the slopes at both ends together exceed the mean slope. */
const bend = ({ from, to, slope }: Bin): Expression => subtract(add(from, to), times(slope, 2))

/** The logarithm of the slope where an element is a share t into its bin: no term is negative. */
const logSlopeAt = (t: Expression, bin: Bin): Expression => {
  const rest = subtract(splatLike(1, t), t)
  const both = multiply(t, rest)
  const under = add(bin.slope, multiply(bend(bin), both))
  const over = add(
    add(multiply(bin.to, multiply(t, t)), times(multiply(bin.slope, both), 2)),
    multiply(bin.from, multiply(rest, rest)),
  )
  return add(times(subtract(log(bin.slope), log(under)), 2), log(over))
}

const forward =
  (knots: Knots) =>
  (x: Expression): Elementwise => {
    const bin = binOf(x, 'lefts', knots)
    const t = divide(subtract(x, bin.left), bin.width)
    const both = multiply(t, subtract(splatLike(1, t), t))
    const over = add(multiply(bin.slope, multiply(t, t)), multiply(bin.from, both))
    const under = add(bin.slope, multiply(bend(bin), both))
    return {
      value: add(bin.bottom, multiply(bin.height, divide(over, under))),
      logSlope: logSlopeAt(t, bin),
    }
  }

/** The root of a quadratic in θ, in the form that adds, so that no digits are lost. */
const inverse =
  (knots: Knots) =>
  (y: Expression): Elementwise => {
    const bin = binOf(y, 'bottoms', knots)
    const rise = divide(subtract(y, bin.bottom), bin.height)
    const bent = multiply(rise, bend(bin))
    const a = add(subtract(bin.slope, bin.from), bent)
    const b = subtract(bin.from, bent)
    const c = multiply(bin.slope, rise)
    const within = add(multiply(b, b), times(multiply(a, c), 4))
    const q = add(primitive.abs(b), sqrt(maximum(within, splatLike(1e-30, within))))
    const below = compare('LT')(b, splatLike(0, b))
    const t = select(below, divide(q, times(select(below, a, splatLike(1, a)), 2)), divide(times(c, 2), q))
    return {
      value: add(bin.left, multiply(bin.width, t)),
      logSlope: negate(logSlopeAt(t, bin)),
    }
  }

/** A map of an interval, and the data as it is outside; what is outside never reaches the map. */
const inside =
  (bound: number, map: (x: Expression) => Elementwise) =>
  (x: Expression): Elementwise => {
    const outside = compare('GT')(primitive.abs(x), splatLike(bound, x))
    const { value, logSlope } = map(select(outside, splatLike(0, x), x))
    return {
      value: select(outside, x, value),
      logSlope: select(outside, splatLike(0, x), logSlope),
    }
  }

/**
 * A monotone spline of every element from −bound to bound (3 unless given), of K rational quadratic pieces; beyond, the
 * data as it is. The parameters are any numbers, one K for each element along their last axis: widths and heights are
 * shares of the interval by softmax, the slopes at the K − 1 knots inside a softplus, at both ends 1. No share and no
 * slope is less than 0.001. With `eventAxes` only so many of the last axes of the elements are the event, and those
 * before are axes of the data, so that each example has a spline of its own.
 * @shape widths, heights: [...S, K], derivatives: [...S, K − 1] → E the last axes of S
 * @failure `rationalQuadraticSpline: widths [2, 8] need derivatives [2, 7], found [2, 8]`
 * @source Durkan, Bekasov, Murray and Papamakarios: Neural spline flows (2019), section 3.1, equations 4 to 8
 * @category bijection
 * @since 0.1.0
 * @example
 * import { Bijection, read, use, vector, zeros } from 'reparam'
 * await use('cpu')()
 * const raw = { widths: zeros(2, 4), heights: zeros(2, 4), derivatives: zeros(2, 3) }
 * const spline = Bijection.rationalQuadraticSpline(raw)
 * const back = spline.inverse(spline.forward(vector([0.3, 7])).value)
 * const [x = 0, tail = 0] = await read(back.value)
 * console.assert(Math.abs(x - 0.3) < 1e-6 && tail === 7)
 */
export const rationalQuadraticSpline = <
  W extends Shape,
  H extends Shape,
  D extends Shape,
  const N extends number = number,
>(given: {
  readonly widths: Tensor<W> &
    ChannelsGuard<'rationalQuadraticSpline', W> &
    EventGuard<'rationalQuadraticSpline', ButLast<W>, N>
  readonly heights: Tensor<H> &
    Same<W, H, `rationalQuadraticSpline: widths ${Show<W>} and heights ${Show<H>} differ`>
  readonly derivatives: Tensor<D> &
    Same<
      Inside<W>,
      D,
      `rationalQuadraticSpline: widths ${Show<W>} need derivatives ${Show<Inside<W>>}, found ${Show<D>}`
    >
  readonly bound?: number
  readonly eventAxes?: N
}): Bijection<EventOf<ButLast<W>, N>> => {
  const op = 'rationalQuadraticSpline'
  const { eventAxes } = given
  const bound = positive(op, 'a bound', given.bound ?? 3)
  const widths = expression(given.widths)
  const heights = expression(given.heights)
  const derivatives = expression(given.derivatives)
  const bins = channelsOf(op, widths.shape)
  const elements = widths.shape.slice(0, -1)
  const knots = [...elements, bins - 1]
  if (bins * least >= 1)
    throw new ShapeError(
      `${op}: expected fewer than ${1 / least} bins, found ${bins} in ${show(widths.shape)}`,
    )
  if (heights.shape.join() !== widths.shape.join())
    throw new ShapeError(`${op}: widths ${show(widths.shape)} and heights ${show(heights.shape)} differ`)
  if (derivatives.shape.join() !== knots.join())
    throw new ShapeError(
      `${op}: widths ${show(widths.shape)} need derivatives ${show(knots)}, found ${show(derivatives.shape)}`,
    )
  const spline = knotsOf(widths, heights, derivatives, bound)
  return bijectionOf(
    'rationalQuadraticSpline',
    eventOf(op, elements, eventAxes),
    eachElement(inside(bound, forward(spline))),
    eachElement(inside(bound, inverse(spline))),
  )
}
