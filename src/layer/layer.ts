/**
 * A layer: a pure function of parameters and data, typed by the shape of one example. It is a list of stages;
 * composition joins lists, so it is associative, and `input`, the empty list, is its identity. Leading axes
 * (batch, samples) are whatever the data brings.
 */

import { fold } from '../random/index.js'
import { type Same, type Shape, ShapeError, type Show, show } from '../shape/index.js'
import type { Expression } from '../tensor/expression.js'
import type { Key, Tensor } from '../tensor/index.js'
import { expression, typed } from '../tensor/tensor.js'
import type { Tree } from '../tree/index.js'

/**
 * The parameters of a layer: one tree for each stage that has any, in order.
 * @category layer
 * @since 0.1.0
 */
export type Params = readonly Tree[]

/** One step: how to make its parameters, if it has any, and what it does to examples of its input shape. */
export interface Stage {
  /** The shape of one example after this step. */
  readonly out: readonly number[]
  readonly init: ((key: Key) => Tree) | undefined
  /** `lead` is how many axes stand before those of an example. */
  readonly apply: (params: Tree, x: Expression, lead: number) => Expression
}

/**
 * A function from examples of shape I to examples of shape O with parameters P.
 * @category layer
 * @since 0.1.0
 */
export interface Layer<in out I extends Shape, in out O extends Shape, in out P extends Params> {
  /** The sizes of one example going in. */
  readonly in: readonly number[]
  /** The sizes of one example coming out. */
  readonly out: readonly number[]
  /** First parameters; the k-th stage with parameters draws from the key folded with k. */
  readonly init: (key: Key) => P
  /** The function, for data with any leading axes. */
  readonly apply: <Lead extends Shape>(params: P, x: Tensor<[...Lead, ...I]>) => Tensor<[...Lead, ...O]>
  readonly stages: readonly Stage[]
}

/** A stage whose function takes the parameters that its own `init` makes. */
export const stage = <Q extends Tree>(parts: {
  readonly out: readonly number[]
  readonly init: (key: Key) => Q
  readonly apply: (params: Q, x: Expression, lead: number) => Expression
}): Stage => ({
  out: parts.out,
  init: parts.init,
  apply: (params, x, lead) => parts.apply(params as Q, x, lead),
})

/** A layer over an input shape that runs these stages. */
export const fromStages = <I extends Shape, O extends Shape, P extends Params>(
  shape: readonly number[],
  stages: readonly Stage[],
): Layer<I, O, P> => {
  const out = stages[stages.length - 1]?.out ?? shape
  return {
    in: shape,
    out,
    stages,
    init: (key) =>
      inOrder<P>(
        stages.flatMap((s) => (s.init === undefined ? [] : [s.init])).map((init, k) => init(fold(k)(key))),
      ),
    apply: (params, x) => {
      const e = expression(x)
      const lead = e.shape.length - shape.length
      if (lead < 0 || e.shape.slice(lead).join() !== shape.join())
        throw new ShapeError(`layer: data ${show(e.shape)} does not end in the input shape ${show(shape)}`)
      let k = 0
      let value = e
      for (const stage of stages) {
        value = stage.apply(stage.init === undefined ? [] : (params[k] ?? []), value, lead)
        if (stage.init !== undefined) k += 1
      }
      return typed(value)
    },
  }
}

/** The parameters of the stages of a layer, in order, are its parameters. */
const inOrder = <P extends Params>(params: readonly Tree[]): P => params as unknown as P

/** A layer with one more stage. */
export const andStage = <I extends Shape, O extends Shape, P extends Params>(
  layer: { readonly in: readonly number[]; readonly stages: readonly Stage[] },
  stage: Stage,
): Layer<I, O, P> => fromStages(layer.in, [...layer.stages, stage])

/**
 * The identity: data of this shape as it is. Every network starts with it.
 * @shape I → I
 * @law identity
 * @category layer
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { dense, input, relu } from 'reparam/layer'
 * const net = F.pipe(input(784), dense(400), relu, dense(10))
 * console.assert(net.out.join() === '10')
 */
export const input = <const I extends number[]>(...shape: I): Layer<I, I, []> => fromStages(shape, [])

/**
 * One layer after another; their parameters stand side by side, so it does not matter how composition is bracketed.
 * @shape I → M, M → O: I → O
 * @law associativity
 * @failure `andThen: a layer gives [20] but the next one takes [16]`
 * @category layer
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { andThen, dense, input, relu } from 'reparam/layer'
 * const hidden = F.pipe(input(784), dense(400), relu)
 * const head = F.pipe(input(400), dense(10))
 * console.assert(F.pipe(hidden, andThen(head)).out.join() === '10')
 */
export const andThen =
  <N extends Shape, O extends Shape, Q extends Params>(next: Layer<N, O, Q>) =>
  <I extends Shape, M extends Shape, P extends Params>(
    first: Layer<I, M, P> & Same<M, N, `andThen: a layer gives ${Show<M>} but the next one takes ${Show<N>}`>,
  ): Layer<I, O, [...P, ...Q]> => {
    const before: Layer<I, M, P> = first
    if (before.out.join() !== next.in.join())
      throw new ShapeError(
        `andThen: a layer gives ${show(before.out)} but the next one takes ${show(next.in)}`,
      )
    return fromStages(before.in, [...before.stages, ...next.stages])
  }
