/** The update rules of the field, each a pure {init, update}. */

import { type Schedule, scheduled } from '../schedule/rate.js'
import {
  abs,
  add,
  div,
  expm1,
  max,
  maximum,
  minimum,
  neg,
  reciprocal,
  scalar,
  scale,
  scaleBy,
  shift,
  shiftBy,
  sqrt,
  square,
  sub,
  sum,
  type Tensor,
  zerosLike,
} from '../tensor/index.js'
import { floats, map, type Tree, zip } from '../tree/index.js'
import { type Optimizer, rule } from './optimizer.js'

/**
 * A rate: a number, or a function of the number of steps done.
 * @category optimizer
 * @since 0.1.0
 */
export interface Rate {
  readonly rate: number | Schedule
}

/** A state that counts steps, so that a rate may depend on them. */
type Counted = { readonly step: Tensor<[]> }

const counted = (): Counted => ({ step: scalar(0) })

/** Every leaf times one number, which is a tensor. */
const times = (factor: Tensor<[]>) => map(scaleBy(factor))

/**
 * Gradient descent.
 * @shape gradients, state, parameters → updates, state: trees like the parameters
 * @math θ ← θ − rate · g
 * @category optimizer
 * @since 0.1.0
 * @example
 * import { applyUpdates, read, sgd, use, vector } from 'reparam'
 * await use('cpu')()
 * const optimizer = sgd({ rate: 0.5 })
 * const params = vector([1, 2])
 * const [updates] = optimizer.update(vector([2, 2]), optimizer.init(params), params)
 * console.assert((await read(applyUpdates(params, updates))).join() === '0,1')
 */
export const sgd = ({ rate }: Rate): Optimizer => {
  const schedule = scheduled(rate)
  return rule({
    init: counted,
    update: (gradients, { step }) => [times(neg(schedule(step)))(gradients), { step: shift(1)(step) }],
  })
}

/**
 * Gradient descent along a decaying sum of gradients.
 * @shape gradients, state, parameters → updates, state: trees like the parameters
 * @math v ← decay · v + g; θ ← θ − rate · v
 * @source Polyak: Some methods of speeding up the convergence of iteration methods (1964)
 * @category optimizer
 * @since 0.1.0
 * @example
 * import { momentum, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const optimizer = momentum({ rate: 0.5, decay: 0.9 })
 * const params = vector([1, 2])
 * const [updates] = optimizer.update(vector([3, 4]), optimizer.init(params), params)
 * console.assert((await read(updates)).join() === '-1.5,-2')
 */
export const momentum = ({ rate, decay }: Rate & { readonly decay: number }): Optimizer => {
  const schedule = scheduled(rate)
  return rule({
    init: (params) => ({ ...counted(), velocity: map(zerosLike)(params) }),
    update: (gradients, { step, velocity }) => {
      const next = zip((v, g) => add(scale(decay)(v), g))(velocity, gradients)
      return [times(neg(schedule(step)))(next), { step: shift(1)(step), velocity: next }]
    },
  })
}

/**
 * How Adam averages.
 * @category optimizer
 * @since 0.1.0
 */
export interface AdamOptions extends Rate {
  /** Decay of the mean of gradients; 0.9 when absent. */
  readonly beta1?: number
  /** Decay of the mean of their squares; 0.999 when absent. */
  readonly beta2?: number
  /** Added to the root of the mean square; 1e-8 when absent, on every backend. */
  readonly epsilon?: number
}

/**
 * Adam: steps by the running mean of gradients over the root of their mean square, both corrected for their start.
 * @shape gradients, state, parameters → updates, state: trees like the parameters
 * @math m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²; θ ← θ − rate · m̂ / (√v̂ + ε)
 * @source Kingma and Ba: Adam, a method for stochastic optimization (2015), algorithm 1
 * @category optimizer
 * @since 0.1.0
 * @example
 * import { adam, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const optimizer = adam({ rate: 0.5 })
 * const params = vector([1, 2])
 * const [updates] = optimizer.update(vector([3, 4]), optimizer.init(params), params)
 * // the first step is as long as the rate, whatever the gradient
 * console.assert((await read(updates)).every((u) => Math.abs(u + 0.5) < 1e-6))
 */
