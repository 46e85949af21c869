/** Branches: blocks beside each other over the same data, whose values are added or concatenated. */
import {
  type AsShape,
  type Concat,
  type ConcatGuard,
  concatenateShape,
  refuse,
  type Same,
  type Say,
  type Shape,
  type Show,
  show,
} from '../shape/index.js'
import type { Expression } from '../tensor/expression.js'
import { add } from '../tensor/primitive/elementwise.js'
import { concatenate } from '../tensor/primitive/structure.js'
import { andStage, fromStages, type Layer, type Params } from './layer.js'
import { parallel, type Stage, sequence } from './stage.js'

/**
 * A block: what it adds to a layer that gives examples of shape M. `flow(conv2d(…), batchNorm, relu)` is one.
 * @category layer
 * @since 0.1.0
 */
export type Block<M extends Shape, N extends Shape, Q extends Params, T extends Params> = (
  layer: Layer<M, M, [], []>,
) => Layer<M, N, Q, T>

const apart = 'the branches give {} and {}, which differ'
const changed = 'the block turns {} into {}; it must keep the shape'

/**
 * Two shapes one after the other along the last axis.
 * @category layer
 * @since 0.1.0
 */
export type Beside<A extends Shape, B extends Shape> = AsShape<Concat<A, B, -1>>

/** A block over examples of this shape as one stage. */
const within = <M extends Shape, N extends Shape, Q extends Params, T extends Params>(
  block: Block<M, N, Q, T>,
  shape: readonly number[],
): Stage => sequence(shape, block(fromStages<M, M, [], []>(shape, [])).stages)

/**
 * The block of no steps: what a branch is that passes its data on. It is the identity of `flow`.
 * @shape M → M
 * @law identity
 * @category layer
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { concatBranches, conv2d, identity, input } from 'reparam/layer'
 * const net = F.pipe(input(8, 8, 3), concatBranches(identity, conv2d(5, { kernel: 3, padding: 'same' })))
 * console.assert(net.out.join() === '8,8,8')
 */
export const identity = <I extends Shape, M extends Shape, P extends Params, S extends Params>(
  layer: Layer<I, M, P, S>,
): Layer<I, M, P, S> => layer

/**
 * The sum of what two blocks make of the same data.
 * @shape M → N by each
 * @failure `addBranches: the branches give [28, 28, 16] and [28, 28, 32], which differ`
 * @category layer
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { addBranches, conv2d, input, relu } from 'reparam/layer'
 * const block = F.flow(conv2d(8, { kernel: 3, padding: 'same' }), relu)
 * const net = F.pipe(input(8, 8, 3), addBranches(conv2d(8, { kernel: 1 }), block))
 * console.assert(net.out.join() === '8,8,8')
 */
export const addBranches =
  <
    M extends Shape,
    N extends Shape,
    Q extends Params,
    T extends Params,
    O extends Shape,
    R extends Params,
    U extends Params,
  >(
    first: Block<M, N, Q, T>,
    second: Block<M, O, R, U>,
  ) =>
  <I extends Shape, P extends Params, S extends Params>(
    layer: Layer<I, M, P, S> & Same<N, O, `addBranches: ${Say<typeof apart, [Show<N>, Show<O>]>}`>,
  ): Layer<I, N, [...P, ...Q, ...R], [...S, ...T, ...U]> => {
    const before: Layer<I, M, P, S> = layer
    const [a, b] = [within(first, before.out), within(second, before.out)]
    if (a.out.join() !== b.out.join()) refuse('addBranches', apart, show(a.out), show(b.out))
    return andStage(before, parallel(a.out, [a, b], sum))
  }

/**
 * What a block makes of its data, added to the data.
 * @shape M → M
 * @math x + f(x)
 * @failure `residual: the block turns [28, 28, 16] into [28, 28, 32]; it must keep the shape`
 * @source He, Zhang, Ren and Sun: Deep residual learning for image recognition (2016), equation 1
 * @category layer
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { batchNorm, conv2d, input, relu, residual } from 'reparam/layer'
 * const block = F.flow(conv2d(16, { kernel: 3, padding: 'same' }), batchNorm, relu)
 * const net = F.pipe(input(28, 28, 16), residual(block), relu)
 * console.assert(net.out.join() === '28,28,16')
 */
