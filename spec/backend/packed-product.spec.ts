import { describe, expect, it } from 'vitest'
import { compile, evaluate, readSync, release } from '../../src/run/index.js'
import { matmul, ones, reshape, type Tensor, transpose, vector } from '../../src/tensor/index.js'
import { backendNames, started } from '../support/backends.js'

const six = (): Tensor<[6]> => vector([1, 2, 3, 4, 5, 6])

describe.each(backendNames)('a matrix product on %s', (name) => {
  it('takes the same data under two shapes', async () => {
    const backend = await started(name)
    const f = compile(
      (x: Tensor<[6]>) => ({
        wide: matmul(ones(1, 2), reshape(2, 3)(x)),
        tall: matmul(ones(1, 3), reshape(3, 2)(x)),
        column: matmul(ones(1, 6), reshape(6, 1)(x)),
        row: matmul(ones(1, 1), reshape(1, 6)(x)),
      }),
      backend,
    )
    const x = evaluate(six(), backend)
    for (let i = 0; i < 2; i += 1) {
      const out = f(x)
      expect(Array.from(readSync(out.wide, backend) ?? [])).toEqual([5, 7, 9])
      expect(Array.from(readSync(out.tall, backend) ?? [])).toEqual([9, 12])
      expect(Array.from(readSync(out.column, backend) ?? [])).toEqual([21])
      expect(Array.from(readSync(out.row, backend) ?? [])).toEqual([1, 2, 3, 4, 5, 6])
      release(out)
    }
    release(x)
    f.release()
  })

  it('takes held data under another shape in another program', async () => {
    const backend = await started(name)
    const x = evaluate(reshape(2, 3)(six()), backend)
    expect(Array.from(readSync(matmul(ones(1, 2), x), backend) ?? [])).toEqual([5, 7, 9])
    expect(Array.from(readSync(matmul(ones(1, 3), reshape(3, 2)(x)), backend) ?? [])).toEqual([9, 12])
    release(x)
  })

  it('takes a column and its transpose, which is a view', async () => {
    const backend = await started(name)
    const x = evaluate(reshape(6, 1)(six()), backend)
    const gram = matmul(x, transpose(1, 0)(x))
    const inner = matmul(transpose(1, 0)(x), x)
    expect(readSync(gram, backend)?.[35]).toBe(36)
    expect(readSync(inner, backend)).toEqual(Float32Array.of(91))
    release(x)
  })
})
