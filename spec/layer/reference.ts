/** Layers in plain numbers, row by row, in float64. */
import { erf } from '../support/reference-elementwise.js'

/** What each activation does to one number. */
export const activations = {
  relu: (x: number) => Math.max(x, 0),
  tanh: Math.tanh,
  sigmoid: (x: number) => 1 / (1 + Math.exp(-x)),
  softplus: (x: number) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
  elu: (x: number) => (x > 0 ? x : Math.expm1(x)),
  silu: (x: number) => x / (1 + Math.exp(-x)),
  leakyRelu: (x: number) => (x > 0 ? x : 0.01 * x),
  gelu: (x: number) => (x / 2) * (1 + erf(x / Math.SQRT2)),
} as const

/** x·kernel + bias for one example; the kernel stands row by row. */
export const affine = (
  x: readonly number[],
  kernel: readonly number[],
  bias: readonly number[],
): readonly number[] =>
  bias.map((b, n) => x.reduce((total, v, m) => total + v * (kernel[m * bias.length + n] ?? Number.NaN), b))

/** Numbers in rows of so many. */
export const inRows = (values: readonly number[], columns: number): readonly (readonly number[])[] =>
  Array.from({ length: values.length / columns }, (_, i) => values.slice(i * columns, (i + 1) * columns))

/** Mean and variance, over n. */
export const moments = (values: readonly number[]): { readonly mean: number; readonly variance: number } => {
  const mean = values.reduce((a, b) => a + b, 0) / values.length
  return { mean, variance: values.reduce((total, v) => total + (v - mean) ** 2, 0) / values.length }
}
