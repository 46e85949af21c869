/** The states that training holds: the present one, the last ones whose losses were read, and the last that was looked at whole. */
import { type Failure, nonFinite } from '../failure/index.js'
import { type Backend, release } from '../run/index.js'
import type { Tree } from '../tree/index.js'
import { firstNonFinite, hostCopy, isApart, numberOf } from './host.js'
import type { TrainState } from './step.js'

/** States, newest last; at most four are held at any time. */
export interface States<P extends Tree, S extends Tree> {
  readonly current: () => TrainState<P, S>
  /** The present state, of which a step is begun. */
  readonly begin: () => TrainState<P, S>
  /** Takes a step, whose loss was not read yet. */
  readonly advance: (next: TrainState<P, S>) => void
  /** The losses up to the present state were read and are finite. */
  readonly settle: () => void
  /** Steps back to the last state whose losses were read. */
  readonly retreat: () => void
  /** Looks at every number of the present state; when one is not finite, steps back and says where it was. */
  readonly verify: () => Promise<Failure | undefined>
  /** The number of steps done up to the last state that was looked at whole. */
  readonly verifiedSteps: () => Promise<number>
  /** The number of the step that was begun last. */
  readonly underWay: () => Promise<number>
  /** Hands the last good state over and frees the others: on the host when the device is lost. */
  readonly handOver: () => TrainState<P, S>
}

/**
 * Training begins with a state that nobody has looked at yet. Where the device may be lost, `first` comes with its copy
 * on the host.
 */
export const statesFrom = <P extends Tree, S extends Tree>(
  first: TrainState<P, S>,
  backend: Backend,
  copy: TrainState<P, S> | undefined,
): States<P, S> => {
  // oldest first, each once: the last that was verified, the one before, the last whose loss was read
  let held: readonly TrainState<P, S>[] = [first]
  let verified = first
  let ahead: TrainState<P, S> | undefined
  let rescue = copy
  let begun = 0
  const settled = (): TrainState<P, S> => held.at(-1) ?? first
  const keep = (states: readonly TrainState<P, S>[]): void => {
    const kept = new Set(states)
    for (const state of held) if (!kept.has(state)) release(state)
    held = [...kept]
  }
  const retreat = (): void => {
    if (ahead !== undefined) release(ahead)
    ahead = undefined
  }
  /** Reads a state: the whole of it where a copy is to be kept. */
  const looked = async (state: TrainState<P, S>) => {
    const seen = isApart(backend) ? await hostCopy(state, backend) : state
    const { params, statistics, optimizer } = seen
    return { seen, bad: await firstNonFinite({ params, statistics, optimizer }, backend) }
  }
  const current = (): TrainState<P, S> => ahead ?? settled()
  const verifiedSteps = (): Promise<number> => numberOf((rescue ?? verified).step, backend)
  return {
    current,
    begin: () => {
      begun += 1
      return current()
    },
    advance: (next) => {
      retreat()
      ahead = next
    },
    settle: () => {
      if (ahead === undefined) return
      const [before, next] = [settled(), ahead]
      ahead = undefined
      held = [...held, next]
      keep([verified, before, next])
    },
    retreat,
    verify: async () => {
      let failure: Failure | undefined
      for (const state of [...held].reverse()) {
        const { seen, bad } = await looked(state)
        if (bad === undefined) {
          verified = state
          if (seen !== state) rescue = seen
          begun = 0
          keep([state])
          return failure
        }
        failure = nonFinite({ step: await numberOf(seen.step, backend), leaf: bad.path, value: bad.value })
      }
      return failure
    },
    verifiedSteps,
    underWay: async () => (await verifiedSteps()) + begun,
    handOver: () => {
      retreat()
      if (rescue !== undefined && backend.lost() !== undefined) {
        keep([])
        return rescue
      }
      keep([settled()])
      return settled()
    },
  }
}
