import { beforeEach, describe, expect, it } from 'vitest'
import { key, normal, split } from '../../src/random/index.js'
import { compile, evaluate, liveTensors, read, readSync, release, use } from '../../src/run/index.js'
import {
  add,
  exp,
  matmul,
  mul,
  ones,
  relu,
  reshape,
  scalar,
  shapeOf,
  sum,
  type Tensor,
  vector,
  zeros,
} from '../../src/tensor/index.js'
import { constant } from '../../src/tensor/primitive/leaf.js'
import { type Key, typed } from '../../src/tensor/tensor.js'
import { backendNames, started } from '../support/backends.js'
import { collectUntil } from '../support/garbage.js'

const numbers = async (...args: Parameters<typeof read>): Promise<readonly number[]> =>
  Array.from(await read(...args))

/** A vector whose length has a name in the type. */
const named = (...values: readonly number[]): Tensor<['N']> =>
  typed(constant(Float32Array.from(values), [values.length]))

describe.each(backendNames)('a compiled function on %s', (name) => {
  beforeEach(async () => {
    await use(name)()
  })

  it('is traced once for the same shapes and once more for others', async () => {
    let traces = 0
    const f = compile((x: Tensor<['N']>): Tensor<[]> => {
      traces += 1
      return sum()(mul(x, x))
    })
    const results = [f(named(1, 2)), f(named(3, 4)), f(named(1, 2, 3)), f(named(0, 1))]
    expect(traces).toBe(2)
    expect(await Promise.all(results.map((y) => numbers(y)))).toEqual([[5], [25], [14], [1]])
    release(results)
    f.release()
  })

  it('is traced again after release', () => {
    let traces = 0
    const f = compile((x: Tensor<[2]>) => {
      traces += 1
      return exp(x)
    })
    for (let i = 0; i < 2; i += 1) {
      release(f(zeros(2)))
      f.release()
    }
    expect(traces).toBe(2)
  })

  it('takes trees and returns trees', async () => {
    const f = compile(
      (p: { readonly w: Tensor<[2]>; readonly rest: readonly [Tensor<[]>] }, x: Tensor<[2]>) => ({
        y: mul(p.w, x),
        more: [add(p.rest[0], p.rest[0])] as const,
      }),
    )
    const out = f({ w: vector([2, 3]), rest: [scalar(4)] }, vector([5, 7]))
    expect(await numbers(out.y)).toEqual([10, 21])
    expect(await numbers(out.more[0])).toEqual([8])
    release(out)
    f.release()
  })

  it('takes a key as an argument and gives one back', async () => {
    let traces = 0
    const f = compile((k: Key): readonly [Tensor<[4]>, Key] => {
      traces += 1
      const [now, next] = split(2)(k)
      return [normal(4)(now), next]
    })
    const [first, next] = f(key(1))
    const [second] = f(next)
    const [again] = f(key(1))
    expect(traces).toBe(1)
    const drawn = await Promise.all([first, second, again].map((x) => numbers(x)))
    expect(drawn[2]).toEqual(drawn[0])
    expect(drawn[1]).not.toEqual(drawn[0])
    const [now] = split(2)(key(1))
    expect(drawn[0]).toEqual(await numbers(normal(4)(now)))
    release([first, second, again])
    f.release()
  })

  it('returns an argument, a view of it and the same result twice, each to be let go on its own', async () => {
    const f = compile((x: Tensor<[2, 2]>) => {
      const y = exp(x)
      return { same: x, view: reshape(4)(x), once: y, twice: y, flat: reshape(4)(y) }
    })
    const x = evaluate(zeros(2, 2))
    const out = f(x)
    release(x)
    expect(await numbers(out.same)).toEqual([0, 0, 0, 0])
    release([out.same, out.once])
    expect(await numbers(out.view)).toEqual([0, 0, 0, 0])
    expect(await numbers(out.twice)).toEqual([1, 1, 1, 1])
    release(out.twice)
    expect(await numbers(out.flat)).toEqual([1, 1, 1, 1])
    expect(shapeOf(out.flat)).toEqual([4])
    release(out)
    f.release()
  })

  it('returns constants that outlive it', async () => {
    const f = compile((x: Tensor<[2]>) => ({ x: exp(x), c: add(vector([1, 2]), ones(2)) }))
    const out = f(zeros(2))
    f.release()
    f.release()
    expect(await numbers(out.c)).toEqual([2, 3])
    release(out)
  })

  it('uses a held tensor that it closes over for as long as it needs it', async () => {
    const held = evaluate(vector([1, 2]))
    const f = compile((x: Tensor<[2]>) => add(x, held))
    const y = f(zeros(2))
    release(held)
    const z = f(ones(2))
    expect([await numbers(y), await numbers(z)]).toEqual([
      [1, 2],
      [2, 3],
    ])
    release([y, z])
    f.release()
  })

  it('takes expressions and host data as arguments', async () => {
    const f = compile((x: Tensor<[2]>, y: Tensor<[2]>) => add(x, y))
    const out = f(exp(zeros(2)), vector([1, 2]))
    expect(await numbers(out)).toEqual([2, 3])
    release(out)
    f.release()
  })

  it('holds as many tensors after 1,000 steps as after one', () => {
    const step = compile((p: Tensor<[3, 2]>, x: Tensor<[4, 3]>, k: Key): readonly [Tensor<[3, 2]>, Key] => {
      const [now, next] = split(2)(k)
      const noisy = add(matmul(x, p), normal(4, 2)(now))
      return [add(p, mul(p, sum()(relu(noisy)))), next]
    })
    const x = evaluate(ones(4, 3))
    let [p, k] = step(zeros(3, 2), x, key(0))
    const before = liveTensors()
    for (let i = 0; i < 1_000; i += 1) {
      const [nextP, nextK] = step(p, x, k)
      release(p)
      p = nextP
      k = nextK
    }
    expect(liveTensors()).toBe(before)
    release([p, x])
    step.release()
  })

  it('that nobody refers to any more frees its constants', async () => {
    const before = liveTensors()
    const forget = (): void => {
      const f = compile((x: Tensor<[2]>) => mul(x, vector([3, 4])))
      release(f(ones(2)))
    }
    forget()
    expect(liveTensors()).toBe(before + 1)
    await collectUntil(() => liveTensors() === before)
    expect(liveTensors()).toBe(before)
  })

  it('says in words that a traced tensor has no numbers yet', () => {
    const f = compile((x: Tensor<[2]>) => evaluate(exp(x)))
    expect(() => f(zeros(2))).toThrow('a tensor inside a function that is being compiled has no numbers yet')
    const g = compile((x: Tensor<[2]>) => {
      readSync(x)
      return x
    })
    expect(() => g(zeros(2))).toThrow('a tensor inside a function that is being compiled has no numbers yet')
  })

  it('can be called within another compiled function', async () => {
    const inner = compile((x: Tensor<[2]>) => add(x, x))
    const outer = compile((x: Tensor<[2]>) => inner(inner(x)))
    const y = outer(ones(2))
    expect(await numbers(y)).toEqual([4, 4])
    release(y)
    outer.release()
    inner.release()
  })

  it('explains what it runs', async () => {
    await started(name)
    const f = compile((x: Tensor<[2]>) => exp(x))
    expect(f.explain(zeros(2))).toBe('%0 = argument 0\n%1:[2] = exponential(%0:[2])\nreturns %1:[2]')
    f.release()
  })
})
