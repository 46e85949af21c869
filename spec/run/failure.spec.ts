import { describe, expect, it } from 'vitest'
import { grad } from '../../src/gradient/index.js'
import { key, normal, split } from '../../src/random/index.js'
import { compile, evaluate, readSync, release } from '../../src/run/index.js'
import {
  add,
  exp,
  matmul,
  mul,
  ones,
  relu,
  scale,
  sum,
  type Tensor,
  vector,
  zeros,
} from '../../src/tensor/index.js'
import type { Key } from '../../src/tensor/tensor.js'
import { backendNames, started } from '../support/backends.js'
import { failing } from './failing.js'

type Weights = Tensor<[3, 2]>

/** One step of gradient descent with noise, constants, composites and an output that is an argument. */
const descend = (w: Weights, x: Tensor<[4, 3]>, k: Key) => {
  const [now, next] = split(2)(k)
  const loss = (p: Weights): Tensor<[]> => sum()(relu(add(matmul(x, p), normal(4, 2)(now))))
  const slope = grad(loss)(w)
  return { w: add(w, scale(-0.1)(mul(slope, exp(vector([0.5, 0.25]))))), x, k: next, loss: loss(w) }
}

describe.each(backendNames)('when %s fails', (name) => {
  it('in the middle of a program, at whichever call, nothing is left and nothing that is held is lost', async () => {
    const { backend, failAfter, calls } = failing(await started(name))
    const step = compile(descend, backend)
    const [w, x] = [evaluate(ones(3, 2), backend), evaluate(ones(4, 3), backend)]
    const numbers = (out: ReturnType<typeof step>) =>
      [out.w, out.x, out.loss].map((y) => readSync(y, backend))
    release(step(w, x, key(0)))
    failAfter(Number.POSITIVE_INFINITY)
    const first = step(w, x, key(0))
    const expected = numbers(first)
    release(first)
    const total = calls()
    expect(total).toBeGreaterThan(5)
    for (let n = 0; n < total; n += 1) {
      failAfter(Number.POSITIVE_INFINITY)
      const good = step(w, x, key(0))
      const before = backend.live()
      failAfter(n)
      expect(() => step(w, x, key(1)), `call ${n} of ${total}`).toThrow('planted: out of memory')
      expect(backend.live(), `after call ${n} of ${total}`).toBe(before)
      expect(numbers(good), `after call ${n} of ${total}`).toEqual(expected)
      release(good)
    }
    release([w, x])
    step.release()
  })

  it('while a program is made ready, nothing is left', async () => {
    const { backend, failAfter, calls } = failing(await started(name))
    const w = evaluate(ones(3, 2), backend)
    const attempt = (): void => {
      const step = compile(descend, backend)
      try {
        release(step(w, ones(4, 3), key(0)))
      } finally {
        step.release()
      }
    }
    failAfter(Number.POSITIVE_INFINITY)
    attempt()
    const total = calls()
    const before = backend.live()
    for (let n = 0; n < total; n += 1) {
      failAfter(n)
      expect(attempt, `call ${n} of ${total}`).toThrow('planted: out of memory')
    }
    expect(backend.live()).toBe(before)
    release(w)
  })

  it('or a later argument is refused, what earlier ones took is given back', async () => {
    const backend = await started(name)
    const before = backend.live()
    const gone = evaluate(ones(2), backend)
    release(gone)
    const f = compile((a: Tensor<[2]>, b: Tensor<[2]>) => add(a, b), backend)
    expect(() => f(vector([1, 2]), gone)).toThrow('a tensor was used after it was released')
    expect(backend.live()).toBe(before)
    f.release()
  })

  it('evaluate of something released leaves nothing', async () => {
    const backend = await started(name)
    const before = backend.live()
    const gone = evaluate(zeros(2), backend)
    release(gone)
    expect(() => evaluate(add(add(vector([1, 2]), ones(2)), gone), backend)).toThrow(
      'a tensor was used after it was released',
    )
    expect(backend.live()).toBe(before)
  })
})
