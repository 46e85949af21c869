/** Values of a family as tensors beside the batch of a distribution. */
import type { Distribution } from '../distribution/index.js'
import type { Shape } from '../shape/index.js'
import type { Tensor } from '../tensor/index.js'
import { tensor } from './host.js'
import type { Value } from './subject.js'

/** These values, each for every distribution of the batch: their numbers one row a value, and as one tensor. */
export const valuesAt = <B extends Shape, E extends Shape>(
  { batch, event }: Distribution<B, E>,
  values: readonly Value[],
): { readonly rows: readonly (readonly number[])[]; readonly at: Tensor<[number, ...B, ...E]> } => {
  const [count, size] = [batch, event].map((axes) => axes.reduce((a, b) => a * b, 1))
  const eventOf = (value: Value): readonly number[] =>
    typeof value === 'number' ? Array.from({ length: size ?? 1 }, () => value) : value
  const rows = values.map((value) => Array.from({ length: count ?? 1 }, () => eventOf(value)).flat())
  return { rows, at: tensor<[number, ...B, ...E]>(rows.flat(), [values.length, ...batch, ...event]) }
}

/** At most six of these, from the first to the last. */
export const few = <A>(all: readonly A[]): readonly A[] =>
  all.filter((_, i) => i % Math.max(1, Math.ceil(all.length / 6)) === 0)
