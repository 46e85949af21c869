/** A training step by reparam's public names, of whichever model. */
import {
  begin,
  compile,
  evaluate,
  fromData,
  key,
  liveTensors,
  meanBatch,
  neg,
  normal,
  read,
  readSync,
  release,
  split,
  step,
  use,
} from 'reparam'
import { right } from '../verify/right.mjs'

const tensor = ({ values, shape }) => right(fromData(...shape)(values))

/** Kernels and biases by layer, as tensors. */
export const weightsOf = (weights) =>
  Object.fromEntries(
    Object.entries(weights).map(([name, { kernel, bias }]) => [
      name,
      { kernel: tensor(kernel), bias: tensor(bias) },
    ]),
  )

/** Starts the training of a model on one batch of a shape, from given weights. */
export const starting = ({ model, optimizer, paramsOf, shape, noiseShape }) => {
  const training = step(optimizer)((params, x) => (k) => ({
    loss: neg(meanBatch(model.elbo()(params, x)(k).elbo)),
    metrics: {},
  }))
  return async ({ x, weights }) => {
    right(await use('wasm')())
    const batch = evaluate(tensor({ values: x, shape }))
    const compiled = compile(training)
    let state = evaluate(begin(optimizer)(paramsOf(weights), key(0)))
    return {
      step: () => {
        const { state: next, loss } = compiled(state, batch)
        release(state)
        state = next
        const [value] = readSync(loss)
        release(loss)
        return value
      },
      // a step draws from the first of two keys, and in it the bound draws its samples from the first of two again
      noise: () => read(normal(...noiseShape)(split(2)(split(2)(state.key)[0])[0])),
      live: liveTensors,
    }
  }
}
