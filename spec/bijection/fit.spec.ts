import { either as E, function as F } from 'fp-ts'
import { expect, it } from 'vitest'
import * as Bijection from '../../src/bijection/index.js'
import { input, made } from '../../src/layer/index.js'
import { meanBatch } from '../../src/objective/index.js'
import { adam } from '../../src/optimizer/index.js'
import { key, normal, split } from '../../src/random/index.js'
import { release, use } from '../../src/run/index.js'
import {
  add,
  scale,
  shift,
  square,
  stack,
  sub,
  sum,
  type Tensor,
  tanh as tanhOf,
  unstack,
} from '../../src/tensor/index.js'
import { begin, fit, step } from '../../src/train/index.js'
import { meanAndError, numbersOf } from '../support/near.js'

const deviation = 0.3

/** Points along a parabola: the second number is the square of the first and a little noise. */
const banana = <N extends number>(count: N, seed: number): Tensor<[N, 2]> => {
  const [first, noise] = split(2)(key(seed))
  const x = normal(count)(first)
  return stack(1)(x, add(square(x), scale(deviation)(normal(count)(noise))))
}

const net = F.pipe(input(2), made({ hidden: [24], outputs: 2, activation: tanhOf }))
type Params = ReturnType<typeof net.init>

/** −log p(x) of each point, in nats: a flow from standard normal numbers. */
const surprise = <N extends number>(params: Params, x: Tensor<[N, 2]>): Tensor<[N]> => {
  const flow = Bijection.maf({ size: 2 })((y) => {
    const [shifts, logScale] = unstack(-2)(net.apply(params, y))
    return { shift: shifts, logScale }
  })
  const { value, logDet } = flow.inverse(x)
  return sub(shift(Math.log(2 * Math.PI))(scale(0.5)(sum(-1)(square(value)))), logDet)
}

it('a flow that is fitted comes near the entropy of what it is fitted to, far below any Gaussian', async () => {
  await use('wasm')()
  const optimizer = adam({ rate: 0.02 })
  const data = banana(512, 1)
  const trained = await fit({
    step: step(optimizer)((params: Params, x: Tensor<[512, 2]>) => () => ({
      loss: meanBatch(surprise(params, x)),
      metrics: {},
    })),
    state: begin(optimizer)(net.init(key(0)), key(2)),
    from: 0,
    to: 250,
    batches: () => E.right([data]),
  })()
  if (E.isLeft(trained)) throw new Error('the training failed')
  const { mean, error } = meanAndError(await numbersOf(surprise(trained.right.params, banana(2000, 3))))
  release(trained.right)
  const entropy = Math.log(2 * Math.PI * Math.E * deviation)
  const bestGaussian = Math.log(2 * Math.PI * Math.E) + 0.5 * Math.log(2 + deviation ** 2)
  expect(mean).toBeGreaterThan(entropy - 5 * error)
  expect(mean).toBeLessThan(entropy + 0.25)
  expect(bestGaussian - entropy).toBeGreaterThan(1.5)
})
