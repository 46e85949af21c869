/** Densities and reductions in plain numbers, in float64. */

const HALF_LOG_TWO_PI = Math.log(2 * Math.PI) / 2

/** log N(x; loc, scale), summed over the elements. */
export const gaussian = (x: readonly number[], loc: readonly number[], scale: readonly number[]): number =>
  x.reduce((total, v, i) => {
    const [m, s] = [loc[i] ?? Number.NaN, scale[i] ?? Number.NaN]
    return total - ((v - m) / s) ** 2 / 2 - Math.log(s) - HALF_LOG_TWO_PI
  }, 0)

/** log Bernoulli(x; logits), summed over the elements. */
export const bernoulli = (x: readonly number[], logits: readonly number[]): number =>
  x.reduce((total, v, i) => {
    const l = logits[i] ?? Number.NaN
    return total + v * l - Math.log1p(Math.exp(-Math.abs(l))) - Math.max(l, 0)
  }, 0)

/** The mean of some numbers. */
export const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length

/** log of the mean of exponentials. */
export const logMeanExp = (values: readonly number[]): number => {
  const top = Math.max(...values)
  return top + Math.log(mean(values.map((v) => Math.exp(v - top))))
}

/** Numbers in rows of so many. */
export const inRows = (values: readonly number[], columns: number): readonly (readonly number[])[] =>
  Array.from({ length: values.length / columns }, (_, i) => values.slice(i * columns, (i + 1) * columns))
