/** Means over samples, with their standard errors. */
import type { Distribution } from '../distribution/index.js'
import type { Shape } from '../shape/index.js'
import type { Key, Tensor } from '../tensor/index.js'
import { numbers, tensor } from './host.js'

/** How many samples a law draws of each element, if nothing else is said. */
export const defaultSamples = 2 ** 14

/** How many standard errors a mean may be off: by the central limit theorem, further only once in 1.7 million. */
export const standardErrors = 5

/** A mean over samples and its standard error. */
export interface Estimate {
  readonly mean: number
  readonly error: number
}

const average = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length

/** The mean of independent numbers. */
export const estimate = (values: readonly number[]): Estimate => {
  const mean = average(values)
  return { mean, error: Math.sqrt(average(values.map((v) => (v - mean) ** 2)) / values.length) }
}

/** Samples that are numbers: what is computed of them later is computed of the same ones. */
export const samplesOf = async <B extends Shape, E extends Shape>(
  d: Distribution<B, E>,
  key: Key,
): Promise<{ readonly values: readonly number[]; readonly at: Tensor<[...B, ...E]> }> => {
  const values = await numbers(d.sample(key))
  return { values, at: tensor<[...B, ...E]>(values, [...d.batch, ...d.event]) }
}
