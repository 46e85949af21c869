/** A device that goes away: what runs then says so in one line, reads end, and the backend starts anew when asked. */
import * as tf from '@tensorflow/tfjs-core'
import { either as E } from 'fp-ts'
import { describe, expect, it } from 'vitest'
import { type Backend, BackendError, type BackendName } from '../../src/backend/index.js'
import { compile, evaluate, read, release, use } from '../../src/run/index.js'
import { add, exp, matmul, ones, type Tensor, zeros } from '../../src/tensor/index.js'
import { lose } from '../support/lose.js'

const started = async (name: BackendName): Promise<Backend> => {
  const backend = await use(name)()
  if (E.isLeft(backend)) throw new Error(`${name} does not start`)
  return backend.right
}

/** What a piece of work throws. */
const thrownBy = async (work: () => unknown): Promise<unknown> => {
  try {
    await work()
  } catch (error) {
    return error
  }
  return undefined
}

describe.each(['webgl', 'webgpu'] as const)('%s, when its device is lost', (name) => {
  it('fails in words at whatever is asked of it, ends the read that is under way, and starts anew', async () => {
    const backend = await started(name)
    const twice = compile((x: Tensor<[64, 64]>) => add(x, x))
    const x = evaluate(exp(ones(64, 64)))
    expect((await read(twice(x)))[0]).toBeCloseTo(2 * Math.E, 5)
    expect(backend.lost()).toBeUndefined()

    const under = thrownBy(() => read(matmul(twice(x), x)))
    await lose(name)
    const attempts: readonly (readonly [string, () => unknown])[] = [
      ['a read that was under way', () => under.then((error) => Promise.reject(error))],
      ['a new read of held data', () => read(x)],
      ['a compiled function that ran before', () => twice(x)],
      ['one that never ran', () => compile((y: Tensor<[2]>) => add(y, y))(ones(2))],
      ['an expression of host data', () => evaluate(add(zeros(2), ones(2)))],
      ['a read of one', () => read(add(zeros(2), ones(2)))],
    ]
    const lines: string[] = []
    for (const [what, attempt] of attempts) {
      const error = await thrownBy(attempt)
      expect(error, what).toBeInstanceOf(BackendError)
      if (!(error instanceof BackendError)) return
      expect(error.failure, what).toMatchObject({ _tag: 'DeviceLost', backend: name })
      lines.push(error.message)
    }
    for (const line of lines) expect(line).toMatch(new RegExp(`^${name}: the device was lost \\([^\\n]+\\)$`))
    expect(backend.lost()).toBeDefined()

    const again = await started(name)
    expect(again).not.toBe(backend)
    expect(again.lost()).toBeUndefined()
    const fresh = evaluate(exp(ones(64, 64)))
    const result = twice(fresh)
    expect((await read(result))[0]).toBeCloseTo(2 * Math.E, 5)
    // what was held before is gone for good, and letting go of it harms nobody
    expect(await thrownBy(() => read(x))).toMatchObject({ failure: { _tag: 'DeviceLost' } })
    release([x, fresh, result])
    twice.release()
    expect(tf.engine().registry[name]?.numDataIds()).toBe(0)
  })
})