export const adam = ({ rate, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }: AdamOptions): Optimizer => {
  const schedule = scheduled(rate)
  return rule({
    init: (params) => ({ ...counted(), mean: map(zerosLike)(params), square: map(zerosLike)(params) }),
    update: (gradients, state) => {
      const step = shift(1)(state.step)
      const mean = zip((m, g) => add(scale(beta1)(m), scale(1 - beta1)(g)))(state.mean, gradients)
      const squares = zip((v, g) => add(scale(beta2)(v), scale(1 - beta2)(square(g))))(
        state.square,
        gradients,
      )
      // 1 − βᵗ; taken literally, the first steps lose the digits that β = 0.999 shares with 1
      const correct = (beta: number): Tensor<[]> => neg(expm1(scale(Math.log(beta))(step)))
      // with both corrections drawn out of the leaves, as at the end of section 2 of the paper
      const root = sqrt(correct(beta2))
      const rateNow = neg(div(scaleBy(root)(schedule(state.step)), correct(beta1)))
      const floor = scale(epsilon)(root)
      const updates = zip((m, v) => div(scaleBy(rateNow)(m), shiftBy(floor)(sqrt(v))))(mean, squares)
      return [updates, { step, mean, square: squares }]
    },
  })
}

/**
 * Parameters drawn towards zero: adds `weight` times each parameter to its gradient or update.
 * @shape gradients, state, parameters → updates, state: trees like the parameters
 * @math u ← u + weight · θ
 * @category optimizer
 * @since 0.1.0
 * @example
 * import { decayWeights, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const optimizer = decayWeights(0.5)
 * const params = vector([1, 2])
 * const [updates] = optimizer.update(vector([3, 4]), optimizer.init(params), params)
 * console.assert((await read(updates)).join() === '3.5,5')
 */
export const decayWeights = (weight: number): Optimizer =>
  rule({
    init: () => [],
    update: (gradients, state, params) => [zip((g, p) => add(g, scale(weight)(p)))(gradients, params), state],
  })

/**
 * Adam with weight decay beside the adaptive step, not through it.
 * @shape gradients, state, parameters → updates, state: trees like the parameters
 * @math θ ← θ − rate · (m̂ / (√v̂ + ε) + weight · θ)
 * @source Loshchilov and Hutter: Decoupled weight decay regularization (2019), algorithm 2
 * @category optimizer
 * @since 0.1.0
 * @example
 * import { adamw, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const optimizer = adamw({ rate: 0.5, weight: 0.1 })
 * const params = vector([1, 2])
 * const [updates] = optimizer.update(vector([3, 4]), optimizer.init(params), params)
 * const [first = 0] = await read(updates)
 * console.assert(Math.abs(first + 0.5 * (1 + 0.1 * 1)) < 1e-6)
 */
export const adamw = ({ rate, weight, ...options }: AdamOptions & { readonly weight: number }): Optimizer => {
  const direction = adam({ ...options, rate: 1 })
  const schedule = scheduled(rate)
  return rule<{ readonly step: Tensor<[]>; readonly direction: Tree }>({
    init: (params) => ({ ...counted(), direction: direction.init(params) }),
    update: (gradients, state, params) => {
      const [down, next] = direction.update(gradients, state.direction, params)
      const decayed = zip((u, p) => sub(u, scale(weight)(p)))(down, params)
      return [times(schedule(state.step))(decayed), { step: shift(1)(state.step), direction: next }]
    },
  })
}

/**
 * The root of the sum of squares over all leaves.
 * @shape tree → []
 * @category optimizer
 * @since 0.1.0
 * @example
 * import { globalNorm, read, use, vector } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(globalNorm({ kernel: vector([3]), bias: vector([4]) }))).join() === '5')
 */
export const globalNorm = (tree: Tree): Tensor<[]> => {
  const xs = floats(tree)
  // in units of the largest element, whose square may be too large for a float
  const unit = xs.map((x) => max()(abs(x))).reduce((a, b) => maximum(a, b), scalar(1e-30))
  const squares = xs.map((x) => sum()(square(scaleBy(reciprocal(unit))(x))))
  return scaleBy(unit)(sqrt(squares.reduce((a, b) => add(a, b), scalar(0))))
}

/**
 * Gradients made shorter, all by one factor, where their global norm is above `maximum`.
 * @shape gradients, state, parameters → updates, state: trees like the parameters
 * @math g ← g · min(1, maximum / ‖g‖)
 * @source Pascanu, Mikolov and Bengio: On the difficulty of training recurrent neural networks (2013), algorithm 1
 * @category optimizer
 * @since 0.1.0
 * @example
 * import { clipByGlobalNorm, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const optimizer = clipByGlobalNorm(2.5)
 * const params = vector([1, 2])
 * const [updates] = optimizer.update(vector([3, 4]), optimizer.init(params), params)
 * console.assert((await read(updates)).join() === '1.5,2')
 */
export const clipByGlobalNorm = (maximum: number): Optimizer =>
  rule({
    init: () => [],
    update: (gradients, state) => {
      const factor = minimum(scalar(1), div(scalar(maximum), globalNorm(gradients)))
      return [times(factor)(gradients), state]
    },
  })
