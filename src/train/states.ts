/** The states that training holds: the present one, the one before, and the last that was looked at whole. */
import { type Failure, nonFinite } from '../failure/index.js'
import { read, readSync, release } from '../run/index.js'
import { type AnyTensor, expression } from '../tensor/tensor.js'
import { namedLeaves, type Tree } from '../tree/index.js'
import type { TrainState } from './step.js'

/** States, newest last; at most three are held at any time. */
export interface States<P extends Tree, S extends Tree> {
  readonly current: () => TrainState<P, S>
  /** Takes a step: the present state becomes the one before. */
  readonly advance: (next: TrainState<P, S>) => void
  /** Looks at every number of the present state; when one is not finite, steps back and says where it was. */
  readonly verify: () => Promise<Failure | undefined>
  /** Hands the present state over and frees the others. */
  readonly handOver: () => TrainState<P, S>
}

/** Training begins with a state that nobody has looked at yet. */
export const statesFrom = <P extends Tree, S extends Tree>(first: TrainState<P, S>): States<P, S> => {
  // oldest first, each once: the last that was verified, the one before, the present one
  let held: readonly TrainState<P, S>[] = [first]
  let verified = first
  const current = (): TrainState<P, S> => held.at(-1) ?? first
  const keep = (states: readonly TrainState<P, S>[]): void => {
    const kept = new Set(states)
    for (const state of held) if (!kept.has(state)) release(state)
    held = [...kept]
  }
  return {
    current,
    advance: (next) => {
      const before = current()
      held = [...held, next]
      keep([verified, before, next])
    },
    verify: async () => {
      let failure: Failure | undefined
      for (const state of [...held].reverse()) {
        const bad = await firstNonFinite({
          params: state.params,
          statistics: state.statistics,
          optimizer: state.optimizer,
        })
        if (bad === undefined) {
          verified = state
          keep([state])
          return failure
        }
        failure = nonFinite({ step: await numberOf(state.step), leaf: bad.path, value: bad.value })
      }
      return failure
    },
    handOver: () => {
      keep([current()])
      return current()
    },
  }
}

/** One number of the backend, at once where it can be read at once. */
export const numberOf = async (x: AnyTensor): Promise<number> =>
  (readSync(x) ?? (await read(x)))[0] ?? Number.NaN

/** The first leaf of numbers with one that is not finite. */
export const firstNonFinite = async (
  tree: Tree,
): Promise<{ readonly path: string; readonly value: number } | undefined> => {
  for (const { path, tensor } of namedLeaves(tree)) {
    if (expression(tensor).dtype !== 'float32') continue
    const bad = (await read(tensor)).find((x) => !Number.isFinite(x))
    if (bad !== undefined) return { path, value: bad }
  }
  return undefined
}
