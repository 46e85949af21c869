/** Losses and metrics of steps: they stay on the backend until they are looked at, then come in one reading. */
import { type Backend, compile, read, release } from '../run/index.js'
import { concatenate, reshape } from '../tensor/primitive/structure.js'
import { type AnyTensor, expression, typed } from '../tensor/tensor.js'
import { namedLeaves } from '../tree/index.js'
import { isApart, numberOf } from './host.js'
import type { Metrics } from './step.js'

/** What a step said, on the host. */
export interface Seen {
  readonly loss: number
  readonly metrics: ReadonlyMap<string, number>
}

/** What some steps said, and nobody has looked at. */
export interface Readings {
  /** Takes the loss and the metrics of a step over. */
  readonly add: (loss: AnyTensor, metrics: Metrics) => void
  /** What the steps said that were added since the last look, in order; frees what was taken over. */
  readonly look: () => Promise<readonly Seen[]>
  readonly release: () => void
}

const inOneRow = (xs: readonly AnyTensor[]): AnyTensor =>
  typed<AnyTensor>(
    concatenate(
      xs.map((x) => reshape(expression(x), [1])),
      0,
    ),
  )

/** Readings of a backend. */
export const readingsOn = (backend: Backend): Readings => {
  const joined = compile(inOneRow, backend)
  const steps: { readonly loss: AnyTensor; readonly metrics: Metrics }[] = []
  const forget = (): void => release(steps.splice(0))
  /** Numbers of shape [], in order. */
  const numbers = async (xs: readonly AnyTensor[]): Promise<readonly number[]> => {
    if (!isApart(backend)) {
      const found: number[] = []
      for (const x of xs) found.push(await numberOf(x, backend))
      return found
    }
    const row = joined(xs)
    try {
      return Array.from(await read(row, backend))
    } finally {
      release(row)
    }
  }
  return {
    add: (loss, metrics) => {
      steps.push({ loss, metrics })
    },
    look: async () => {
      try {
        const [first] = steps
        if (first === undefined) return []
        const names = namedLeaves(first.metrics).map((leaf) => leaf.path)
        const found = await numbers(
          steps.flatMap(({ loss, metrics }) => [loss, ...namedLeaves(metrics).map((leaf) => leaf.tensor)]),
        )
        const width = 1 + names.length
        return steps.map((_, i) => ({
          loss: found[i * width] ?? Number.NaN,
          metrics: new Map(names.map((name, j) => [name, found[i * width + 1 + j] ?? Number.NaN])),
        }))
      } finally {
        forget()
      }
    },
    release: () => {
      forget()
      joined.release()
    },
  }
}
