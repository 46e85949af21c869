/** Log-likelihoods by plain loops in float64, independent of what is tested: by elimination, without a factorisation. */

/** Rows of a matrix. */
export type Table = readonly (readonly number[])[]

const total = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)

/** The mean over the rows of a log-density, in nats. */
export const meanOver = (rows: Table, logDensity: (row: readonly number[]) => number): number =>
  total(rows.map(logDensity)) / rows.length

/** log N(x; loc, C): the inverse times the difference and the determinant by Gaussian elimination with pivoting. */
export const logNormal =
  (loc: readonly number[], covariance: Table) =>
  (x: readonly number[]): number => {
    const d = x.map((v, j) => v - (loc[j] ?? Number.NaN))
    const rows = covariance.map((row, i) => [...row, d[i] ?? Number.NaN])
    let logDet = 0
    for (let k = 0; k < d.length; k += 1) {
      const rest = rows.slice(k)
      const best = rest.reduce((a, b) => (Math.abs(b[k] ?? 0) > Math.abs(a[k] ?? 0) ? b : a))
      rows.splice(rows.indexOf(best), 1)
      rows.splice(k, 0, best)
      const pivot = best[k] ?? Number.NaN
      logDet += Math.log(Math.abs(pivot))
      rows.forEach((row, i) => {
        if (i !== k) rows[i] = row.map((v, j) => v - ((row[k] ?? 0) / pivot) * (best[j] ?? 0))
      })
    }
    const solved = rows.map((row, i) => (row[d.length] ?? Number.NaN) / (row[i] ?? Number.NaN))
    const square = total(solved.map((v, i) => v * (d[i] ?? Number.NaN)))
    return -0.5 * (square + logDet + d.length * Math.log(2 * Math.PI))
  }

/** The log-density of a mixture of Gaussians. */
export const logMixture =
  (weights: readonly number[], locs: Table, covariances: readonly Table[]) =>
  (x: readonly number[]): number => {
    const each = weights.map((w, k) => Math.log(w) + logNormal(locs[k] ?? [], covariances[k] ?? [])(x))
    const top = Math.max(...each)
    return top + Math.log(total(each.map((v) => Math.exp(v - top))))
  }

/** A · Aᵀ + c I. */
export const outer = (a: Table, c = 0): Table =>
  a.map((row, i) => a.map((other, j) => total(row.map((v, k) => v * (other[k] ?? 0))) + (i === j ? c : 0)))

/** The matrix with these squared on its diagonal. */
export const diagonalOf = (scales: readonly number[]): Table =>
  scales.map((v, i) => scales.map((_, j) => (i === j ? v * v : 0)))

/** Some numbers in rows of this width. */
export const tableOf = (values: readonly number[], width: number): Table =>
  Array.from({ length: values.length / width }, (_, i) => values.slice(i * width, (i + 1) * width))
