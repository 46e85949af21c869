/** Repeating a distribution over the batch of another. */
import type { Shape } from '../shape/index.js'
import type { Distribution } from './distribution.js'

/**
 * A single distribution repeated over a batch of these sizes: a prior beside a posterior.
 * @shape batch [], event E → batch B, event E
 * @category distribution
 */
export const repeatedOver = <B extends Shape, E extends Shape>(
  batch: readonly number[],
  d: Distribution<[], E>,
): Distribution<B, E> => repeatedFor<B, [], E>(batch, d)

/**
 * Distributions repeated along new first axes of these sizes: once for each of many samples.
 * @shape batch B, event E → batch [...L, ...B], event E
 * @category distribution
 */
export const repeatedFor = <L extends Shape, B extends Shape, E extends Shape>(
  samples: readonly number[],
  d: Distribution<B, E>,
): Distribution<[...L, ...B], E> => {
  let repeated: unknown = d
  for (const size of [...samples].reverse()) repeated = grown<E>(repeated).expand(size)
  return repeated as Distribution<[...L, ...B], E>
}

/** What was repeated so far; after one `expand` for each size of B its batch is B. */
const grown = <E extends Shape>(d: unknown): Distribution<Shape, E> => d as Distribution<Shape, E>