export const residual =
  <M extends Shape, N extends Shape, Q extends Params, T extends Params>(block: Block<M, N, Q, T>) =>
  <I extends Shape, P extends Params, S extends Params>(
    layer: Layer<I, M, P, S> & Same<M, N, `residual: ${Say<typeof changed, [Show<M>, Show<N>]>}`>,
  ): Layer<I, M, [...P, ...Q], [...S, ...T]> => {
    const before: Layer<I, M, P, S> = layer
    const inner = within(block, before.out)
    if (inner.out.join() !== before.out.join()) refuse('residual', changed, show(before.out), show(inner.out))
    return andStage(before, parallel(before.out, [sequence(before.out, []), inner], sum))
  }

/**
 * What two blocks make of the same data, one after the other along the last axis.
 * @shape M → [...N, A] and [...N, B]: [...N, A + B]
 * @failure `concatBranches: [14, 14, 8] and [7, 7, 16] differ on axis 0 (14 vs 7); only axis 2 may`
 * @category layer
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { concatBranches, conv2d, input } from 'reparam/layer'
 * const net = F.pipe(input(8, 8, 3), concatBranches(conv2d(4, { kernel: 1 }), conv2d(5, { kernel: 1 })))
 * console.assert(net.out.join() === '8,8,9')
 */
export const concatBranches =
  <
    M extends Shape,
    N extends Shape,
    Q extends Params,
    T extends Params,
    O extends Shape,
    R extends Params,
    U extends Params,
  >(
    first: Block<M, N, Q, T>,
    second: Block<M, O, R, U>,
  ) =>
  <I extends Shape, P extends Params, S extends Params>(
    layer: Layer<I, M, P, S> & ConcatGuard<'concatBranches', N, O, -1>,
  ): Layer<I, Beside<N, O>, [...P, ...Q, ...R], [...S, ...T, ...U]> => {
    const before: Layer<I, M, P, S> = layer
    return andStage(before, besides('concatBranches', within(first, before.out), within(second, before.out)))
  }

/**
 * The data, and behind it, along the last axis, what a block makes of it: how the levels of a U-Net nest.
 * @shape [...M, A] → [...M, A + B]
 * @failure `skip: [28, 28, 16] and [14, 14, 32] differ on axis 0 (28 vs 14); only axis 2 may`
 * @source Ronneberger, Fischer and Brox: U-Net (2015), section 2
 * @category layer
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { conv2d, convTranspose2d, input, relu, skip } from 'reparam/layer'
 * const same = { kernel: 3, padding: 'same' } as const
 * const level = F.flow(conv2d(16, { ...same, stride: 2 }), relu, convTranspose2d(8, { ...same, stride: 2 }))
 * console.assert(F.pipe(input(28, 28, 8), skip(level)).out.join() === '28,28,16')
 */
export const skip =
  <M extends Shape, N extends Shape, Q extends Params, T extends Params>(block: Block<M, N, Q, T>) =>
  <I extends Shape, P extends Params, S extends Params>(
    layer: Layer<I, M, P, S> & ConcatGuard<'skip', M, N, -1>,
  ): Layer<I, Beside<M, N>, [...P, ...Q], [...S, ...T]> => {
    const before: Layer<I, M, P, S> = layer
    return andStage(before, besides('skip', sequence(before.out, []), within(block, before.out)))
  }

const sum = (values: readonly Expression[]): Expression => values.reduce(add)

/** Two stages over the same data, the second one's value behind the first one's along the last axis. */
const besides = (op: string, first: Stage, second: Stage): Stage =>
  parallel(concatenateShape(op, [first.out, second.out], -1), [first, second], (values) =>
    concatenate(values, (values[0]?.shape.length ?? 1) - 1),
  )
