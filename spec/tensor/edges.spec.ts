/** What has no elements, or no meaning: the same answer on every backend, or words. */
import { describe, expect, test } from 'vitest'
import {
  type AnyTensor,
  all,
  any,
  compile,
  cumulativeSum,
  fill,
  gather,
  grad,
  indices,
  key,
  matmul,
  max,
  ones,
  read,
  release,
  repeatFirst,
  reshape,
  scalar,
  sum,
  type Tensor,
  toFloat,
  use,
  vector,
  zeros,
} from '../../src/index.js'
import { add, greater, mul } from '../../src/tensor/index.js'

/** The numbers of a result, which is then let go. */
const taken = async (x: AnyTensor): Promise<number[]> => {
  const numbers = [...(await read(x))]
  release(x)
  return numbers
}

describe.each(['cpu', 'wasm'] as const)('on %s', (backend) => {
  test('reductions over nothing give what they start from', async () => {
    await use(backend)()
    const columns = compile((x: Tensor<[0, 2]>) => ({
      sum: sum(0)(x),
      all: toFloat(all(0)(greater(x, zeros(0, 2)))),
      any: toFloat(any(0)(greater(x, zeros(0, 2)))),
      product: matmul(zeros(3, 0), x),
    }))
    const found = columns(zeros(0, 2))
    expect(await taken(found.sum)).toEqual([0, 0])
    expect(await taken(found.all)).toEqual([1, 1])
    expect(await taken(found.any)).toEqual([0, 0])
    expect(await taken(found.product)).toEqual([0, 0, 0, 0, 0, 0])
    columns.release()
    expect(() => max(0)(zeros(0, 2))).toThrow('reduce: [0, 2] has no maximum along an axis of size 0')
  })

  test('a function that closes over an argument of a compiled one around it is refused in words', async () => {
    await use(backend)()
    const outer = compile((x: Tensor<[2]>) => {
      const inner = compile((y: Tensor<[2]>) => add(x, y))
      return inner(fill(10)(2))
    })
    expect(() => outer(ones(2))).toThrow('compile: a function closes over an argument of a compiled function')
    const given = compile((x: Tensor<[2]>) =>
      compile((a: Tensor<[2]>, b: Tensor<[2]>) => add(a, b))(x, fill(10)(2)),
    )
    expect(await taken(given(ones(2)))).toEqual([11, 11])
    given.release()
  })

  test('arguments of another structure are traced anew', async () => {
    await use(backend)()
    type Args = { readonly a: Tensor<[1]>; readonly b?: readonly [] }
    const f = compile((x: { readonly a: Tensor<[1]> } | Required<Args>) =>
      'b' in x ? mul(x.a, fill(100)(1)) : x.a,
    )
    expect(await taken(f({ a: ones(1) }))).toEqual([1])
    expect(await taken(f({ a: ones(1), b: [] }))).toEqual([100])
    f.release()
  })
})

test('sizes, counts and indices that mean nothing are refused in words', () => {
  expect(() => ones(-1, -2)).toThrow('[-1, -2] has a size that is no whole number of at least 0')
  expect(() => zeros(2.5)).toThrow('[2.5] has a size that is no whole number of at least 0')
  const sizes: readonly number[] = [-3, -4]
  expect(() => reshape(...sizes)(ones(12))).toThrow(
    '[-3, -4] has a size that is no whole number of at least 0',
  )
  expect(() => repeatFirst(0)(ones(2))).toThrow('repeatFirst: expected a whole number of at least 1, found 0')
  expect(() => indices([1.7])).toThrow('indices: expected whole numbers of 32 bits, found 1.7')
  expect(() => gather(ones(3), indices([7]))).toThrow('gather: index 7 is out of range for [3]')
  expect(() => cumulativeSum(scalar(3))).toThrow('cumulativeSum: a scalar has no axis')
})

test('a key among the leaves of a gradient is refused in words', () => {
  expect(() =>
    grad(({ w }: { readonly w: Tensor<[1]>; readonly k: ReturnType<typeof key> }) => sum()(w))({
      w: vector([1]),
      k: key(0),
    }),
  ).toThrow('grad: leaf k is key; only float32 tensors have derivatives')
})
