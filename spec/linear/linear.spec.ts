import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Backend } from '../../src/backend/index.js'
import { choleskyOf } from '../../src/linear/cholesky.js'
import { cholesky, logDet, matrixTranspose, triangularSolve } from '../../src/linear/index.js'
import { triangularSolveOf } from '../../src/linear/solve.js'
import type { Expression } from '../../src/tensor/expression.js'
import { expression, type Tensor, typed } from '../../src/tensor/tensor.js'
import { field, flat, list, number } from '../golden/collection.js'
import { backendNames, started, valuesOn } from '../support/backends.js'
import { expectNear } from '../support/near.js'
import { float32Value, item, type Value } from '../support/reference-value.js'
import { positive } from './cases.js'

type Matrices = Tensor<[number, number, number]>

const file: unknown = JSON.parse(readFileSync(new URL('../golden/linear.json', import.meta.url), 'utf8'))
const cases = list(field(file, 'cases')).map((row) => ({
  size: number(field(row, 'size')),
  of: (name: string): readonly number[] => flat(field(row, name)),
}))

const stack = (data: readonly number[], n: number, columns = n): Value =>
  float32Value([data.length / (n * columns), n, columns], data)

/** Everything at once: one program a size. */
const program = (xs: readonly Expression[]): readonly Expression[] => {
  const [matrix, triangle, right] = xs.map((e) => typed<Matrices>(e))
  if (matrix === undefined || triangle === undefined || right === undefined) return []
  const upper = matrixTranspose(triangle)
  return [
    cholesky(matrix),
    logDet(matrix),
    triangularSolve()(triangle, right),
    triangularSolve({ transpose: true })(triangle, right),
    triangularSolve({ triangle: 'upper' })(upper, right),
    triangularSolve({ triangle: 'upper', transpose: true })(upper, right),
  ].map(expression)
}

describe.each(backendNames)('on %s', (name) => {
  let backend: Backend

  beforeAll(async () => {
    backend = await started(name)
  })

  it.each(cases.map((c) => [c.size, c] as const))('size %i: as scipy has it', async (n, { of }) => {
    const at = [stack(of('matrix'), n), stack(of('triangle'), n), stack(of('right'), n, 3)]
    const got = await valuesOn(backend, program, at)
    const wanted = ['factor', 'logDet', 'lower', 'turned', 'upper', 'lower']
    wanted.forEach((what, i) => {
      expectNear(item(got, i).data, of(what), 2e-6)
    })
  })

  it('a factor by halves has no more error than rounding', async () => {
    const n = 35
    const matrix = positive(1, n, 1)
    const [factor] = await valuesOn(backend, ([a]) => (a === undefined ? [] : [choleskyOf(a)]), [matrix])
    const [l, a] = [factor?.data ?? [], matrix.data]
    let worst = 0
    for (let i = 0; i < n; i += 1)
      for (let j = 0; j < n; j += 1) {
        let sum = 0
        for (let k = 0; k < n; k += 1) sum += item(l, i * n + k) * item(l, j * n + k)
        const size = Math.sqrt(item(a, i * n + i) * item(a, j * n + j))
        // Math.max keeps a NaN, which is below no bound
        worst = Math.max(worst, Math.abs(sum - item(a, i * n + j)) / size)
        if (j > i) expect(item(l, i * n + j)).toBe(0)
      }
    expect(worst).toBeLessThan(2e-6)
  })

  it('the solution for a badly scaled triangle is right relative to each element', async () => {
    const [t, b] = [stack([1e-8, 0, 0, 3e5, 2e6, 0, 1, 7e8, 5e-3], 3), stack([1, 2, 3], 3, 1)]
    const [x] = await valuesOn(backend, ([l, r]) => (l && r ? [triangularSolveOf(l, r)] : []), [t, b])
    const first = 1 / item(t.data, 0)
    const second = (2 - item(t.data, 3) * first) / 2e6
    const third = (3 - first - 7e8 * second) / item(t.data, 8)
    const errors = [first, second, third].map((want, i) => Math.abs(item(x?.data ?? [], i) / want - 1))
    expect(Math.max(...errors)).toBeLessThan(1e-6)
  })

  it('a matrix that is not positive definite has a factor of NaN from that pivot on', async () => {
    const [l] = await valuesOn(backend, ([a]) => (a ? [choleskyOf(a)] : []), [
      stack([4, 2, 2, 1, 4, 2, 2, 0], 2),
    ])
    expect(l?.data.slice(0, 3)).toEqual([2, 0, 1])
    expect(l?.data[4]).toBe(2)
    expect(l?.data[7]).toBeNaN()
  })
})
