/** Linear algebra of stacks of matrices [B, M, N] in plain loops. */
import { build, element, number, type Value } from '../support/reference-value.js'

/** The lower factors of the symmetric parts. */
export const factors = (a: Value): Value => {
  const n = number(a.shape, 1)
  const l: number[] = a.data.map(() => 0)
  const at = (b: number, i: number, j: number): number => (b * n + i) * n + j
  const entry = (b: number, i: number, j: number): number =>
    (number(a.data, at(b, i, j)) + number(a.data, at(b, j, i))) / 2
  for (let b = 0; b < number(a.shape, 0); b += 1)
    for (let i = 0; i < n; i += 1)
      for (let j = 0; j <= i; j += 1) {
        let rest = entry(b, i, j)
        for (let k = 0; k < j; k += 1) rest -= number(l, at(b, i, k)) * number(l, at(b, j, k))
        l[at(b, i, j)] = i === j ? Math.sqrt(rest) : rest / number(l, at(b, j, j))
      }
  return { shape: a.shape, data: l }
}

/** The sums of the logarithms of the diagonals. */
export const logDiagonals = (t: Value): Value =>
  build([number(t.shape, 0)], ([b = 0]) => {
    let sum = 0
    for (let i = 0; i < number(t.shape, 1); i += 1) sum += Math.log(element(t, [b, i, i]))
    return sum
  })

/** Each matrix turned over. */
export const turned = (x: Value): Value =>
  build([number(x.shape, 0), number(x.shape, 2), number(x.shape, 1)], ([b = 0, i = 0, j = 0]) =>
    element(x, [b, j, i]),
  )

/** The solutions for lower triangles by substitution from the first row on, or for upper ones from the last. */
export const solutions =
  (triangle: 'lower' | 'upper') =>
  (t: Value, right: Value): Value => {
    const [batch, n, columns] = [number(right.shape, 0), number(right.shape, 1), number(right.shape, 2)]
    const x: number[] = right.data.map(() => 0)
    const at = (b: number, i: number, c: number): number => (b * n + i) * columns + c
    const order = Array.from({ length: n }, (_, i) => (triangle === 'lower' ? i : n - 1 - i))
    for (let b = 0; b < batch; b += 1)
      for (let c = 0; c < columns; c += 1)
        order.forEach((i, step) => {
          const known = order.slice(0, step)
          const taken = known.reduce((sum, k) => sum + element(t, [b, i, k]) * number(x, at(b, k, c)), 0)
          x[at(b, i, c)] = (element(right, [b, i, c]) - taken) / element(t, [b, i, i])
        })
    return { shape: right.shape, data: x }
  }

/** One matrix for so many. */
export const repeated = (x: Value, batch: number): Value =>
  build([batch, ...x.shape], ([, ...index]) => element(x, index))
