/** Sums over a set of what a model says of each latent unit of each example. */
import { compile, read, release } from '../run/index.js'
import type { Dim, Shape } from '../shape/index.js'
import type { AnyTensor, Tensor } from '../tensor/index.js'
import { type Batched, type Examples, minibatches } from './minibatches.js'

/** Mean and variance of a number for each latent unit, over a set. */
export interface Moments {
  readonly mean: readonly number[]
  /** Over n, not n − 1. */
  readonly variance: readonly number[]
}

/** Mean and variance over a set of one number for each latent unit of each example, gathered in float64. */
export const momentsPerUnit = async <X extends Shape>(
  op: string,
  of: (x: Tensor<[number, ...X]>) => AnyTensor,
  example: readonly Dim[],
  data: Examples,
  { batch = 100 }: Batched,
): Promise<Moments> => {
  const perUnit = compile(of)
  let seen: Seen = { count: 0, mean: [], squares: [] }
  try {
    for (const x of minibatches<X>(op, data, example, batch)) {
      const found = perUnit(x)
      try {
        seen = withExamples(seen, await read(found), Math.min(batch, data.count - seen.count))
      } finally {
        release(found)
      }
    }
  } finally {
    perUnit.release()
  }
  return { mean: seen.mean, variance: seen.squares.map((s) => s / seen.count) }
}

/** What is known of the examples so far: their mean, and the sum of squared distances from it. */
interface Seen {
  readonly count: number
  readonly mean: readonly number[]
  readonly squares: readonly number[]
}

/** Welford's update, example by example: no digits are lost where the mean is far larger than the spread. */
const withExamples = (before: Seen, values: ArrayLike<number>, examples: number): Seen => {
  const units = values.length / examples
  const mean = Array.from({ length: units }, (_, u) => before.mean[u] ?? 0)
  const squares = Array.from({ length: units }, (_, u) => before.squares[u] ?? 0)
  for (let i = 0; i < examples; i += 1)
    for (let u = 0; u < units; u += 1) {
      const value = values[i * units + u] ?? Number.NaN
      const distance = value - (mean[u] ?? 0)
      mean[u] = (mean[u] ?? 0) + distance / (before.count + i + 1)
      squares[u] = (squares[u] ?? 0) + distance * (value - (mean[u] ?? 0))
    }
  return { count: before.count + examples, mean, squares }
}
