/** The determinant of a small matrix, by elimination. */
import { item } from '../support/reference-value.js'

/** log |det| of a square matrix. */
export const logDeterminant = (rows: readonly (readonly number[])[]): number => {
  const m = rows.map((row) => [...row])
  let total = 0
  for (let k = 0; k < m.length; k += 1) {
    const order = m.map((row, i) => ({ i, size: i < k ? -1 : Math.abs(item(row, k)) }))
    const pivot = order.reduce((best, next) => (next.size > best.size ? next : best)).i
    const [top, old] = [item(m, pivot), item(m, k)]
    m[pivot] = old
    m[k] = top
    total += Math.log(Math.abs(item(top, k)))
    for (let i = k + 1; i < m.length; i += 1) {
      const row = item(m, i)
      const share = item(row, k) / item(top, k)
      m[i] = row.map((v, j) => v - share * item(top, j))
    }
  }
  return total
}
