/** The step by reparam's public names. */
import { function as F } from 'fp-ts'
import {
  adam,
  begin,
  bernoulliOutput,
  compile,
  evaluate,
  fromData,
  Gaussian,
  gaussianHead,
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
  vae,
} from 'reparam'
import { dense, input, relu } from 'reparam/layer'
import { right } from '../verify/right.mjs'
import { BATCH, EPSILON, HIDDEN, LATENT, PIXELS, RATE } from './problem.mjs'

const tensor = ({ values, shape }) => right(fromData(...shape)(values))
const denseOf = ({ kernel, bias }) => ({ kernel: tensor(kernel), bias: tensor(bias) })

const model = vae(
  F.pipe(input(PIXELS), dense(HIDDEN), relu, gaussianHead(LATENT, { spread: 'logVariance' })),
  F.pipe(input(LATENT), dense(HIDDEN), relu, dense(PIXELS), bernoulliOutput),
  Gaussian.standard(LATENT),
)

const optimizer = adam({ rate: RATE, epsilon: EPSILON })
const training = step(optimizer)((params, x) => (k) => ({
  loss: neg(meanBatch(model.elbo()(params, x)(k).elbo)),
  metrics: {},
}))

const paramsOf = (weights) => ({
  encoder: [denseOf(weights.encoder), { loc: denseOf(weights.loc), spread: denseOf(weights.spread) }],
  decoder: [denseOf(weights.decoder), denseOf(weights.logits), []],
})

export const start = async ({ x, weights }) => {
  right(await use('wasm')())
  const batch = evaluate(tensor({ values: x, shape: [BATCH, PIXELS] }))
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
    noise: () => read(normal(BATCH, LATENT)(split(2)(split(2)(state.key)[0])[0])),
    live: liveTensors,
  }
}
