/**
 * Optimizers as values: pure functions from gradients to updates with a state, which compose. The identity changes
 * nothing; `chain` passes what one gives to the next.
 */
import { add } from '../tensor/index.js'
import { leaves, type Tree, withLeaves, zip } from '../tree/index.js'

/**
 * What an optimizer remembers: a tree of tensors.
 * @category optimizer
 * @since 0.1.0
 */
export type OptimizerState = Tree

/**
 * A function from gradients to updates, with its state: both in trees like the parameters.
 * @category optimizer
 * @since 0.1.0
 */
export interface Optimizer {
  /** The state before the first step. */
  readonly init: (params: Tree) => OptimizerState
  /** What to add to the parameters, and the next state. */
  readonly update: <P extends Tree>(
    gradients: P,
    state: OptimizerState,
    params: P,
  ) => readonly [updates: P, state: OptimizerState]
}

/** An optimizer from a rule over trees, whose state has the type that its own `init` gives. */
export const rule = <S extends Tree>(parts: {
  readonly init: (params: Tree) => S
  readonly update: (gradients: Tree, state: S, params: Tree) => readonly [updates: Tree, state: S]
}): Optimizer => ({
  init: parts.init,
  update: (gradients, state, params) => {
    const [updates, next] = parts.update(gradients, state as S, params)
    return [withLeaves(gradients, leaves(updates)), next]
  },
})

/**
 * Parameters with updates added.
 * @shape tree, tree → tree
 * @category optimizer
 * @since 0.1.0
 * @example
 * import { applyUpdates, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const { bias } = applyUpdates({ bias: vector([1, 2]) }, { bias: vector([-1, 1]) })
 * console.assert((await read(bias)).join() === '0,3')
 */
export const applyUpdates = <P extends Tree>(params: P, updates: P): P => zip(add)(params, updates)

const isList = (state: OptimizerState): state is readonly OptimizerState[] => Array.isArray(state)

/**
 * Optimizers one after the other: each takes what the one before gives. `chain()` is the identity, and chaining is
 * associative in what it computes.
 * @shape gradients, state, parameters → updates, state: trees like the parameters
 * @law identity, associativity
 * @category optimizer
 * @since 0.1.0
 * @example
 * import { adam, chain, clipByGlobalNorm } from 'reparam'
 * const optimizer = chain(clipByGlobalNorm(1), adam({ rate: 1e-3 }))
 * console.assert(typeof optimizer.update === 'function')
 */
export const chain = (...optimizers: readonly Optimizer[]): Optimizer => ({
  init: (params) => optimizers.map((o) => o.init(params)),
  update: (gradients, state, params) => {
    const states = isList(state) ? state : []
    let updates = gradients
    const next = optimizers.map((o, i) => {
      const [given, after] = o.update(updates, states[i] ?? [], params)
      updates = given
      return after
    })
    return [updates, next]
  },
})
