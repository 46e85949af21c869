/** Training and validation read one objective; a schedule and the noise of a loss reach both. */
import { describe, expect, test } from 'vitest'
import { sgd } from '../../src/optimizer/index.js'
import { fold, key, normal } from '../../src/random/index.js'
import { compile, evaluate, liveTensors, release } from '../../src/run/index.js'
import { linear } from '../../src/schedule/index.js'
import { add, type Key, mul, scalar, square, sub, type Tensor } from '../../src/tensor/index.js'
import { begin, step, validation } from '../../src/train/index.js'
import { counting } from '../backend/counting.js'
import { backendNames, started } from '../support/backends.js'
import { expectNear, numberOf } from '../support/near.js'

const optimizer = sgd({ rate: 0.25 })
const beta = linear({ steps: 4 })

/** (w − x)² + β(step) (w − noise)² */
const loss = (w: Tensor<[]>, x: Tensor<[]>) => (draw: Key, done: Tensor<[]>) => {
  const [noise, weight] = [normal()(draw), beta(done)]
  const [error, away] = [square(sub(w, x)), square(sub(w, noise))]
  return { loss: add(error, mul(weight, away)), metrics: { error, away, weight } }
}

describe.each(backendNames)('on %s', (name) => {
  test('the loss of a step, at the state, with nothing learnt', async () => {
    const backend = await started(name)
    const before = liveTensors(backend)
    const train = compile(step(optimizer)(loss), backend)
    const held = validation(step(optimizer)(loss), backend)
    let state = evaluate(begin(optimizer)(scalar(2), key(1)), backend)
    for (let i = 0; i < 6; i += 1) {
      const w = await numberOf(state.params, backend)
      const found = await held.of(state, [scalar(1), scalar(-3)])
      const b = Math.min(1, i / 4)
      const error = ((w - 1) ** 2 + (w + 3) ** 2) / 2
      expectNear([found.means.error, found.means.weight], [error, b], 1e-6)
      expectNear([found.loss], [error + b * found.means.away], 1e-6)
      // the same key, batch and state: what training says of it
      const once = train({ ...state, key: fold(0)(state.key) }, scalar(1))
      const alone = await held.of(state, [scalar(1)])
      expectNear([alone.loss], [await numberOf(once.loss, backend)], 1e-7)
      expect(await numberOf(state.params, backend)).toBe(w)
      release(once)
      const next = train(state, scalar(1))
      release([state, next.loss, next.metrics])
      state = next.state
    }
    await expect(held.of(state, [])).rejects.toThrow('validation: expected at least one batch, found none')
    release(state)
    train.release()
    held.release()
    expect(liveTensors(backend)).toBe(before)
  })
})

test('nothing is computed but the loss and its metrics', async () => {
  const { backend, asked } = counting('wasm')
  const state = begin(optimizer)(scalar(2), key(1))
  const held = validation(step(optimizer)(loss), backend)
  await expect(held.of(state, [scalar(1)])).rejects.toThrow('nothing was computed')
  const judged = asked().kernels
  const alone = compile(
    (w: Tensor<[]>, x: Tensor<[]>, k: Key, done: Tensor<[]>) => loss(w, x)(k, done),
    backend,
  )
  alone(state.params, scalar(1), key(1), state.step)
  expect([...judged].sort()).toEqual([...asked().kernels].sort())
  expect(judged.length).toBeGreaterThan(3)
})
